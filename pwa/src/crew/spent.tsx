// Time and material of a job, for who likes to say it: minutes by a tap or the number pad, material from what was used before.
import type { Material } from "@sync/protocol/messages";
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { workOrders } from "../store";
import { kept } from "../store/kept";
import { one } from "../words/crew-job";
import { numberOf, usedBefore, withMaterial } from "./spending";
import "./spent.css";

const say = one.time;
const MOST_MINUTES = 10_000;
const remembered = kept<Material[]>("crew/materials");

/** After a job is closed: what it took is offered with the next. */
export const rememberMaterials = (used: readonly Material[]): Promise<void> =>
  used.length === 0 ? Promise.resolve() : remembered.keep(usedBefore(used, remembered.value.peek() ?? [])).catch(() => undefined);

interface Props {
  minutes: number;
  materials: Material[];
  onMinutes: (minutes: number) => void;
  onMaterials: (materials: Material[]) => void;
}

export function Spent({ minutes, materials, onMinutes, onMaterials }: Props) {
  const used = usedBefore(remembered.value.value ?? [], workOrders.value.flatMap((job) => job.materials ?? []));
  const add = (more: Material): void => onMaterials(withMaterial(materials, more));
  return (
    <details class="card spent" open={minutes > 0 || materials.length > 0}>
      <summary>
        <span>{say.title}</span>
        <span class="quiet">{minutes > 0 ? one.minutes(minutes) : say.optional}</span>
      </summary>
      <div class="stack">
        <Minutes minutes={minutes} onMinutes={onMinutes} />
        <h3>{say.material}</h3>
        {used.length > 0 && (
          <div class="quick" role="group" aria-label={say.used}>
            {used.map((material) => (
              <button key={`${material.name} ${material.unit ?? ""}`} type="button" class="button" onClick={() => add(material)}>
                <Icon name="plus" />
                {one.material(material.name, 1, material.unit ?? "")}
              </button>
            ))}
          </div>
        )}
        {materials.map((material, i) => (
          <p key={`${material.name} ${material.unit ?? ""}`} class="used">
            <strong>{one.material(material.name, material.quantity, material.unit ?? "")}</strong>
            <button type="button" class="button button-icon" aria-label={say.remove(material.name)} onClick={() => onMaterials(materials.filter((_, at) => at !== i))}>
              <Icon name="x" />
            </button>
          </p>
        ))}
        <Other onAdd={add} />
      </div>
    </details>
  );
}

function Minutes({ minutes, onMinutes }: Pick<Props, "minutes" | "onMinutes">) {
  return (
    <div class="stack">
      <div class="quick" role="group" aria-label={say.minutes}>
        {say.quick.map((quick) => (
          <button key={quick} type="button" class="button" aria-pressed={minutes === quick} onClick={() => onMinutes(minutes === quick ? 0 : quick)}>
            {one.minutes(quick)}
          </button>
        ))}
      </div>
      <div class="field">
        <label for="spent-minutes">{say.minutes}</label>
        <input
          id="spent-minutes"
          type="text"
          inputMode="numeric"
          pattern="[0-9]*"
          maxLength={5}
          value={minutes > 0 ? String(minutes) : ""}
          onInput={(event) => onMinutes(Math.min(MOST_MINUTES, Math.round(numberOf(event.currentTarget.value) ?? 0)))}
        />
      </div>
    </div>
  );
}

function Other({ onAdd }: { onAdd: (material: Material) => void }) {
  const [name, setName] = useState("");
  const [quantity, setQuantity] = useState("1");
  const [unit, setUnit] = useState("");
  const add = (): void => {
    const much = numberOf(quantity);
    if (name.trim() === "" || much === null) return document.getElementById(name.trim() === "" ? "spent-name" : "spent-quantity")?.focus();
    onAdd({ name: name.trim(), quantity: much, unit: unit.trim() });
    setName("");
    setQuantity("1");
    setUnit("");
  };
  return (
    <div class="other">
      <div class="field">
        <label for="spent-name">{say.name}</label>
        <input id="spent-name" type="text" maxLength={80} value={name} onInput={(event) => setName(event.currentTarget.value)} />
      </div>
      <div class="field">
        <label for="spent-quantity">{say.quantity}</label>
        <input id="spent-quantity" type="text" inputMode="decimal" maxLength={8} value={quantity} onInput={(event) => setQuantity(event.currentTarget.value)} />
      </div>
      <div class="field">
        <label for="spent-unit">{say.unit}</label>
        <input id="spent-unit" type="text" maxLength={20} value={unit} onInput={(event) => setUnit(event.currentTarget.value)} />
      </div>
      <button type="button" class="button" onClick={add}>
        <Icon name="plus" />
        {say.add}
      </button>
    </div>
  );
}
