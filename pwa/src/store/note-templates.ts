// The city's ready notes for crews and the desk: kept on this device, so that they are there without a network.
import type { ReadonlySignal } from "@preact/signals";
import { ask } from "./asking";
import { kept } from "./kept";

export interface NoteTemplate {
  id: string;
  title: string;
  /** May hold {reference}, {service}, {place} and {due}: see note-fill.ts. */
  text: string;
  /** The outcome of a closing that it is for; null for any. */
  outcome: string | null;
}

/** What is said of one when it is kept; without a `position` a new one is the last. */
export type NoteWords = Pick<NoteTemplate, "title" | "text" | "outcome"> & { position?: number };

const notes = kept<NoteTemplate[]>("desk/notes");

/** In the city's order; null until they were ever heard of. */
export const noteTemplates: ReadonlySignal<NoteTemplate[] | null> = notes.value;

interface Reply {
  notes: NoteTemplate[];
}

/** Reads them again; what is kept stays when the city cannot be asked. */
export const refreshNotes = (): Promise<void> => change("GET", "");

/** For managers: adds it, changes it, or moves it. */
export const putNote = (id: string, words: NoteWords): Promise<void> => change("PUT", `/${id}`, words);

export const deleteNote = (id: string): Promise<void> => change("DELETE", `/${id}`);

const change = (method: string, at: string, words?: NoteWords): Promise<void> =>
  notes.refresh(async () => (await ask<Reply>(method, `/dispatch/notes${at}`, words)).notes);
