// A photo that says where it was taken: asked about, never taken for granted; and the place it then is.
import type { Spot } from "../camera/exif-position";
import { Icon } from "../design/icon";
import { distanceM } from "../place/outline";
import { showLength } from "../words/numbers";
import { words } from "../words/words";
import { change, type Draft } from "./draft";
import { useNearAddress } from "./near-address";
import { PhotoStrip } from "./photo-strip";
import { StepHead } from "./step-head";

const say = words.report.place;

const answer = ({ taken }: Draft, isPlace: boolean): void => change({ taken: taken && { ...taken, isPlace }, pin: null });

/** How far the photo's place is from here, in words; "" while nobody knows where here is. */
function awayFrom({ taken, fix }: Draft): string {
  return taken?.where && fix ? showLength(distanceM([[taken.where.lat, taken.where.lon]], fix.lat, fix.lon)) : "";
}

export function AskPhotoPlace({ it, onType }: { it: Draft; onType: () => void }) {
  return (
    <div class="page stack step">
      <StepHead title={say.title} step={1} />
      <p class="large photo-says" role="status">
        <Icon name="image" />
        <span>{say.photoAsk(awayFrom(it))}</span>
      </p>
      <PhotoStrip it={it} />
      <button type="button" class="button button-quiet" onClick={onType}>
        {say.type}
      </button>
      <div class="step-end stack stack-tight">
        <button type="button" class="button button-primary button-big" onClick={() => answer(it, true)}>
          {say.photoYes}
        </button>
        <button type="button" class="button button-big" onClick={() => answer(it, false)}>
          {say.photoNo}
        </button>
      </div>
    </div>
  );
}

export function PhotoPlace({ it, where }: { it: Draft; where: Spot }) {
  const house = useNearAddress({ ...where, source: "map" });
  return (
    <div class="card stack stack-tight">
      <p class="large photo-says">
        <Icon name="image" />
        <span>
          <strong>{say.photoPlace}</strong>
          {words.find.near("", house)}
        </span>
      </p>
      {!house && <p class="quiet small reference-like">{words.place.point(where.lat, where.lon)}</p>}
      <button type="button" class="button" onClick={() => answer(it, false)}>
        {say.useFix}
      </button>
    </div>
  );
}
