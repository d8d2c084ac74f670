// Taking a report back: asked once, in place, with a reason if one likes.
import { TextField } from "../design/text-field";
import type { RequestView } from "../store/views";
import { withdrawReport } from "../store/reporter-acts";
import { mine } from "../words/mine";
import { Failed } from "./failed";
import { useFocus } from "../design/use-focus";
import { useKept } from "./use-kept";
import { useOnce } from "./use-once";

const say = mine.takeBack;
const LONGEST = 500;

export function TakeBack({ request, onDone }: { request: RequestView; onDone: () => void }) {
  const key = `withdraw:${request.id}`;
  const reason = useKept(key, "");
  const title = useFocus(true);
  const { once, failed } = useOnce();
  const takeBack = async (): Promise<void> => {
    await withdrawReport(request.id, (await reason.settled()).trim(), key);
    onDone();
  };
  return (
    <section class="card stack" aria-labelledby="take-back">
      <h2 id="take-back" ref={title} tabIndex={-1}>
        {say.title}
      </h2>
      <p>{request.status === "in_work" ? say.begun : say.text}</p>
      <TextField id="reason" label={say.reason} value={reason.value} longest={LONGEST} onInput={(typed) => void reason.put(() => typed).catch(() => undefined)} />
      <Failed text={failed} />
      <div class="cluster">
        <button type="button" class="button button-danger" onClick={() => once(takeBack)}>
          {say.yes}
        </button>
        <button type="button" class="button" onClick={() => once(() => reason.drop().then(onDone))}>
          {say.no}
        </button>
      </div>
    </section>
  );
}
