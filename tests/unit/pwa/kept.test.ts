// What screens keep on this device: shown at once, and there again after the page.
import { openPage } from "./page";

const TOUR = { order: ["b", "a"], legs: [], engine: "vroom", travel: "straight", made_at: "2026-11-26T08:00:00Z" };

/** The server's answers by path; everything else is as without a network. */
function answers(bodies: Record<string, unknown>): void {
  vi.stubGlobal("fetch", async (address: string) => {
    const body = bodies[address.split("?")[0] ?? ""];
    if (body === undefined) throw new TypeError("no network");
    return new Response(JSON.stringify(body), { status: 200 });
  });
}

afterEach(() => vi.unstubAllGlobals());

async function open() {
  await openPage();
  return {
    ...(await import("../../../pwa/src/store/tour")),
    ...(await import("../../../pwa/src/store/note-templates")),
    ...(await import("../../../pwa/src/store/desk-crews")),
  };
}

test("a tour is there again after the page, and what was put in order by hand stays over a new one", async () => {
  answers({ "/tours/today": TOUR });
  const page = await open();
  await page.askForTour({ lat: 35.123456, lon: -83.9 });
  await page.setOrder(["a", "b"]);
  await page.askForTour(null);
  answers({});
  const later = await open();
  await vi.waitFor(() => expect(later.tour.value).toEqual(TOUR));
  expect(later.handOrder.value).toEqual(["a", "b"]);
  await later.clearOrder();
  expect([later.handOrder.value, later.tour.value]).toEqual([null, TOUR]);
});

test("without a network asking fails and what was known stays", async () => {
  answers({ "/dispatch/notes": { notes: [{ id: "n", title: "Fixed", text: "Fixed.", outcome: null }] } });
  const page = await open();
  await page.refreshNotes();
  answers({});
  await expect(page.refreshNotes()).rejects.toMatchObject({ code: "offline" });
  const later = await open();
  await vi.waitFor(() => expect(later.noteTemplates.value?.map(({ title }) => title)).toEqual(["Fixed"]));
});

test("on how many of a crew's phones a job is", async () => {
  const crew = { crew_id: "c", name: "South", phones: [{}, {}], last_seen_at: null, at: null, open_jobs: 2, on_phone: ["here"], not_yet: ["away"], held_by: { here: 1 } };
  answers({ "/dispatch/crews": { as_of: "2026-11-26T08:00:00Z", crews: [crew] } });
  const { askForCrews, crewsSeen, deliveryOf } = await open();
  await askForCrews();
  const of = (id: string, crew_id: string | null) => deliveryOf({ id, crew_id }, crewsSeen.value);
  expect([of("here", "c"), of("away", "c"), of("new", "c"), of("here", "other")]).toEqual([{ on: 1, of: 2 }, { on: 0, of: 2 }, null, null]);
});
