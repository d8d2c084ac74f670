import { isAppPath, nameWithoutHash } from "../../../pwa/src/worker/app-paths";

test.each(["/", "/report", "/reports", "/reports/0193-abc", "/near", "/staff", "/outbox", "/crew", "/crew/jobs/1/close", "/desk"])(
  "%s is a screen of the app",
  (path) => expect(isAppPath(path)).toBe(true),
);

test.each(["/r/K7QM3XD92FT", "/sync/exchange", "/people/sign-in", "/files/a", "/attachments/1", "/open311/v2", "/health", "/schema", "/crewmates", "/reports/1/2"])(
  "%s belongs to the server",
  (path) => expect(isAppPath(path)).toBe(false),
);

test("two builds of one file have the same name without their hashes", () => {
  expect(nameWithoutHash("/assets/map/district-map-D_wgIKJ2.css")).toBe("/assets/map/district-map.css");
  expect(nameWithoutHash("/assets/map/district-map-a-b_c-d9.css")).toBe("/assets/map/district-map.css");
  expect(nameWithoutHash("/assets/map/maplibre-gl-worker-CZtFQQIV.mjs")).toBe("/assets/map/maplibre-gl-worker.mjs");
});
