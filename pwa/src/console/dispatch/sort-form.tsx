// How urgent reports are, and what kind of problem they are.
import { useState } from "preact/hooks";
import { services } from "../../store";
import { filterWords } from "../../words/desk-queues";
import { toolWords } from "../../words/desk-tools";
import { Choices } from "./choices";
import { prioritize, recategorize } from "./deeds";
import { whatOf } from "./naming";
import { PRIORITIES, type Priority } from "./sorting";
import { ToolForm } from "./tool-form";
import type { ToolProps } from "./tool-props";

export function PriorityForm({ rows, onDone, onClose }: ToolProps) {
  const say = toolWords.priority;
  const [priority, setPriority] = useState<Priority>(() => rows[0]?.request.priority ?? "normal");
  const name = filterWords.priorities[priority].toLowerCase();
  const all = PRIORITIES.map((value) => ({ value, label: filterWords.priorities[value] }));
  return (
    <ToolForm
      title={say.title}
      submit={say.submit(rows.length, name)}
      deed={() => prioritize(rows, priority, say.done(rows.length, whatOf(rows), name))}
      onDone={onDone}
      onClose={onClose}
    >
      <Choices label={say.title} name="priority" all={all} value={priority} onChange={setPriority} />
    </ToolForm>
  );
}

export function CategoryForm({ rows, onDone, onClose }: ToolProps) {
  const say = toolWords.category;
  const [code, setCode] = useState(() => rows[0]?.request.service_code ?? "");
  const chosen = services.value.find(({ id }) => id === code);
  return (
    <ToolForm
      title={say.title}
      submit={chosen ? say.submit(chosen.name) : say.choose}
      disabled={!chosen}
      deed={() => (chosen ? recategorize(rows, code, say.done(rows.length, whatOf(rows), chosen.name)) : null)}
      onDone={onDone}
      onClose={onClose}
    >
      <label class="visually-hidden" for="tool-category">
        {say.title}
      </label>
      <select id="tool-category" class="desk-select" value={code} onChange={(event) => setCode(event.currentTarget.value)}>
        {services.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </ToolForm>
  );
}
