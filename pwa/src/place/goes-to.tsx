// "Goes to East crew": said from this phone's own map, with no network.
import { crewName } from "../design/crew-name";
import { Icon } from "../design/icon";
import { words } from "../words/words";

/** `crews` by id, as `foretell` gives them; nothing is said where it cannot tell. */
export function GoesTo({ crews }: { crews: string[] | null }) {
  const names = crews?.map(crewName) ?? [];
  if (crews === null || names.includes("")) return null;
  return (
    <p class="state" role="status">
      <Icon name={names.length === 1 ? "route" : "circle-help"} />
      <span>{words.route.foretold(names)}</span>
    </p>
  );
}
