// The way in from a shortcut on the phone's home screen.
import { queryValue } from "../design/router";
import { requests } from "../store";
import { words } from "../words/words";
import { beginReport, change, draft, isWorthKeeping } from "./draft";
import { placeNear } from "./near-report";
import { OtherBeginnings } from "./other-beginnings";
import { PhotoButton } from "../camera/photo-button";
import { StepHead } from "./step-head";
import { firstPhotos } from "./take-photo";

export function StartStep() {
  const kept = draft.value && isWorthKeeping(draft.value) ? draft.value : null;
  return (
    <div class="page stack step">
      <StepHead title={words.report.start} />
      <p class="large">{kept ? words.report.kept : words.report.startText}</p>
      <div class="step-end stack">
        {kept ? (
          <a class="button button-primary button-big" href={`/report?step=${kept.step}`}>
            {words.home.resume}
          </a>
        ) : (
          <>
            <PhotoButton
              label={words.report.takePhoto}
              look="button-primary button-big"
              onOpen={begin}
              onPhotos={(files) => void firstPhotos(files)}
            />
            <OtherBeginnings look="button-big" begin={begin} />
          </>
        )}
      </div>
    </div>
  );
}

/** Beside a report that was made already its place is proposed. */
function begin(): void {
  beginReport();
  const near = requests.peek().find(({ id }) => id === queryValue("near"));
  if (near) change(placeNear(near));
}
