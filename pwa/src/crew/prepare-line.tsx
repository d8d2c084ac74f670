// On Today, whether this phone is ready for a day without signal; the whole row leads to Prepare.
import { useEffect } from "preact/hooks";
import { Icon } from "../design/icon";
import { isProtected } from "../store";
import { basemap, lookForBasemap } from "../store/basemaps";
import { prepare as say } from "../words/crew-prepare";
import { missingParts } from "./readiness";
import { usePrepared } from "./use-prepared";

export function PrepareLine() {
  const { prepared } = usePrepared();
  useEffect(() => void lookForBasemap().catch(() => undefined), []); // What was known stays.
  if (prepared === null) return <Looking />;
  const missing = missingParts(prepared, basemap.value.state);
  const isReady = missing.length === 0;
  const named = missing.map((part) => (part === "photos" ? say.missing.photos(prepared.missing.length) : say.missing[part]));
  return (
    <a class={`row prepare-line ${isReady ? "is-ready" : ""}`} href="/crew/prepare">
      <Icon name={isReady ? "circle-check" : "download"} />
      <span class="grow">
        <strong>{isReady ? say.line.ready : say.line.not}</strong>
        {!isReady && <span>{say.line.missing(named)}</span>}
        {isReady && isProtected.value !== true && <span>{say.safe.no}</span>}
      </span>
      <Icon name="chevron-right" />
    </a>
  );
}

/** As high as what comes: the list below must not move from under a finger. */
function Looking() {
  return (
    <div class="row prepare-line">
      <Icon name="download" />
      <span class="grow">
        <strong>{say.line.looking}</strong>
        <span>{say.lead}</span>
      </span>
    </div>
  );
}
