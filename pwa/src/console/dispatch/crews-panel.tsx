// The crews and their phones: when one was last heard of, what it has to do, and what has not reached it yet. It says in
// words what the pins on the map show.
import { Icon } from "../../design/icon";
import { crewsSeen, type CrewSeen } from "../../store/desk-crews";
import { crewsWords as say } from "../../words/desk-live";
import { shared } from "../../words/staff";
import { jobs } from "./board";

export function CrewsPanel() {
  const known = crewsSeen.value;
  return (
    <section class="crews stack stack-tight" aria-labelledby="crews-title">
      <h2 id="crews-title">{say.title}</h2>
      {known === null && <p class="quiet">{say.none}</p>}
      {known !== null && (
        <>
          <ul class="plain-list">
            {known.crews.map((crew) => (
              <Crew key={crew.crew_id} crew={crew} now={Date.now()} />
            ))}
          </ul>
          <p class="quiet small">{say.asOf(known.as_of)}</p>
        </>
      )}
    </section>
  );
}

function Crew({ crew, now }: { crew: CrewSeen; now: number }) {
  // What was accepted has been there, also when it changed since.
  const waiting = crew.not_yet.filter((id) => jobs.value.get(id)?.accepted_at == null).length;
  return (
    <li class="crews-one">
      <Icon name="smartphone" />
      <span class="grow">
        <strong>{crew.name}</strong>
        <span class="quiet">
          {syncedWords(crew, now)} · {say.jobs(crew.open_jobs)}
        </span>
        {waiting > 0 && (
          <span class="crews-waiting">
            <Icon name="clock" /> {say.waiting(waiting)}
          </span>
        )}
      </span>
    </li>
  );
}

/** "last synced 12 min ago" */
export const syncedWords = ({ last_seen_at: at }: CrewSeen, now: number): string =>
  at === null ? say.never : say.synced(shared.age(at, now));
