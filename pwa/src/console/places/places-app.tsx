// The manager's districts: the layers there are, a file that becomes a new version, and what that version would change.
import "./places.css";
import { ManagerPage } from "../../design/manager-page";
import { queryValue } from "../../design/router";
import { districtWords as say } from "../../words/districts";
import { ImportFile } from "./import-file";
import { LayerList } from "./layer-list";
import { VersionView } from "./version-view";

export function PlacesApp(_: { path: string }) {
  const layer = queryValue("layer");
  const number = Number(queryValue("version"));
  const into = queryValue("import");
  return (
    <ManagerPage title={say.title} way={(into !== null || layer !== null) && <a href="/desk/places">{say.toLayers}</a>}>
      {layer !== null && number > 0 ? (
        <VersionView key={`${layer} ${number}`} layer={layer} number={number} />
      ) : into === null ? (
        <LayerList />
      ) : (
        <ImportFile into={into} />
      )}
    </ManagerPage>
  );
}
