// Correcting one's report until somebody has looked at it, and taking it back. What comes too late the city answers as such.
import { isOpen } from "@sync/protocol/lifecycle";
import { isUnseen } from "@sync/client/predict";
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { session } from "../store";
import type { RequestView } from "../store/views";
import { mine } from "../words/mine";
import { ChangeForm } from "./change-form";
import { TakeBack } from "./take-back";

export function ChangeReport({ request }: { request: RequestView }) {
  const [doing, setDoing] = useState<"change" | "take back" | null>(null);
  // What follows another report has nothing of its own to be changed; so it is foretold of one that is not sent yet.
  if (session.value || request.duplicate_of || !isOpen("request", request.status)) return null;
  const done = (): void => setDoing(null);
  if (doing === "change") return <ChangeForm request={request} onDone={done} />;
  if (doing === "take back") return <TakeBack request={request} onDone={done} />;
  return (
    <div class="cluster">
      {isUnseen(request) && (
        <button type="button" class="button" onClick={() => setDoing("change")}>
          <Icon name="pencil" />
          {mine.change.open}
        </button>
      )}
      <button type="button" class="button" onClick={() => setDoing("take back")}>
        <Icon name="undo-2" />
        {mine.takeBack.open}
      </button>
    </div>
  );
}
