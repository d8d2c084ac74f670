// What this crew has to do, and what it has done today.
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { oldestOf } from "../design/oldest";
import { letters, outbox, syncedAt, updating, workOrders } from "../store";
import { words } from "../words/words";
import { crew, shared } from "../words/staff";
import { JobRow } from "./job-row";
import { type Point, awayM, closedToday, openJobs } from "./jobs";

export function Today({ crewId }: { crewId: string | null }) {
  const [from, setFrom] = useState<Point | null>(null);
  const now = new Date();
  const open = openJobs(workOrders.value, crewId, from);
  const closed = closedToday(workOrders.value, crewId, now);
  const oldest = oldestOf(outbox.value);
  const unsent = outbox.value.length + letters.value.length;
  return (
    <>
      <header class="today-head">
        <div>
          <h1 tabIndex={-1}>{crew.today}</h1>
          <p class="large">
            {shared.date(now)} · {crew.jobs(open.length)}
          </p>
        </div>
        <p class="quiet" role="status">
          {shared.asOf(syncedAt.value)}
          {updating.value && ` · ${shared.updating}`}
        </p>
      </header>
      {crewId === null && <p class="notice notice-waiting">{crew.noCrew}</p>}
      {open.length > 1 && <Order from={from} onChange={setFrom} />}
      {open.length === 0 && syncedAt.value !== null && <Nothing />}
      <ul class="plain-list jobs" aria-label={crew.jobs(open.length)}>
        {open.map((job) => (
          <JobRow key={job.id} job={job} awayM={awayM(job, from)} />
        ))}
      </ul>
      {closed.length > 0 && (
        <section class="stack" aria-labelledby="closed-today">
          <h2 id="closed-today">{crew.closedToday}</h2>
          <ul class="plain-list jobs">
            {closed.map((job) => (
              <JobRow key={job.id} job={job} awayM={null} />
            ))}
          </ul>
        </section>
      )}
      {oldest !== null && <p class="quiet">{words.outbox.oldest(oldest)}</p>}
      <a class="button button-big" href="/crew/find">
        <Icon name="search" />
        {words.find.crew.open}
      </a>
      <a class="button button-big" href="/outbox">
        <Icon name="send" />
        {crew.openOutbox(unsent)}
      </a>
    </>
  );
}

/** Orders the list by distance; the phone's position is asked for only when somebody wants it. */
function Order({ from, onChange }: { from: Point | null; onChange: (from: Point | null) => void }) {
  const [lost, setLost] = useState(false);
  const find = (): void =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => onChange({ lat: coords.latitude, lon: coords.longitude }),
      () => setLost(true),
      { timeout: 10_000, maximumAge: 60_000 },
    );
  return (
    <>
      <button type="button" class="button" onClick={from ? () => onChange(null) : find}>
        <Icon name={from ? "clock" : "locate-fixed"} />
        {from ? crew.oldest : crew.nearest}
      </button>
      {lost && !from && <p role="status">{crew.noPosition}</p>}
    </>
  );
}

function Nothing() {
  return (
    <div class="card stack-tight stack">
      <h2>{crew.none}</h2>
      <p>{crew.noneText}</p>
    </div>
  );
}
