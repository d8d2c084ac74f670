// What is open around somebody, as a list and, if they like, a map. The position is asked for on a tap and never before.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { serviceName } from "../design/service-name";
import { requests } from "../store";
import type { Around } from "../store/around";
import { near } from "../words/near";
import { around, isBusy, looking, lookAround, recall, type Looking } from "./around-me";
import { NearMapFrame } from "./near-map-frame";
import { NearRow } from "./near-row";
import "./near.css";
import { kindsOf, ofKind, ownOf } from "./rows";

const say = near;
const SAID: Record<Looking, string> = { ...say, idle: "" };

export function NearApp(_: { path: string }) {
  useEffect(() => void recall(), []);
  const known = around.value;
  return (
    <div class="page near stack stack-wide">
      <div class="stack">
        <h1>{say.title}</h1>
        {!known && <p>{say.lead}</p>}
        <Look known={known} />
      </div>
      {known && <Known it={known} />}
    </div>
  );
}

function Look({ known }: { known: Around | null }) {
  const at = looking.value;
  const trouble = at === "denied" || at === "failed" || at === "unreachable";
  return (
    <>
      <div class="cluster">
        <button
          type="button"
          class={known ? "button" : "button button-primary button-big"}
          aria-disabled={isBusy(at)}
          onClick={() => void lookAround()}
        >
          <Icon name={known ? "refresh-cw" : "locate-fixed"} />
          {known ? say.again : say.look}
        </button>
        {known && <span class="quiet">{say.asOf(known.reply.as_of)}</span>}
      </div>
      <div role="status">
        {at !== "idle" && (
          <p class={trouble ? "notice notice-waiting" : "quiet"}>
            {SAID[at]}
            {trouble && known ? ` ${say.kept}` : ""}
          </p>
        )}
      </div>
    </>
  );
}

function Known({ it }: { it: Around }) {
  const [kind, setKind] = useState("");
  const [isMapOpen, setMapOpen] = useState(false);
  const [chosen, choose] = useState<string | null>(null);
  const all = it.reply.around ?? [];
  if (all.length === 0) return <Nothing />;
  const kinds = kindsOf(all, serviceName);
  // A kind that the newest answer no longer has would show nothing, and could not be chosen away.
  const shown = ofKind(all, kinds.some(({ code }) => code === kind) ? kind : "");
  return (
    <>
      <div class="near-tools">
        {kinds.length > 1 && (
          <label class="near-kind">
            {say.kind}
            <select value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
              <option value="">{say.all}</option>
              {kinds.map(({ code, name }) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <button type="button" class="button" aria-expanded={isMapOpen} onClick={() => setMapOpen(!isMapOpen)}>
          <Icon name="map" />
          {isMapOpen ? say.map.hide : say.map.show}
        </button>
      </div>
      <div class={isMapOpen ? "near-both" : ""}>
        {isMapOpen && <NearMapFrame docs={shown} from={it} chosen={chosen} onChoose={choose} />}
        <section class="stack" aria-labelledby="near-list">
          <h2 id="near-list">{say.found(shown.length)}</h2>
          <ul class="plain-list stack">
            {shown.map((doc) => (
              <NearRow key={doc.reference} doc={doc} own={ownOf(doc, requests.value)} isChosen={doc.reference === chosen} />
            ))}
          </ul>
          {it.reply.more && <p class="quiet">{say.more}</p>}
        </section>
      </div>
    </>
  );
}

function Nothing() {
  return (
    <div class="card stack">
      <h2>{say.none}</h2>
      <p>{say.noneText}</p>
      <a class="button button-primary" href="/">
        <Icon name="camera" />
        {say.report}
      </a>
    </div>
  );
}
