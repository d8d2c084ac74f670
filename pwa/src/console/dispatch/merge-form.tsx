// Merging duplicates: which one stays, and what becomes of the others.
import { show } from "@sync/protocol/reference";
import { useState } from "preact/hooks";
import { placeLine } from "../../design/place-line";
import { serviceName } from "../../design/service-name";
import { toolWords } from "../../words/desk-tools";
import { shared } from "../../words/staff";
import { Choices } from "./choices";
import { byAge, merge } from "./deeds";
import { LeftOut, toMerge, withLeft } from "./left-out";
import type { Row } from "./rows";
import { ToolForm } from "./tool-form";
import type { ToolProps } from "./tool-props";

const say = toolWords.merge;

export function MergeForm({ rows, onDone, onClose }: ToolProps) {
  const all = byAge(rows);
  const [staysId, setStaysId] = useState(all[0]?.request.id ?? "");
  const stays = all.find(({ request }) => request.id === staysId);
  const sifted = toMerge(rows, staysId);
  const { able, left } = sifted;
  const others = able.length - 1;
  const few = others < 1;
  const now = Date.now();
  const choice = ({ request }: Row, i: number) => ({
    value: request.id,
    label: [serviceName(request.service_code), placeLine(request.place) || shared.noPlace].join(" · "),
    hint: [show(request.reference), shared.age(request.requested_at, now), i === 0 ? say.oldest : ""].filter(Boolean).join(" · "),
  });
  return (
    <ToolForm
      title={say.title}
      submit={few || stays ? say.submit(Math.max(0, others)) : say.stays}
      disabled={few || !stays}
      deed={() => (stays ? merge(able, staysId, withLeft(say.done(others, show(stays.request.reference)), left)) : null)}
      onDone={onDone}
      onClose={onClose}
    >
      {rows.length < 2 && <p>{say.few}</p>}
      <LeftOut {...sifted} />
      {rows.length > 1 && <Choices label={say.stays} name="stays" all={all.map(choice)} value={staysId} onChange={setStaysId} />}
      {!few && <p class="quiet">{say.preview(others)}</p>}
    </ToolForm>
  );
}
