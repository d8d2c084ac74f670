// Prepare: what is on this phone for a day without signal, what is missing, and the way to get it. Green only when all was
// read back.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { crews, districts, isProtected, session, syncedAt, tryNow } from "../store";
import { basemap, loadBasemap, prepareBasemap } from "../store/basemaps";
import { getPhotos, getPlaces, type Prepared } from "../store/prepared";
import { askForProtection } from "../store/protection";
import type { BasemapView } from "../store/views";
import { showSince } from "../words/numbers";
import { prepare as say } from "../words/crew-prepare";
import { MissingPhotos } from "./missing-photos";
import "./prepare.css";
import { keepMap } from "./keep-map";
import { PageHead } from "./page-head";
import { PrepareMap } from "./prepare-map";
import { PrepareRow } from "./prepare-row";
import { type Part, missingParts } from "./readiness";
import { usePrepared } from "./use-prepared";

export function Prepare() {
  const { prepared, look } = usePrepared(true);
  return (
    <>
      <PageHead title={say.title} />
      {prepared ? <Found it={prepared} look={look} /> : <p role="status">{say.getting}</p>}
    </>
  );
}

function Found({ it, look }: { it: Prepared; look: () => void }) {
  const map = basemap.value;
  useEffect(() => void prepareBasemap(keepMap).catch(() => undefined), []); // The row says that it failed.
  const { busy, failed, get } = useGetting(it, look);
  const missing = missingParts(it, map.state);
  const area = say.districts(ownDistricts());
  const isSafe = isProtected.value === true;
  return (
    <>
      <Verdict it={it} missing={missing} area={area} map={map} busy={busy} />
      <ul class="plain-list prepare-rows">
        <PrepareRow name={say.rows.jobs} state={missing.includes("jobs") ? "missing" : "here"} text={jobsText(it)} />
        <PrepareRow name={say.rows.photos} state={missing.includes("photos") ? "missing" : "here"} text={photosText(it)}>
          {it.missing.length > 0 && <progress max={it.photos} value={it.photos - it.missing.length} aria-label={say.rows.photos} />}
          <MissingPhotos missing={it.missing} />
        </PrepareRow>
        <PrepareRow name={say.rows.places} state={it.places ? "here" : "missing"} text={it.places ? say.places.here : say.places.missing} />
        <PrepareMap map={map} />
        <PrepareRow name={say.rows.safe} state={isSafe ? "here" : "missing"} text={isSafe ? say.safe.yes : `${say.safe.no} ${say.safe.how}`}>
          {!isSafe && (
            <button type="button" class="button" onClick={() => void askForProtection()}>
              {say.protect}
            </button>
          )}
        </PrepareRow>
      </ul>
      {failed && !busy && missing.length > 0 && <p role="alert">{navigator.onLine ? say.failed : say.offline}</p>}
      {missing.length > 0 && (
        <div class="acts">
          <button type="button" class="button button-primary" aria-disabled={busy} onClick={() => get(missing)}>
            <Icon name="download" />
            {busy ? say.getting : missing.length > 1 ? say.getAll : say.get}
          </button>
        </div>
      )}
    </>
  );
}

interface VerdictProps {
  it: Prepared;
  missing: Part[];
  area: string;
  map: BasemapView;
  busy: boolean;
}

function Verdict({ it, missing, area, map, busy }: VerdictProps) {
  const named = missing.map((part) => (part === "photos" ? say.missing.photos(it.missing.length) : say.missing[part]));
  const isReady = missing.length === 0;
  return (
    <p class={`notice verdict ${isReady ? "notice-done" : "notice-waiting"}`} role="status">
      <Icon name={isReady ? "circle-check" : busy ? "download" : "triangle-alert"} />
      <span class="grow">
        {isReady && say.ready(it.jobs, it.photos, map.state === "ready" ? say.map(map.district || area) : say.addresses(area))}
        {!isReady && say.notReady(named)}
      </span>
    </p>
  );
}

/** The names of what this crew answers for. */
function ownDistricts(): string[] {
  const mine = session.value?.crewId;
  const known = crews.value.some(({ id }) => id === mine);
  return known ? districts.value.filter(({ crew_id }) => crew_id === mine).map(({ name }) => name) : [];
}

function jobsText(it: Prepared): string {
  const at = syncedAt.value;
  if (at === null) return say.jobs.none;
  if (!it.isCurrent) return say.jobs.coming;
  return it.incomplete > 0 ? say.jobs.incomplete(it.incomplete) : say.jobs.here(it.jobs, showSince(new Date(at)));
}

function photosText(it: Prepared): string {
  const here = it.missing.length === 0 ? say.photos.here(it.photos) : say.photos.some(it.photos - it.missing.length, it.photos);
  return it.awaited > 0 ? `${here}. ${say.photos.awaited(it.awaited)}` : here;
}

/** Gets what is missing, part by part; what came is never fetched twice. */
function useGetting(it: Prepared, look: () => void) {
  const [state, setState] = useState<"idle" | "busy" | "failed">("idle");
  const get = (parts: Part[]): void => {
    if (state === "busy") return;
    setState("busy");
    tryNow();
    const work: Record<Part, () => Promise<void>> = {
      jobs: () => Promise.resolve(),
      photos: () => getPhotos(it.missing, look),
      places: getPlaces,
      map: loadBasemap,
    };
    void Promise.allSettled(parts.map((part) => work[part]())).then(() => {
      setState("failed"); // Said only while something is still missing.
      look();
    });
  };
  return { busy: state === "busy", failed: state === "failed", get };
}
