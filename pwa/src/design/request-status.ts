// Where a service request stands, in the sentence that its reporter reads. Pure.
import type { RequestDoc } from "@sync/protocol/messages";
import { words } from "../words/words";
import { showDate } from "../words/numbers";

export interface StatusWords {
  icon: string;
  tone: "saved" | "done" | "waiting";
  text: string;
}

/** `crewName` is "" where the phone does not know the crew. */
export function statusWords(request: Pick<RequestDoc, "status" | "status_note" | "updated_at">, crewName: string): StatusWords {
  const { status, status_note: note } = request;
  const say = words.one.status;
  if (status === "planned") return { icon: "hard-hat", tone: "saved", text: say.planned(crewName) ?? status };
  if (status === "resolved") return { icon: "circle-check", tone: "done", text: say.resolved(showDate(new Date(request.updated_at))) };
  if (status === "closed") return { icon: "circle-x", tone: "saved", text: say.closed(note) ?? status };
  const icon = { new: "send", triaged: "search", in_work: "construction", reopened: "history", withdrawn: "undo-2", duplicate: "copy-check" }[status] ?? "info";
  return { icon, tone: "saved", text: words.status[status] ?? status };
}
