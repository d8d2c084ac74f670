// Finding an address or a lamp by words, from what this phone carries: no network needed. Opens it in the maps app.
import type { PlaceFound } from "@sync/protocol/messages";
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { AddressField } from "../place/address-field";
import { crew } from "../words/staff";
import { mapLink } from "./jobs";
import { PageHead } from "./page-head";
import { words } from "../words/words";

const LONGEST = 200;
const say = words.find.crew;

export function FindPlace() {
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState<PlaceFound | null>(null);
  const type = (words: string): void => {
    setTyped(words);
    setPicked(null);
  };
  return (
    <>
      <PageHead title={say.title} />
      <AddressField id="find" label={say.label} hint={say.hint} value={typed} longest={LONGEST} near={null} onInput={type} onPick={setPicked} />
      {picked && <Picked place={picked} />}
    </>
  );
}

function Picked({ place }: { place: PlaceFound }) {
  const { lat, lon } = place;
  const link = lat == null || lon == null ? null : mapLink({ lat, lon });
  return (
    <section class="card stack stack-tight" aria-live="polite">
      <h2>{place.label}</h2>
      {place.kind === "address" && place.exact === false && <p>{say.about}</p>}
      {link === null ? (
        <p>{say.noPoint}</p>
      ) : (
        <a class="button button-primary button-big" href={link}>
          <Icon name="navigation" />
          {crew.navigate}
        </a>
      )}
    </section>
  );
}
