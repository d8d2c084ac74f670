// Taking apart what was put together: a request leaves a job that serves others too, or is no duplicate after all.
import { show } from "@sync/protocol/reference";
import { useState } from "preact/hooks";
import { toolWords } from "../../words/desk-tools";
import { openJobsNow, rows as allRows } from "./board";
import { Choices } from "./choices";
import { split, unmerge } from "./deeds";
import { whatOf } from "./naming";
import { ToolForm } from "./tool-form";
import type { ToolProps } from "./tool-props";

const say = toolWords.split;
const WAYS = [
  { value: "own", label: say.own },
  { value: "free", label: say.free },
] as const;

export function SplitForm({ rows, onDone, onClose }: ToolProps) {
  const [way, setWay] = useState<"own" | "free">("own");
  const [row] = rows;
  if (!row) return null;
  const { request } = row;
  const into = request.status === "duplicate" ? (request.duplicate_of ?? null) : null;
  const job = openJobsNow.value.get(request.id);
  const isShared = job !== undefined && job.request_ids.length > 1;
  const deed = () => {
    if (into) return unmerge(row, allRows.value.find((one) => one.request.reference === into)?.request.id, say.unmerged(whatOf(rows)));
    return isShared ? split(row, job, way === "own", say.done(whatOf(rows)), () => crypto.randomUUID()) : null;
  };
  return (
    <ToolForm title={say.title} submit={into ? say.unmerge : say.submit} disabled={!into && !isShared} deed={deed} onDone={onDone} onClose={onClose}>
      <p class="quiet">{into ? say.duplicate(show(into)) : isShared ? say.shared(job.request_ids.length) : say.nothing}</p>
      {!into && isShared && <Choices label={say.title} name="split" all={WAYS} value={way} onChange={setWay} />}
    </ToolForm>
  );
}
