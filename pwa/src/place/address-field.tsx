// A field for a place in words, with what the city knows by these words below it: a combobox as ARIA 1.2 has it. It never
// insists: who picks nothing keeps what was typed.
import type { PlaceFound } from "@sync/protocol/messages";
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { searchPlaces } from "../store";
import "./address-field.css";
import { words } from "../words/words";

const say = words.find;

const PAUSE_MS = 180;
const SHORTEST = 2;

interface Props {
  id: string;
  label: string;
  hint: string;
  value: string;
  wrong?: string;
  longest: number;
  near: { lat: number; lon: number } | null;
  onInput: (value: string) => void;
  onPick: (place: PlaceFound) => void;
}

export function AddressField({ id, label, hint, value, wrong, longest, near, onInput, onPick }: Props) {
  const { found, said, close } = useFound(value, near);
  const [active, setActive] = useState(-1);
  useEffect(() => setActive(-1), [found]);
  const open = found.length > 0;

  function pick(place: PlaceFound): void {
    close(place.label);
    onInput(place.label);
    onPick(place);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[active];
    if (open && step) setActive((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    else if (open && event.key === "Enter" && chosen) pick(chosen);
    else if (open && event.key === "Escape") close(value);
    else return;
    event.preventDefault();
  }

  return (
    <div class="field address">
      <label for={id}>{label}</label>
      <span class="hint" id={`${id}-hint`}>
        {hint}
      </span>
      {wrong && (
        <span class="wrong" id={`${id}-wrong`}>
          <Icon name="octagon-alert" />
          {wrong}
        </span>
      )}
      <input
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        value={value}
        maxLength={longest}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        aria-invalid={wrong ? "true" : undefined}
        aria-describedby={[`${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ")}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={() => close(value)}
      />
      <ul id={`${id}-list`} class="found" role="listbox" aria-label={label} hidden={!open}>
        {found.map((place, at) => (
          // The field keeps the focus, so that a tap is no blur first.
          <li
            key={at}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === active}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => pick(place)}
          >
            <Icon name={place.kind === "asset" ? "lamp" : place.kind === "street" ? "signpost" : "map-pin"} />
            <span>
              {place.label}
              <span class="quiet small found-more">{more(place)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p class="hint" role="status">
        {said}
      </p>
    </div>
  );
}

const more = (place: PlaceFound): string =>
  [place.kind === "street" ? say.street : "", say.place({ ...place, label: "" })].filter(Boolean).join(", ");

/** What the words find, after a pause in typing; the answer to older words is dropped. `close` is until others come. */
function useFound(value: string, near: Props["near"]) {
  const [found, setFound] = useState<PlaceFound[]>([]);
  const [said, setSaid] = useState("");
  const settled = useRef(value);
  useEffect(() => {
    if (value === settled.current) return;
    settled.current = "";
    let late = false;
    const words = value.trim();
    const timer = setTimeout(async () => {
      const answer = words.length < SHORTEST ? null : await searchPlaces(words, near).catch(() => null);
      if (late) return;
      setFound(answer?.found ?? []);
      setSaid(words.length < SHORTEST ? "" : answer?.reachable ? say.found(answer.found.length) : say.noNetwork);
    }, PAUSE_MS);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [value]);

  function close(words: string): void {
    settled.current = words;
    setFound([]);
    setSaid("");
  }
  return { found, said, close };
}
