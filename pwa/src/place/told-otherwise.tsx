// One line where the city's answer is another than this phone had foretold.
import { crewName } from "../design/crew-name";
import { Icon } from "../design/icon";
import type { RequestView } from "../store/views";
import { words } from "../words/words";

export function ToldOtherwise({ request: { foretold, crew_id, ver, status } }: { request: RequestView }) {
  const [told] = foretold ?? [];
  const isAnswered = ver > 0 && (crew_id !== null || status === "new");
  if (told === undefined || !isAnswered || foretold?.includes(crew_id ?? "") || crewName(told) === "") return null;
  return (
    <p class="state">
      <Icon name="info" />
      <span>{words.route.otherwise(crewName(told), crewName(crew_id))}</span>
    </p>
  );
}
