import { COMMANDS, KEYS, commandOf } from "../../../pwa/src/console/dispatch/keys";
import { desk } from "../../../pwa/src/words/staff";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

test("small and capital letters are one key", () => {
  expect(commandOf(press("j"), null)).toBe("next");
  expect(commandOf(press("J"), null)).toBe("next");
});
test("every command has a key of its own and words", () => {
  expect(new Set(Object.values(KEYS)).size).toBe(COMMANDS.length);
  for (const command of COMMANDS) {
    expect(commandOf(press(KEYS[command]), { tagName: "BODY" })).toBe(command);
    expect(desk.commands[command]).not.toBe("");
  }
});
test.each(["INPUT", "TEXTAREA", "SELECT"])("a key typed into a %s is text", (tagName) => {
  expect(commandOf(press("a"), { tagName })).toBeNull();
});
test("with Ctrl, Cmd or Alt held the key belongs to the browser", () => {
  expect(commandOf(press("a", { ctrlKey: true }), null)).toBeNull();
  expect(commandOf(press("k", { metaKey: true }), null)).toBeNull();
  expect(commandOf(press("/", { altKey: true }), null)).toBeNull();
});
test("other keys do nothing", () => expect(commandOf(press("x"), null)).toBeNull());
