// What this crew has to do, in its order, and what it has done today. The list comes first, the map second.
import { Icon } from "../design/icon";
import { oldestOf } from "../design/oldest";
import { queryValue } from "../design/router";
import { letters, outbox, syncedAt, updating, workOrders } from "../store";
import { tour } from "../store/tour";
import { words } from "../words/words";
import { day } from "../words/crew-day";
import { crew, shared } from "../words/staff";
import { BrightButton } from "./bright-button";
import { DayLine } from "./day-line";
import { FoundButton } from "./found-button";
import { JobRow } from "./job-row";
import { awayM, closedToday } from "./jobs";
import { JustClosed } from "./just-closed";
import { position } from "./position";
import { PrepareLine } from "./prepare-line";
import "./prepare.css";
import { useOrder } from "./use-order";
import { useTour } from "./use-tour";
import "./today.css";

export function Today({ crewId }: { crewId: string | null }) {
  const order = useOrder();
  useTour(order.jobs);
  const now = new Date();
  const closed = closedToday(workOrders.value, crewId, now);
  const legs = order.by === "route" ? tour.value?.legs : undefined;
  const open = order.jobs;
  const justClosed = queryValue("closed");
  return (
    <>
      <header class="today-head">
        <div>
          <h1 tabIndex={-1}>{crew.today}</h1>
          <p class="large today-line">
            <span>{shared.date(now)}</span> <span>{crew.jobs(order.jobs.length)}</span>
          </p>
          <p class="quiet" role="status">
            {shared.asOf(syncedAt.value)}
            {updating.value && ` · ${shared.updating}`}
          </p>
        </div>
        <BrightButton />
      </header>
      {justClosed && <JustClosed jobId={justClosed} next={open.find(({ id }) => id !== justClosed)} />}
      {crewId === null && <p class="notice notice-waiting">{crew.noCrew}</p>}
      <DayLine closed={closed.filter(({ status }) => status === "done").length} open={open} />
      <PrepareLine />
      <div class="today-tools">
        {open.length > 1 && (
          <a class="button" href="/crew/order">
            <Icon name={order.by === "oldest" ? "clock" : order.by === "nearest" ? "locate-fixed" : "route"} />
            {day.order[order.by]}
          </a>
        )}
        {open.length > 0 && (
          <a class="button" href="/crew/map">
            <Icon name="map" />
            {day.map.open}
          </a>
        )}
      </div>
      {open.length === 0 && syncedAt.value !== null && <Nothing />}
      <ul class="plain-list jobs" aria-label={crew.jobs(open.length)}>
        {open.map((job) => (
          <JobRow
            key={job.id}
            job={job}
            awayM={awayM(job, position.value)}
            legM={legs?.find(({ id }) => id === job.id)?.distance_m}
            cameLater={order.cameLater(job.id)}
          />
        ))}
      </ul>
      {closed.length > 0 && (
        <section class="stack" aria-labelledby="closed-today">
          <h2 id="closed-today">{crew.closedToday}</h2>
          <ul class="plain-list jobs">
            {closed.map((job) => (
              <JobRow key={job.id} job={job} />
            ))}
          </ul>
        </section>
      )}
      <More />
    </>
  );
}

/** Where else a crew goes from here. */
function More() {
  const oldest = oldestOf(outbox.value);
  const unsent = outbox.value.length + letters.value.length;
  return (
    <nav class="today-more" aria-label={day.more}>
      {oldest !== null && <p class="quiet">{words.outbox.oldest(oldest)}</p>}
      <FoundButton jobId={null} />
      <a class="button button-big" href="/crew/find">
        <Icon name="search" />
        {words.find.crew.open}
      </a>
      <a class="button button-big" href="/outbox">
        <Icon name="send" />
        {crew.openOutbox(unsent)}
      </a>
      <a class="button button-big" href="/crew/end">
        <Icon name="log-out" />
        {day.end.open}
      </a>
    </nav>
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
