// What is to be said of a file before it is used, in plain sentences; the largest first.
import type { Findings } from "../../store/districts";
import { districtWords as say } from "../../words/districts";

const SHOWN = 10;

export function FindingsList({ findings }: { findings: Findings }) {
  const { overlaps = [], gaps = [], repaired, slivers = 0 } = findings;
  const hidden = (findings.overlap_count ?? 0) - Math.min(SHOWN, overlaps.length);
  const hiddenGaps = (findings.gap_count ?? 0) - Math.min(SHOWN, gaps.length);
  return (
    <ul class="places-findings">
      {overlaps.length + gaps.length === 0 && <li>{say.clean}</li>}
      {overlaps.slice(0, SHOWN).map(({ first, second, area_m2 }) => (
        <li key={`${first} ${second}`}>{say.overlap(first, second, area_m2)}</li>
      ))}
      {hidden > 0 && <li class="quiet">{say.more(hidden)}</li>}
      {gaps.slice(0, SHOWN).map(({ neighbours, area_m2, lat, lon }) => (
        <li key={`${lat} ${lon}`}>{say.gap(neighbours, area_m2)}</li>
      ))}
      {hiddenGaps > 0 && <li class="quiet">{say.more(hiddenGaps)}</li>}
      {slivers > 0 && <li class="quiet">{say.slivers(slivers)}</li>}
      {repaired.length > 0 && <li>{say.repaired(repaired)}</li>}
    </ul>
  );
}
