// The dispatcher's keys. Each has a button too; none works while somebody types.
export const COMMANDS = ["next", "previous", "assign", "search", "help"] as const;
export type Command = (typeof COMMANDS)[number];

/** The key shown for a command, as on its button. */
export const KEYS: Record<Command, string> = { next: "J", previous: "K", assign: "A", search: "/", help: "?" };

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const TYPING = new Set(["INPUT", "TEXTAREA", "SELECT"]);

/** The command of a key press, or null: with Ctrl, Alt or Cmd held the key belongs to the browser. */
export function commandOf(press: Press, target: { tagName: string } | null): Command | null {
  if (press.ctrlKey || press.metaKey || press.altKey) return null;
  if (target && TYPING.has(target.tagName)) return null;
  const key = press.key.toUpperCase();
  return COMMANDS.find((command) => KEYS[command] === key) ?? null;
}
