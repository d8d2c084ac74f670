// The report behind a held act, as it stands now; undefined when this desk does not hold it.
import { requests } from "../../store";
import type { HeldDoc, RequestView } from "../../store/views";
import { jobs } from "./board";

export function thingOf({ on }: HeldDoc): RequestView | undefined {
  const [kind, id = ""] = on.split("/");
  const requestId = kind === "wo" ? jobs.value.get(id)?.request_ids[0] : id;
  return requests.value.find((request) => request.id === requestId);
}
