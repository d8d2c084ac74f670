import { COMMANDS, KEYS, QUEUE_KEYS, commandOf, queueOfKey } from "../../../pwa/src/console/dispatch/keys";
import { VIEWS } from "../../../pwa/src/console/dispatch/queues";
import { keyWords } from "../../../pwa/src/words/desk-tools";

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
    expect(keyWords.commands[command]).not.toBe("");
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
test("a box or a circle to tick takes no letters: the key is the desk's there", () => {
  expect(commandOf(press("a"), { tagName: "INPUT", type: "radio" })).toBe("assign");
  expect(commandOf(press("a"), { tagName: "INPUT", type: "text" })).toBeNull();
});
test("other keys do nothing", () => expect(commandOf(press("q"), null)).toBeNull());
test("every queue has a letter of its own after G", () => {
  expect(new Set(Object.values(QUEUE_KEYS)).size).toBe(VIEWS.length);
  for (const id of VIEWS) expect(queueOfKey(QUEUE_KEYS[id].toLowerCase())).toBe(id);
  expect(queueOfKey("z")).toBeNull();
});
