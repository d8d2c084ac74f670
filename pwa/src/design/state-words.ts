// What a thing's progress is called, and how it looks: one table for every screen. Pure.
import { show } from "@sync/protocol/reference";
import type { Detail, Progress } from "../store/views";
import { words } from "../words/words";

export interface StateWords {
  icon: string;
  tone: "saved" | "done" | "waiting" | "refused";
  text: string;
}

const fact = (detail: Detail, key: string): string => {
  const value = detail?.[key];
  return typeof value === "string" ? value : "";
};

/** Words, icon and tone of the phone's own work on a thing. `reference` makes "Received" complete. */
export function stateWords(progress: Progress, reference?: string): StateWords {
  const say = words.state;
  switch (progress.state) {
    case "queued":
      return { icon: "smartphone", tone: "saved", text: say.queued };
    case "sending":
      return { icon: "upload", tone: "saved", text: say.sending };
    case "waiting":
      return { icon: "clock", tone: "waiting", text: say.waiting(progress.reason, progress.nextTryAt) };
    case "photos_pending":
      return { icon: "image-up", tone: "saved", text: say.photosPending(progress.sent, progress.total) };
    case "sent":
      return { icon: "circle-check", tone: "done", text: say.sent(reference ? show(reference) : "") };
    case "accepted":
      return { icon: "circle-check", tone: "done", text: say.accepted };
    case "held":
      return { icon: "hourglass", tone: "saved", text: say.held };
    case "refused":
      return { icon: "octagon-alert", tone: "refused", text: say.refused(progress.code) };
    default: {
      const other = fact(progress.detail, "reference");
      return { icon: "circle-check", tone: "done", text: say[progress.state](progress.code, other && show(other)) };
    }
  }
}
