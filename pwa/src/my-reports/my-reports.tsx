// What this person reported, newest first, each on its way along the curb; of many, those that are open or over.
import { Icon } from "../design/icon";
import { RequestCard } from "../design/request-card";
import { queryValue } from "../design/router";
import { requests } from "../store";
import type { RequestView } from "../store/views";
import { mine } from "../words/mine";
import { words } from "../words/words";
import "./detail.css";
import { AT_A_GLANCE, openOnes, overOnes, type Which } from "./which";

export function MyReports() {
  const all = requests.value;
  const shown = all.length > AT_A_GLANCE ? chosen(all) : all;
  return (
    <div class="page stack stack-wide">
      <div class="stack stack-tight">
        <h1>{words.mine.title}</h1>
        {all.length > 0 && <p class="quiet">{words.mine.lead}</p>}
      </div>
      {all.length === 0 && <None />}
      {all.length > AT_A_GLANCE && <Filter all={all} />}
      {all.length > 0 && shown.length === 0 && <p class="card">{queryValue("show") === "over" ? mine.list.noneOver : mine.list.noneOpen}</p>}
      <ul class="plain-list stack">
        {shown.map((request) => (
          <li key={request.id}>
            <RequestCard request={request} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function None() {
  return (
    <div class="card stack">
      <p>{words.mine.empty}</p>
      <a class="button button-primary button-big" href="/">
        <Icon name="camera" />
        {words.mine.report}
      </a>
    </div>
  );
}

const which = (): Which => {
  const asked = queryValue("show");
  return asked === "open" || asked === "over" ? asked : "all";
};

const chosen = (all: RequestView[]): RequestView[] => ({ all: () => all, open: () => openOnes(all), over: () => overOnes(all) })[which()]();

/** Links, so that Back from a report leads to the same list. */
function Filter({ all }: { all: RequestView[] }) {
  const counts = { all: all.length, open: openOnes(all).length, over: overOnes(all).length };
  return (
    <nav class="filter" aria-label={mine.list.show}>
      {(["all", "open", "over"] as const).map((one) => (
        <a key={one} class="button" href={one === "all" ? "/reports" : `/reports?show=${one}`} aria-current={which() === one ? "true" : undefined}>
          {mine.list[one](counts[one])}
        </a>
      ))}
    </nav>
  );
}
