// A pin that is moved by arrows, on the screen or on the keyboard, and told in words where it is; with a map for who wants one.
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import type { Fix } from "../place/locate";
import { apart, moved, type Point } from "../place/pin";
import type { Way } from "../words/en/places";
import { words } from "../words/words";
import { change } from "./draft";
import { LazyMap } from "./lazy-map";
import { useNearAddress } from "./near-address";
import "./move-pin.css";

interface Props {
  fix: Fix | null;
  pin: Point | null;
  /** Where a map begins without a fix. */
  start: { lat?: number | null; lon?: number | null } | null;
  /** Whether somebody asked for it just now: then the focus goes along. */
  wasTapped: boolean;
}

const STEP_M = 5;
const BIG_STEP_M = 25;
/** In the order of the Tab key: which way, its key, and metres north and east for each metre. */
const ARROWS: readonly [Way, string, string, number, number][] = [
  ["n", "ArrowUp", "arrow-up", 1, 0],
  ["w", "ArrowLeft", "arrow-left", 0, -1],
  ["e", "ArrowRight", "arrow-right", 0, 1],
  ["s", "ArrowDown", "arrow-down", -1, 0],
];

export function MovePin({ fix, pin, start, wasTapped }: Props) {
  const say = words.pin;
  const [big, setBig] = useState(false);
  const [shown, setShown] = useState(!fix && !pin);
  const group = useRef<HTMLDivElement>(null);
  const at = pin ?? fix;
  const middle = at ?? pointOf(start);
  const step = big ? BIG_STEP_M : STEP_M;
  useEffect(() => {
    if (wasTapped) group.current?.querySelector("button")?.focus();
  }, []);

  const put = (to: Point | null): void => change({ pin: to && { lat: to.lat, lon: to.lon }, picked: null });
  const go = (metres: number, north: number, east: number): void => {
    if (at) put(moved(at, metres * north, metres * east));
  };
  function reset(): void {
    put(null);
    if (!fix) group.current?.focus(); // Its own button goes.
  }
  function onKeyDown(event: KeyboardEvent): void {
    const arrow = ARROWS.find(([, key]) => key === event.key);
    if (!arrow || !at || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    go(event.shiftKey ? BIG_STEP_M : step, arrow[3], arrow[4]);
  }
  return (
    <div class="card move-pin" role="group" aria-label={say.move} ref={group} tabIndex={-1} onKeyDown={onKeyDown}>
      {at && (
        <div class="pin-pad">
          {ARROWS.map(([way, , icon, north, east]) => (
            <button key={way} type="button" class={`button pin-${way}`} aria-label={say.step(step, way)} onClick={() => go(step, north, east)}>
              <Icon name={icon} />
            </button>
          ))}
        </div>
      )}
      <div class="stack stack-tight pin-words">
        <Where fix={fix} pin={pin} />
        {at && <p class="quiet small">{say.hint}</p>}
        <div class="cluster">
          {at && (
            <button type="button" class="button" aria-pressed={big} onClick={() => setBig(!big)}>
              {say.big}
            </button>
          )}
          {at && (
            <button type="button" class="button" onClick={reset}>
              <Icon name={fix ? "locate-fixed" : "undo-2"} />
              {fix ? say.reset : say.take}
            </button>
          )}
          <button type="button" class="button" aria-expanded={shown} onClick={() => setShown(!shown)}>
            <Icon name="map" />
            {say.onMap}
          </button>
        </div>
      </div>
      {shown && middle && <LazyMap fix={fix} pin={pin} middle={middle} onPlace={put} />}
    </div>
  );
}

/** "12 m north of where you are, near 14 Elm Street" */
function Where({ fix, pin }: Pick<Props, "fix" | "pin">) {
  const say = words.pin;
  const house = useNearAddress({ ...(pin ?? {}), source: "map" });
  const way = fix && pin ? apart(fix, pin) : null;
  const said = way ? say.where(way.m, way.way) : pin ? (fix ? say.here : say.chosen) : fix ? say.here : say.none;
  return (
    <p class="large" role="status">
      {words.find.near(said, house)}
    </p>
  );
}

const pointOf = (from: Props["start"]): Point | null => (from?.lat == null || from.lon == null ? null : { lat: from.lat, lon: from.lon });
