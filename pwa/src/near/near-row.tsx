// One report near somebody: what, where it stands, how far and how old, and one tap to join it.
import type { AroundDoc } from "@sync/protocol/messages";
import { useEffect, useRef } from "preact/hooks";
import { serviceName } from "../design/service-name";
import { signOf } from "../design/status-shapes";
import { StatusSign } from "../design/status-sign";
import { publicPage } from "../design/public-page";
import type { RequestView } from "../store/views";
import { near } from "../words/near";
import { words } from "../words/words";
import { factsOf, sameAddress, standsAt } from "./rows";

const say = near;

interface Props {
  doc: AroundDoc;
  own: RequestView | undefined;
  isChosen: boolean;
}

export function NearRow({ doc, own, isChosen }: Props) {
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  const what = serviceName(doc.service_code);
  const which = `${what}, ${words.nearby.where(doc.distance_m)}`;
  return (
    <li ref={row} class="card stack stack-tight near-row" aria-current={isChosen ? "true" : undefined}>
      <div class="near-what">
        <StatusSign sign={signOf(doc.status)} />
        <div>
          <h3>{what}</h3>
          <p>{standsAt(doc)}</p>
          <p class="quiet">{factsOf(doc)}</p>
          {own && <p class="quiet">{say.mine}</p>}
        </div>
      </div>
      <div class="cluster">
        {!own && doc.same && (
          <a class="button button-primary" href={sameAddress(doc)} aria-label={say.sameName(which)}>
            {say.same}
          </a>
        )}
        {own ? (
          <a class="button" href={`/reports/${own.id}`}>
            {say.mineLook}
          </a>
        ) : (
          <a class="button" href={publicPage(doc.reference)} aria-label={say.pageName(which)}>
            {say.page}
          </a>
        )}
      </div>
    </li>
  );
}
