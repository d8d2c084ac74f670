// The dispatcher's keys. Each has a button too; none works while somebody types.
import type { ViewId } from "./queues";

export const COMMANDS = [
  "next", "previous", "mark", "assign", "priority", "merge", "split", "close", "reply",
  "go", "search", "undo", "views", "map", "help",
] as const;
export type Command = (typeof COMMANDS)[number];

/** The key shown for a command, as on its button. */
export const KEYS: Record<Command, string> = {
  next: "J", previous: "K", mark: "X",
  assign: "A", priority: "P", merge: "D", split: "S", close: "C", reply: "R",
  go: "G", search: "/", undo: "U", views: "V", map: "M", help: "?",
};

/** After G: the letter of each queue. */
export const QUEUE_KEYS: Record<ViewId, string> = {
  new: "N", review: "R", unassigned: "U", overdue: "O", in_work: "W", held: "H", conflicts: "C", done: "D",
};

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

/** Whether the key is the desk's: with Ctrl, Alt or Cmd held it belongs to the browser, in a field it is text. A box or a
 * circle to tick takes no letters. */
export function isOurs(press: Press, target: { tagName: string; type?: string } | null): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false;
  return !target || !TYPING.has(target.tagName) || target.type === "checkbox" || target.type === "radio";
}

/** The command of a key press, or null. */
export function commandOf(press: Press, target: { tagName: string; type?: string } | null): Command | null {
  if (!isOurs(press, target)) return null;
  const key = press.key.toUpperCase();
  return COMMANDS.find((command) => KEYS[command] === key) ?? null;
}

/** The queue of a letter that follows G, or null. */
export const queueOfKey = (key: string): ViewId | null =>
  (Object.keys(QUEUE_KEYS) as ViewId[]).find((id) => QUEUE_KEYS[id] === key.toUpperCase()) ?? null;
