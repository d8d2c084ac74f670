// A job that the field and the desk saw differently: what happened, both sides, and which of them counts.
import { Icon } from "../../design/icon";
import { TextField } from "../../design/text-field";
import type { PhotoDoc, WorkOrderView } from "../../store/views";
import { conflictWords as say } from "../../words/desk-conflicts";
import { outcomeName, shared } from "../../words/staff";
import { Compare } from "./compare";
import { jobStatus, names } from "./compare-names";
import { settle, type Verdict } from "./conflict-acts";
import { conflictName } from "./conflict-name";
import { closingRows, sidesOf } from "./conflict-sides";
import type { Conflict } from "./conflicts";
import { Evidence } from "./evidence";
import { TwoWays, type Way } from "./two-ways";
import { useTyped } from "./use-typed";

const LONGEST = 1000;

export function JobConflict({ conflict, onDecided }: { conflict: Conflict; onDecided: () => void }) {
  const { workOrder: job, request } = conflict;
  const { text: note, type, key, forget } = useTyped("settle", [conflict.id]);
  if (!job) return <p>{say.unknown}</p>;
  const { asks, stands } = sidesOf(job);
  const decide = (verdict: Verdict) => () => settle(job, verdict, note.trim(), conflictName(conflict), key).then(forget);
  const left = asks ? say.crewSide(names.crew(asks.crew_id ?? "") || shared.by(asks.by)) : say.nobodyClosed;
  const right = stands ? say.crewSide(names.crew(stands.crew_id ?? "") || shared.by(stands.by)) : say.deskSide;
  const take: Way = { key: "T", icon: "check", name: say.take, hint: say.takeHint(outcomeName(asks?.outcome ?? "")), act: decide("take") };
  const keep: Way = { key: "E", icon: "ban", name: say.keep, hint: keepHint(job), act: decide("keep") };
  // The first closing that alone was sent counts either way: there is nothing to choose.
  const isOpen = asks !== null && (stands !== null || asks.kind === "late");
  const photos = photosOf(job);
  return (
    <>
      {job.flags.map((flag) => (
        <p key={flag} class="notice notice-waiting">
          <Icon name="triangle-alert" />
          <span class="grow">{say.happened[flag] ?? say.happenedElse}</span>
        </p>
      ))}
      <div class="sides">
        {asks && <Compare label={say.sides} left={left} right={right} rows={closingRows(job, names, jobStatus, shared.by)} />}
        <div class="evidence">
          <Evidence title={say.photosBefore} photos={(request?.photos ?? []).filter(({ role }) => role !== "evidence")} />
          {asks && <Evidence title={say.photosOf(left)} photos={photos(asks.photos)} />}
          {stands && <Evidence title={say.photosOf(right)} photos={photos(stands.photos)} />}
        </div>
      </div>
      <section class="decision" aria-label={say.yourDecision}>
        <TextField id="settle-note" label={say.note} hint={say.noteHint} value={note} onInput={type} longest={LONGEST} />
        <TwoWays label={say.yourDecision} onDone={onDecided} ways={isOpen ? [take, keep] : [{ ...keep, name: say.seen, icon: "check" }]} />
      </section>
    </>
  );
}

function keepHint(job: WorkOrderView): string {
  const { asks, stands } = sidesOf(job);
  if (stands) return say.keepOther(names.crew(stands.crew_id ?? "") || shared.by(stands.by));
  if (asks?.kind !== "late") return say.seenHint;
  return job.moved?.kind === "cancelled" ? say.keepCancelled : say.keepMoved(names.crew(job.crew_id ?? ""));
}

/** The photos of a closing by their ids, as far as this device has heard of them. */
function photosOf(job: WorkOrderView) {
  const known = new Map(job.photos.map((photo) => [photo.id, photo]));
  return (ids: string[] = []): PhotoDoc[] => ids.map((id) => known.get(id) ?? { id, role: "evidence", state: "expected" });
}
