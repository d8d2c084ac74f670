// What one calls a conflict, and what it is about.
import { conflictWords as say } from "../../words/desk-conflicts";
import type { Conflict } from "./conflicts";
import { whatOf } from "./news-words";

export const conflictTitle = ({ kind, flags }: Conflict): string => (kind === "save" ? say.save : flags.map(say.flag).join(". "));

export const conflictName = ({ request, letter }: Conflict): string => (request ? whatOf(request) : letter?.about || say.unknown);
