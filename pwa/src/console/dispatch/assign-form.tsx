// Giving reports to a crew: the one that answers for most of them is chosen already, so Enter is enough.
import { useState } from "preact/hooks";
import { crews, districts } from "../../store";
import { agencyWords } from "../../words/desk";
import { toolWords } from "../../words/desk-tools";
import { desk } from "../../words/staff";
import { openJobsNow } from "./board";
import { Choices } from "./choices";
import { answering, crewChoices, likeliest } from "./crew-choices";
import { assign, group } from "./deeds";
import { LeftOut, toAssign, toGroup, withLeft } from "./left-out";
import { whatOf } from "./naming";
import { ToolForm } from "./tool-form";
import type { ToolProps } from "./tool-props";

const say = toolWords.assign;
const newId = (): string => crypto.randomUUID();

function useCrew(rows: ToolProps["rows"]) {
  const counts = answering(rows, districts.value);
  const [crewId, setCrewId] = useState(() => likeliest(rows, counts));
  const crew = crews.value.find(({ id }) => id === crewId);
  const words = { outside: agencyWords.isOutside, hasIt: desk.hasIt, suggested: desk.suggested, answers: say.answers };
  const choose = <Choices label={say.title(1)} name="crew" all={crewChoices(crews.value, rows, counts, words)} value={crewId} onChange={setCrewId} />;
  return { crew, choose };
}

export function AssignForm({ rows, onDone, onClose }: ToolProps) {
  const { crew, choose } = useCrew(rows);
  const sifted = toAssign(rows, openJobsNow.value);
  const { able, left } = sifted;
  const none = able.length === 0;
  const deed = () => {
    if (!crew) return null;
    const made = assign(able, crew.id, openJobsNow.value, withLeft(say.done(able.length, whatOf(able), crew.name), left), newId);
    return made.acts.length > 0 ? made : { ...made, said: say.already(crew.name) };
  };
  return (
    <ToolForm title={say.title(able.length || rows.length)} submit={crew ? say.submit(able.length || rows.length, crew.name) : say.choose} disabled={!crew || none} deed={deed} onDone={onDone} onClose={onClose}>
      <LeftOut {...sifted} />
      {crews.value.length === 0 && <p>{desk.noCrews}</p>}
      {choose}
    </ToolForm>
  );
}

/** One job for all of them. */
export function GroupForm({ rows, onDone, onClose }: ToolProps) {
  const words = toolWords.group;
  const { crew, choose } = useCrew(rows);
  const sifted = toGroup(rows);
  const { able, left } = sifted;
  const few = able.length < 2;
  const said = (name: string): string => withLeft(words.done(able.length, name), left);
  const deed = () => (crew ? group(able, crew.id, openJobsNow.value, said(crew.name), newId) : null);
  return (
    <ToolForm title={words.title} submit={crew ? words.submit(able.length, crew.name) : say.choose} disabled={!crew || few} deed={deed} onDone={onDone} onClose={onClose}>
      <LeftOut {...sifted} />
      <p class="quiet">{few ? words.few : words.preview(able.length)}</p>
      {!few && choose}
    </ToolForm>
  );
}
