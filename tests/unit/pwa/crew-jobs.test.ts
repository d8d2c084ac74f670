import { awayM, closedToday, distanceM, isNew, mapLink, openJobs, subjectOf } from "../../../pwa/src/crew/jobs";
import { workStory } from "../../../pwa/src/design/work-story";
import { HOUR, NOON, before, job, request } from "./dispatch-factories";

const ids = (jobs: { id: string }[]): string[] => jobs.map(({ id }) => id);
const at = (lat: number) => request("r", { place: { lat, lon: -83.92, source: "gps" } });

describe("the open jobs", () => {
  test("the longest waiting comes first, work begun before it, parts last", () => {
    const jobs = [
      job("parts", { status: "blocked", created_at: before(9 * HOUR) }),
      job("young", { created_at: before(HOUR) }),
      job("old", { created_at: before(3 * HOUR) }),
      job("begun", { status: "started", created_at: before(1) }),
    ];
    expect(ids(openJobs(jobs, "central"))).toEqual(["begun", "old", "young", "parts"]);
  });
  test("a job waits since the report, not since somebody made it a job", () => {
    const jobs = [
      job("first", { created_at: before(1), request: request("a", { requested_at: before(5 * HOUR) }) }),
      job("second", { created_at: before(2), request: request("b", { requested_at: before(HOUR) }) }),
    ];
    expect(ids(openJobs(jobs, "central"))).toEqual(["first", "second"]);
  });
  test("the nearest comes first when the phone knows where it is; a job without a point after those with one", () => {
    const jobs = [job("words"), job("far", { request: at(36.1) }), job("near", { request: at(35.97) })];
    expect(ids(openJobs(jobs, "central", { lat: 35.96, lon: -83.92 }))).toEqual(["near", "far", "words"]);
  });
  test("another crew's and closed jobs are not in it", () => {
    expect(openJobs([job("a", { crew_id: "north" }), job("b", { status: "done" })], "central")).toEqual([]);
  });
});

describe("closed today", () => {
  test("yesterday's work is not in it, the latest is first", () => {
    const closed = (id: string, ms: number) => job(id, { status: "done", closed_at: before(ms) });
    const jobs = [closed("early", 3 * HOUR), closed("late", HOUR), closed("yesterday", 20 * HOUR), job("open")];
    expect(ids(closedToday(jobs, "central", NOON))).toEqual(["late", "early"]);
  });
});

test("a job is named by what it serves, and by what is left of that to a crew that only closed it", () => {
  const about = { service_code: "pothole", reference: "KFBZXGPCPC7", place: { text: "12 Elm Street" } };
  const held = request("r", { service_code: "light" });
  expect(subjectOf(job("a", { request: held }))?.service_code).toBe("light");
  expect(subjectOf(job("a", { request: null, about }))).toEqual(about);
  expect(subjectOf(job("a", { request: null }))).toBeNull();
});

test("a job is new until somebody of the crew accepts it", () => {
  expect(isNew(job("a"))).toBe(true);
  expect(isNew(job("a", { accepted_at: before(1) }))).toBe(false);
  expect(isNew(job("a", { status: "started" }))).toBe(false);
});
test("a degree of latitude is about 111 km", () => {
  expect(distanceM({ lat: 35, lon: -83 }, { lat: 36, lon: -83 })).toBeCloseTo(111_195, -2);
});
test("a job without a point is at no known distance", () => {
  expect(awayM(job("a"), { lat: 35, lon: -83 })).toBeNull();
});
test("a place of words opens no map app", () => {
  expect(mapLink({ text: "behind the library", source: "typed" })).toBeNull();
  expect(mapLink({ lat: 35.5, lon: -83.25, source: "gps" })).toBe("geo:35.5,-83.25?q=35.5,-83.25");
});

describe("the story of a job", () => {
  const line = (kind: string, ms: number, by = "Central crew") => ({ at: before(ms), kind, by, text: "" });
  test("an act is told once, by the job's own line, oldest first", () => {
    const story = workStory(
      request("r", { history: [line("reported", 5), line("planned", 5), line("resolved", 1), line("comment", 3)] }),
      job("w", { history: [line("closed", 1), line("assigned", 5)] }),
    );
    expect(story.map(({ kind }) => kind)).toEqual(["reported", "assigned", "comment", "closed"]);
  });
  test("a change of status without a job's line stays", () => {
    expect(workStory(request("r", { history: [line("closed", 1)] }), undefined)).toHaveLength(1);
  });
});
