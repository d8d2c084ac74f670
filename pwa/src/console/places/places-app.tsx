// The manager's districts: the layers there are, a file that becomes a new version, and what that version would change.
import "./places.css";
import { queryValue } from "../../design/router";
import { connection, ready, session } from "../../store";
import { districtWords as say } from "../../words/districts";
import { shared } from "../../words/staff";
import { ImportFile } from "./import-file";
import { LayerList } from "./layer-list";
import { VersionView } from "./version-view";

export function PlacesApp(_: { path: string }) {
  if (!ready.value) return <p role="status">{shared.loading}</p>;
  if (session.value?.role !== "manager") return <NotManager />;
  const layer = queryValue("layer");
  const number = Number(queryValue("version"));
  const into = queryValue("import");
  const isCut = connection.value === "offline" || connection.value === "unreachable";
  return (
    <div class="places stack">
      <p class="places-way">
        <a href="/desk">{say.back}</a>
        {(into !== null || layer !== null) && <a href="/desk/places">{say.toLayers}</a>}
      </p>
      {isCut && <p class="notice">{say.needsConnection}</p>}
      {layer !== null && number > 0 ? (
        <VersionView key={`${layer} ${number}`} layer={layer} number={number} />
      ) : into === null ? (
        <LayerList />
      ) : (
        <ImportFile into={into} />
      )}
    </div>
  );
}

function NotManager() {
  return (
    <div class="page stack">
      <h1 tabIndex={-1}>{say.title}</h1>
      <p>{session.value ? say.notManager : shared.signInFirst}</p>
      <a class="button" href={session.value ? "/desk" : "/staff"}>
        {session.value ? say.back : shared.signIn}
      </a>
    </div>
  );
}
