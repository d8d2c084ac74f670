// Where is it? The fix of the shutter, in words; or words typed; or a pin. Nobody waits for a satellite.
import { useRef, useState } from "preact/hooks";
import { ErrorSummary } from "../design/error-summary";
import { navigate } from "../design/router";
import { TextField } from "../design/text-field";
import { AddressField } from "../place/address-field";
import { isOutside } from "../place/foretell";
import { locate, locating } from "../place/locate";
import { city, districts } from "../store";
import { isRough } from "../words/accuracy-words";
import { showWhen } from "../words/numbers";
import { words } from "../words/words";
import { change, type Draft } from "./draft";
import { FixCard } from "./fix-card";
import { LazyPin } from "./lazy-pin";
import { AskPhotoPlace, PhotoPlace } from "./photo-place";
import { PhotoStrip } from "./photo-strip";
import { placeOf } from "./place-of";
import { StepHead } from "./step-head";
import { isOld } from "./taken";

const LONGEST = 200;

export function PlaceStep({ it }: { it: Draft }) {
  const say = words.report.place;
  const [typing, setTyping] = useState(it.place?.source === "typed" && !it.pin);
  const [wrong, setWrong] = useState("");
  const tried = useRef(0);
  const { state } = locating.value;
  const ofPhoto = it.taken?.isPlace && !typing ? it.taken.where : null;
  const fix = typing || ofPhoto ? null : it.fix;
  const point = ofPhoto ?? fix;
  const typed = !point && (typing || state === "denied" || state === "failed" || state === "idle");
  const rough = fix !== null && state !== "looking" && isRough(fix.accuracy_m);
  // What was picked in the field counts while the field is there.
  const place = placeOf(typed || rough ? it : { ...it, picked: null }, fix, ofPhoto);
  const start = it.picked ?? city.value;

  function submit(event: Event): void {
    event.preventDefault();
    tried.current += 1;
    if (!place) {
      setTyping(true);
      setWrong(say.missing);
      return;
    }
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
      <div class="stack stack-tight" role="status">
        {rough && <p class="notice">{say.rough}</p>}
        {!point && !typed && <Finding />}
        {!point && !typing && (state === "denied" || state === "failed") && <p class="quiet">{say[state]}</p>}
        {place && isOutside(place, districts.value) && <p class="notice">{words.route.foretold([])}</p>}
      </div>
      {ofPhoto && <PhotoPlace it={it} where={ofPhoto} />}
      {fix && it.taken && isOld(it.taken) && <p class="notice notice-waiting">{say.photoOld(it.taken.at ? showWhen(new Date(it.taken.at)) : "")}</p>}
      {(typed || rough) && <Address it={it} wrong={wrong} onInput={typedIn} />}
      {fix && <FixCard fix={fix} />}
      {point && !rough && <PlaceDetail value={it.placeText} onInput={typedIn} />}
      <div class="cluster">
        <OtherWays typed={typed} hasFix={it.fix !== null} setTyping={setTyping} />
        {(point || typed) && <LazyPin fix={fix} pin={it.pin ?? ofPhoto} start={start} isOpen={it.pin != null} />}
      </div>
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

/** Words that the city may know; what is picked of them takes the pin's place. */
function Address({ it, wrong, onInput }: { it: Draft; wrong: string; onInput: (value: string) => void }) {
  const { address, addressHint } = words.report.place;
  return (
    <AddressField
      id="place"
      label={address}
      hint={addressHint}
      value={it.placeText}
      wrong={wrong}
      longest={LONGEST}
      near={it.fix}
      onInput={onInput}
      onPick={(picked) => change({ picked, pin: null })}
    />
  );
}

/** Words beside a fix are a help, not the answer. */
function PlaceDetail({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  return <TextField id="place" label={words.report.place.detail} value={value} onInput={onInput} autocomplete="off" longest={LONGEST} />;
}

/** From a fix to typing and back; or another look. */
function OtherWays(props: { typed: boolean; hasFix: boolean; setTyping: (typing: boolean) => void }) {
  const say = words.report.place;
  const { typed, hasFix, setTyping } = props;
  const label = typed ? (hasFix ? say.useFix : say.again) : say.type;
  const go = (): void => {
    change({ pin: null });
    if (typed && !hasFix) lookAgain(setTyping);
    else setTyping(!typed);
  };
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
    <div class="card finding">
      <p class="large">{words.report.place.finding}</p>
      <p class="quiet">{words.report.place.findingHint}</p>
    </div>
  );
}
