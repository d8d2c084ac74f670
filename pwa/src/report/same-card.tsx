// One report that may be the same: its photo, how far away, how old, where it stands, and one tap to join it.
import { useEffect, useState } from "preact/hooks";
import { serviceName } from "../design/service-name";
import { nearPhotoUrl } from "../store";
import type { NearbyDoc } from "../store/views";
import { words } from "../words/words";
import type { Draft } from "./draft";
import { spotOf } from "./same";

const say = words.nearby;

export function SameCard({ one, it, onSame }: { one: NearbyDoc; it: Draft; onSame: () => void }) {
  const what = serviceName(one.service_code);
  const facts = [say.where(one.distance_m), say.reported(one.reported_at)];
  if (one.followers) facts.push(say.others(one.followers));
  return (
    <li class="card stack stack-tight same">
      <div class="same-inside">
        {one.photo && <NearPhoto one={one} it={it} alt={say.photo(what)} />}
        <div class="stack stack-tight">
          <h2>{what}</h2>
          <p>{facts.join(". ")}.</p>
          <p class="quiet">{one.over ? say.over : words.status[one.status] ?? one.status}</p>
          {one.why[0] === "same_asset" && <p class="quiet">{say.asset}</p>}
        </div>
      </div>
      <button type="button" class="button button-primary" aria-label={say.sameName(`${what}, ${facts[0] ?? ""}`)} onClick={onSame}>
        {say.same}
      </button>
    </li>
  );
}

function NearPhoto({ one, it, alt }: { one: NearbyDoc; it: Draft; alt: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    const spot = spotOf(it);
    if (spot) void nearPhotoUrl(one.reference, spot).then((found) => wanted && setUrl(found));
    return () => {
      wanted = false;
    };
  }, [one.reference]);
  return <div class="photo same-photo">{url && <img src={url} alt={alt} />}</div>;
}
