// The desk's history: every request there ever was, on a map, in a list and in numbers, and one of them to be read.
import "./atlas.css";
import { useMemo, useState } from "preact/hooks";
import { oneLayer } from "../../design/district-layer";
import { Heading } from "../../design/heading";
import { useAddress } from "../../design/use-address";
import { useSettled } from "../../design/use-settled";
import { useStaffLanguage } from "../../design/use-staff-language";
import { useWide } from "../../design/use-wide";
import { Waiting } from "../../design/waiting";
import { connection, crews, districts, ready, session } from "../../store";
import type { ListedRequest, OneRequest } from "../../store/atlas";
import { atlasWords as say } from "../../words/atlas";
import { shared } from "../../words/staff";
import { fromAddress, tileQuery, toAddress } from "./atlas-address";
import { DistrictTable } from "./district-table";
import { FilterBar } from "./filter-bar";
import { LazyAtlas } from "./lazy-atlas";
import { Listed } from "./listed";
import { OneRequestView } from "./one-request";
import { useRequests } from "./use-requests";

export function HistoryApp(_: { path: string }) {
  useStaffLanguage();
  if (!ready.value) return <p role="status">{shared.loading}</p>;
  const role = session.value?.role;
  if (role !== "dispatcher" && role !== "manager") return <NotDesk signedIn={role !== undefined} />;
  return <History />;
}

/** Between two questions to the server while something moves. */
const QUIET_MS = 250;

type Placed = { id: string; reference: string; status: string; place: { lat: number | null; lon: number | null } };

const placedOf = ({ id, reference, status, lat, lon }: ListedRequest): Placed => ({ id, reference, status, place: { lat, lon } });
const placedOne = ({ request: { id, reference, status, place } }: OneRequest): Placed => ({
  id, reference, status, place: { lat: place.lat ?? null, lon: place.lon ?? null },
});

function History() {
  const [looked, change] = useAddress(fromAddress, toAddress);
  const [box, setBox] = useState<readonly number[] | null>(null);
  const [everywhere, setEverywhere] = useState(false);
  const [onMap, setOnMap] = useState(false);
  const isWide = useWide(); // Where there is no room for both, the map comes when it is asked for.
  const [placed, setPlaced] = useState<Placed | null>(null);
  const chosen = useSettled(looked, QUIET_MS);
  const seen = useSettled(everywhere ? null : box, QUIET_MS);
  const found = useRequests(chosen, seen);
  const query = useMemo(() => tileQuery(chosen), [tileQuery(chosen)]);
  const layer = districts.value.find(({ id }) => id === looked.district)?.layer ?? null;
  const drawn = useMemo(() => oneLayer(districts.value, layer), [districts.value, layer]);
  const isCut = connection.value === "offline" || connection.value === "unreachable";
  const select = (row: ListedRequest): void => {
    setPlaced(placedOf(row));
    change({ ref: row.reference });
  };
  const shown = placed?.reference === looked.ref ? placed : null;
  return (
    <div class="atlas" data-view={looked.ref ? "one" : onMap ? "map" : "list"}>
      <header class="atlas-bar">
        <div>
          <Heading text={say.title} />
          <p class="quiet small">{say.lead}</p>
        </div>
        <fieldset class="atlas-choice">
          <legend class="visually-hidden">{say.show}</legend>
          {[false, true].map((heat) => (
            <label key={String(heat)}>
              <input type="radio" name="atlas-show" checked={looked.heat === heat} onChange={() => change({ heat })} />
              <span>{heat ? say.asHeat : say.asSigns}</span>
            </label>
          ))}
        </fieldset>
        <a href="/desk">{say.back}</a>
      </header>
      {isCut && <p class="notice">{say.offline}</p>}
      <div class="atlas-body">
        <section class="atlas-side">
          <FilterBar looked={looked} counts={found.all?.counts ?? null} onChange={change} />
          {found.failed !== null && <Waiting failed={found.failed} onAgain={found.again} />}
          <Listed found={found} selected={looked.ref} everywhere={seen === null} canSeeAll={everywhere} onEverywhere={setEverywhere} onSelect={select} />
          {found.all?.counts && found.all.total > 0 && <DistrictTable counts={found.all.counts.districts} />}
        </section>
        <section class="atlas-map">
          {(onMap || isWide) && <LazyAtlas
            districts={drawn}
            crews={crews.value}
            query={query}
            heat={looked.heat}
            selected={shown}
            onSelect={(_, ref) => change({ ref })}
            onMove={setBox}
          />}
        </section>
        {looked.ref && (
          <section class="atlas-detail" aria-label={say.detail}>
            <OneRequestView key={looked.ref} reference={looked.ref} onClose={() => change({ ref: "" })} onRead={(one) => setPlaced(placedOne(one))} />
          </section>
        )}
      </div>
      <button type="button" class="button atlas-toggle" onClick={() => setOnMap(!onMap)}>
        {onMap ? say.showList : say.showMap}
      </button>
    </div>
  );
}

function NotDesk({ signedIn }: { signedIn: boolean }) {
  return (
    <div class="page stack">
      <h1 tabIndex={-1}>{say.title}</h1>
      <p>{signedIn ? say.onlyDesk : say.signInFirst}</p>
      {!signedIn && (
        <a class="button button-primary" href="/staff">
          {say.signIn}
        </a>
      )}
    </div>
  );
}
