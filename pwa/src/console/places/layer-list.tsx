// The city's layers: who uses them, since when, and the drafts that wait for a decision.
import { Heading } from "../../design/heading";
import { Icon } from "../../design/icon";
import { useAnswer } from "../../design/use-answer";
import { Waiting } from "../../design/waiting";
import { listLayers, type LayerInfo, type LayerVersion } from "../../store/districts";
import { districtWords as say } from "../../words/districts";
import { versionAddress } from "./version-address";
import { VersionTable } from "./version-table";

const UNDECIDED = ["draft", "scheduled", "applying"];
const ANSWERS = ["applied", "applying"];

export function LayerList() {
  const { answer, failed, again } = useAnswer("layers", listLayers);
  return (
    <>
      <div class="manager-head">
        <Heading text={say.title} />
        <a class="button button-primary" href="/desk/places?import=">
          <Icon name="upload" />
          {say.importFile}
        </a>
      </div>
      <p class="quiet">{say.lead}</p>
      {answer === null || failed !== null ? <Waiting failed={failed} onAgain={again} /> : null}
      {answer?.length === 0 && (
        <section class="card stack stack-tight">
          <h2>{say.noLayers}</h2>
          <p>{say.noLayersText}</p>
        </section>
      )}
      {answer?.map((layer) => <Layer key={layer.name} layer={layer} />)}
    </>
  );
}

function Layer({ layer }: { layer: LayerInfo }) {
  const answering = layer.versions.find(({ state }) => ANSWERS.includes(state));
  const open = layer.versions.filter(({ state }) => UNDECIDED.includes(state));
  return (
    <section class="card stack stack-tight" aria-label={layer.name}>
      <div class="manager-head">
        <h2>{layer.name}</h2>
        <a class="button" href={`/desk/places?import=${encodeURIComponent(layer.name)}`} aria-label={say.importInto(layer.name)}>
          {say.importFile}
        </a>
      </div>
      <p>
        <strong>{say.districts(layer.districts)}</strong> · {say.services(layer.services)}
      </p>
      <p class="quiet">
        {answering ? say.since(answering.number, answering.valid_from_at, answering.file_name) : layer.districts > 0 && say.noVersion}
      </p>
      {open.map((version) => <Undecided key={version.number} version={version} />)}
      {layer.versions.length > 0 && (
        <details>
          <summary>{say.earlier}</summary>
          <VersionTable versions={layer.versions} />
        </details>
      )}
    </section>
  );
}

function Undecided({ version }: { version: LayerVersion }) {
  return (
    <p class="places-open">
      <span class="tag">{say.state[version.state] ?? version.state}</span>
      <span>
        {say.versionOf(version.number)}
        {version.file_name && `, ${version.file_name}`}
        {version.state === "scheduled" && version.valid_from_at && `. ${say.scheduled(version.valid_from_at)}`}
      </span>
      <a href={versionAddress(version.layer, version.number)} aria-label={say.lookAt(version.layer, version.number)}>
        {say.look}
      </a>
    </p>
  );
}
