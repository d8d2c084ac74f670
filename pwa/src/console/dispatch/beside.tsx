// Beside a report: others near it that may be about the same thing, and one tap to merge.
import { show } from "@sync/protocol/reference";
import { useEffect, useState } from "preact/hooks";
import { PhotoFrame } from "../../design/photo-frame";
import { serviceName } from "../../design/service-name";
import { SureButton } from "../../design/sure-button";
import { besideRequest, requests } from "../../store";
import { mergeRequest } from "../../store/staff-acts";
import type { NearbyDoc, RequestView } from "../../store/views";
import { words } from "../../words/words";
import { besideWords as say } from "../../words/desk";
import { desk } from "../../words/staff";
import "./beside.css";

interface Props {
  request: RequestView;
  onOpen: (id: string) => void;
  /** Told a sentence once it is on disk. */
  onMerged: (sentence: string) => void;
}

export function Beside({ request, onOpen, onMerged }: Props) {
  const [found, setFound] = useState<NearbyDoc[]>([]);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    setFound([]);
    void besideRequest(request.reference).then((answer) => wanted && setFound(answer ?? []));
    return () => {
      wanted = false;
    };
  }, [request.reference, request.ver]);
  if (found.length === 0) return null;
  const merge = (into: NearbyDoc): void => {
    if (!into.id) return;
    mergeRequest(request.id, into.id).then(
      () => onMerged(say.merged(show(into.reference))),
      () => setFailed(true),
    );
  };
  return (
    <section class="stack stack-tight" aria-labelledby="beside">
      <h2 id="beside">{say.title}</h2>
      {failed && <p role="alert">{desk.notSaved}</p>}
      <ul class="plain-list stack stack-tight">
        {found.map((one) => (
          <Other key={one.reference} one={one} onOpen={onOpen} onMerge={() => merge(one)} />
        ))}
      </ul>
    </section>
  );
}

function Other({ one, onOpen, onMerge }: { one: NearbyDoc; onOpen: (id: string) => void; onMerge: () => void }) {
  const { id, reference } = one;
  const photo = requests.value.find((request) => request.id === id)?.photos.find(({ role, state }) => role === "report" && state === "stored");
  const what = serviceName(one.service_code);
  const signs = [one.why.includes("same_asset") && say.asset, one.why.includes("alike") && say.alike].filter(Boolean);
  return (
    <li class="card beside">
      {photo && <PhotoFrame photo={photo} alt={words.nearby.photo(what)} size="small" />}
      <div class="grow stack stack-tight">
        <p>
          <strong>{what}</strong> <span class="reference">{show(reference)}</span>
        </p>
        <p class="quiet">
          {[say.where(one.distance_m), words.nearby.reported(one.reported_at), one.over ? words.nearby.over : words.status[one.status], ...signs].join(". ")}.
        </p>
        <div class="cluster">
          {id && (
            <button type="button" class="button button-quiet" aria-label={say.openName(show(reference))} onClick={() => onOpen(id)}>
              {say.open}
            </button>
          )}
          <SureButton label={say.merge} name={say.mergeName(show(reference))} ask={say.ask} icon="copy-check" onSure={onMerge} />
        </div>
      </div>
    </li>
  );
}
