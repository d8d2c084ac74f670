// What a correction asks for: only what differs from the report as it is. Pure.
import type { EditArgs, Place } from "@sync/protocol/messages";

export interface Typed {
  note: string;
  /** The words of the place; its point is not typed, and stays. */
  place: string;
}

export function changesOf(typed: Typed, { description, place }: { description: string; place: Place }): EditArgs {
  const note = typed.note.trim();
  const text = typed.place.trim();
  return {
    ...(note !== description && { description: note }),
    ...(text !== (place.text ?? "") && { place: { ...place, text } }),
  };
}
