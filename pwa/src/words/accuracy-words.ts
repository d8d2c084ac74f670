// How sure a fix is, in words. Pure.
import { showLength } from "./numbers";
import { words } from "./words";

/** Beyond this a fix names the street at best. */
export const ROUGH_M = 100;

/** 12.3 -> "within about 12 m" */
export const accuracyWords = (accuracy_m: number): string => words.place.within(showLength(accuracy_m));

export const isRough = (accuracy_m: number): boolean => accuracy_m > ROUGH_M;
