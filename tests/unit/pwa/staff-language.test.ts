// On a phone where somebody reads Spanish the city's people read English, and nobody loses what they chose.
const KEPT = new Map<string, string>();
const reload = vi.fn();

async function open() {
  vi.resetModules();
  vi.stubGlobal("document", {});
  vi.stubGlobal("location", { reload });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => KEPT.get(key) ?? null,
    setItem: (key: string, value: string) => void KEPT.set(key, value),
    removeItem: (key: string) => void KEPT.delete(key),
  });
  vi.stubGlobal("navigator", { languages: ["en-US"] });
  return { ...(await import("../../../pwa/src/words/language")), ...(await import("../../../pwa/src/words/staff-language")) };
}

beforeEach(() => {
  KEPT.clear();
  reload.mockClear();
});
afterEach(() => vi.unstubAllGlobals());

test("staff read English on a phone whose resident chose Spanish, who reads it again afterwards", async () => {
  (await open()).choose("es");
  const before = await open();
  expect(before.language).toBe("es");
  before.readAs(true);
  const during = await open();
  expect(during.language).toBe("en");
  during.readAs(true);
  during.readAs(false);
  expect((await open()).language).toBe("es");
  expect(reload).toHaveBeenCalledTimes(3);
});

test("who chooses Spanish while signed in reads it, and leaves nothing of it behind", async () => {
  (await open()).readAs(true);
  (await open()).choose("es");
  const during = await open();
  during.readAs(true);
  expect(during.language).toBe("es");
  during.readAs(false);
  expect((await open()).language).toBe("en");
});

test("where all read English nothing is loaded afresh", async () => {
  const page = await open();
  page.readAs(false);
  page.readAs(true);
  page.readAs(false);
  expect(reload).not.toHaveBeenCalled();
});
