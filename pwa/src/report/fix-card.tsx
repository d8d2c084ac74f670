// A fix, drawn and in words: how sure it is, and which house is near. No map is needed to trust it.
import type { Fix } from "../place/locate";
import { accuracyWords, isRough } from "../words/accuracy-words";
import { words } from "../words/words";
import { useNearAddress } from "./near-address";

export function FixCard({ fix }: { fix: Fix }) {
  const house = useNearAddress({ ...fix, source: "gps" });
  const said = words.find.near(`, ${accuracyWords(fix.accuracy_m)}`, house);
  return (
    <div class={isRough(fix.accuracy_m) ? "card fix fix-rough" : "card fix"}>
      <svg class="fix-drawing" viewBox="0 0 72 72" aria-hidden="true">
        <circle class="fix-ring" cx="36" cy="36" r={ringRadius(fix.accuracy_m)} />
        <circle class="fix-point" cx="36" cy="36" r="6" />
      </svg>
      <div>
        <p class="large" role="status">
          <strong>{words.report.place.found}</strong>
          {said}
        </p>
        {!house && <p class="quiet small reference-like">{words.place.point(fix.lat, fix.lon)}</p>}
      </div>
    </div>
  );
}

/** 5 m draws a small ring, 500 m the whole card: by powers, so that each step of sureness shows. */
const ringRadius = (accuracy_m: number): number => Math.min(34, 8 + 9 * Math.log10(Math.max(1, accuracy_m)));
