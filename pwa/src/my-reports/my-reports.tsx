// What this person reported, newest first, each on its way along the curb.
import { Icon } from "../design/icon";
import { RequestCard } from "../design/request-card";
import { requests } from "../store";
import { words } from "../words/words";

export function MyReports() {
  const mine = requests.value;
  return (
    <div class="page stack stack-wide">
      <div class="stack stack-tight">
        <h1>{words.mine.title}</h1>
        {mine.length > 0 && <p class="quiet">{words.mine.lead}</p>}
      </div>
      {mine.length === 0 ? (
        <div class="card stack">
          <p>{words.mine.empty}</p>
          <a class="button button-primary button-big" href="/">
            <Icon name="camera" />
            {words.mine.report}
          </a>
        </div>
      ) : (
        <ul class="plain-list stack">
          {mine.map((request) => (
            <li key={request.id}>
              <RequestCard request={request} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
