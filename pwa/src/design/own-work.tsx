// Where this device's own work on a job stands; when the server took it another way, one sentence and never a form.
import type { Progress } from "../store/views";
import { newsOf } from "../words/field-news";
import { crewName } from "./crew-name";
import { StateLine } from "./state-line";

export function OwnWork({ progress, reference }: { progress: Progress; reference: string | undefined }) {
  if (progress.state === "sent") return null;
  const news = newsOf(progress, crewName);
  if (news === null) return <StateLine progress={progress} {...(reference ? { reference } : {})} />;
  return (
    <p class="notice notice-waiting" role="status">
      {news}
    </p>
  );
}
