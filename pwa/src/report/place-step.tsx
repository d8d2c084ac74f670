// Where is it? The fix of the shutter, in words; or words typed. Nobody waits for a satellite.
import { useRef, useState } from "preact/hooks";
import type { Place, PlaceFound } from "@sync/protocol/messages";
import type { Spot } from "../camera/exif-position";
import { ErrorSummary } from "../design/error-summary";
import { navigate } from "../design/router";
import { TextField } from "../design/text-field";
import { AddressField } from "../place/address-field";
import { locate, locating, type Fix } from "../place/locate";
import { showWhen } from "../words/numbers";
import { words } from "../words/words";
import { change, type Draft } from "./draft";
import { FixCard } from "./fix-card";
import { AskPhotoPlace, PhotoPlace } from "./photo-place";
import { PhotoStrip } from "./photo-strip";
import { StepHead } from "./step-head";
import { isOld } from "./taken";

const LONGEST = 200;
const say = words.report.place;

export function PlaceStep({ it }: { it: Draft }) {
  const [typing, setTyping] = useState(it.place?.source === "typed");
  const [wrong, setWrong] = useState("");
  const tried = useRef(0);
  const { state } = locating.value;
  const ofPhoto = it.taken?.isPlace && !typing ? it.taken.where : null;
  const useFix = it.fix && !typing && !ofPhoto ? it.fix : null;
  const point = ofPhoto ?? useFix;
  const typed = !point && (typing || state === "denied" || state === "failed" || state === "idle");

  function submit(event: Event): void {
    event.preventDefault();
    const text = it.placeText.trim();
    tried.current += 1;
    if (!point && !text) {
      setTyping(true);
      setWrong(say.missing);
      return;
    }
    const place: Place = placeAt(useFix, ofPhoto, text) ?? typedPlace(text, it.picked);
    const next = it.serviceCode ? "check" : "what";
    change({ place, step: next, beforeLamp: null, lampNumber: "" });
    navigate(`/report?step=${next}`);
  }

  const typedIn = (placeText: string): void => {
    change({ placeText });
    setWrong("");
  };
  if (it.taken?.where && it.taken.isPlace === null && !typing) return <AskPhotoPlace it={it} onType={() => setTyping(true)} />;
  return (
    <form class="page stack step" noValidate onSubmit={submit}>
      <ErrorSummary mistakes={wrong ? [{ field: "place", text: wrong }] : []} attempt={tried.current} />
      <StepHead title={say.title} step={1} />
      <PhotoStrip it={it} />
      {ofPhoto && <PhotoPlace it={it} where={ofPhoto} />}
      {useFix && it.taken && isOld(it.taken) && <p class="notice notice-waiting">{say.photoOld(it.taken.at ? showWhen(new Date(it.taken.at)) : "")}</p>}
      {useFix && <FixCard fix={useFix} better={state === "looking"} />}
      {!point && !typed && <Finding />}
      {!point && !typing && (state === "denied" || state === "failed") && <p class="quiet">{say[state]}</p>}
      {point && <PlaceDetail value={it.placeText} onInput={typedIn} />}
      {typed && (
        <AddressField
          id="place"
          label={say.address}
          hint={say.addressHint}
          value={it.placeText}
          wrong={wrong}
          longest={LONGEST}
          near={it.fix}
          onInput={typedIn}
          onPick={(picked) => change({ picked })}
        />
      )}
      <OtherWays typed={typed} hasFix={it.fix !== null} setTyping={setTyping} />
      {(point || typed) && (
        <div class="step-end">
          <button type="submit" class="button button-primary button-big">
            {say.use}
          </button>
        </div>
      )}
    </form>
  );
}

/** The fix; or the point that the person took from a photo, which no satellite vouches for. */
function placeAt(fix: Fix | null, ofPhoto: Spot | null, text: string): Place | null {
  if (fix) return { ...fix, source: "gps", text };
  return ofPhoto && { ...ofPhoto, source: "map", text };
}

/** What was typed; with the point of what was picked, as long as its words still stand there. */
function typedPlace(text: string, picked: PlaceFound | null | undefined): Place {
  if (picked?.label !== text || picked.lat == null || picked.lon == null) return { source: "typed", text };
  return { lat: picked.lat, lon: picked.lon, source: "typed", text, asset_id: picked.asset_id ?? null };
}

/** Words beside a fix are a help, not the answer. */
function PlaceDetail({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  return <TextField id="place" label={say.detail} value={value} onInput={onInput} autocomplete="off" longest={LONGEST} />;
}

/** From a fix to typing and back; or another look. */
function OtherWays(props: { typed: boolean; hasFix: boolean; setTyping: (typing: boolean) => void }) {
  const { typed, hasFix, setTyping } = props;
  const label = typed ? (hasFix ? say.useFix : say.again) : say.type;
  const go = (): void => (typed ? (hasFix ? setTyping(false) : lookAgain(setTyping)) : setTyping(true));
  return (
    <button type="button" class="button button-quiet" onClick={go}>
      {label}
    </button>
  );
}

function lookAgain(setTyping: (typing: boolean) => void): void {
  setTyping(false);
  locate((fix) => change({ fix }));
}

function Finding() {
  return (
    <div class="card finding" role="status">
      <p class="large">{say.finding}</p>
      <p class="quiet">{say.findingHint}</p>
    </div>
  );
}
