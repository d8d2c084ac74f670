// Other words for a report: its note, and how to find the place. The point on the map stays.
import { useRef, useState } from "preact/hooks";
import { ErrorSummary, type Mistake } from "../design/error-summary";
import { TextField } from "../design/text-field";
import type { RequestView } from "../store/views";
import { editReport } from "../store/reporter-acts";
import { mine } from "../words/mine";
import { words } from "../words/words";
import { changesOf, type Typed } from "./changes";
import { useKept } from "./use-kept";
import { useOnce } from "./use-once";
import { Failed } from "./failed";
import { useFocus } from "../design/use-focus";

const say = mine.change;
const LONGEST = { note: 2000, place: 200 };

export function ChangeForm({ request, onDone }: { request: RequestView; onDone: () => void }) {
  const key = `edit:${request.id}`;
  const hasPoint = request.place.lat != null;
  const kept = useKept<Typed>(key, { note: request.description, place: request.place.text ?? "" });
  const [wrong, setWrong] = useState<Mistake[]>([]);
  const tried = useRef(0);
  const title = useFocus(true);
  const { once, failed } = useOnce();

  const submit = (event: Event): void => {
    event.preventDefault();
    tried.current += 1;
    const changes = changesOf(kept.value, request);
    if (!hasPoint && !kept.value.place.trim()) return setWrong([{ field: "change-place", text: words.report.place.missing }]);
    if (Object.keys(changes).length === 0) return setWrong([{ field: "change-note", text: say.nothing }]);
    once(async () => {
      await kept.settled();
      await editReport(request.id, changes, key);
      onDone();
    });
  };
  const type = (part: Partial<Typed>): void => {
    setWrong([]);
    kept.put((now) => ({ ...now, ...part })).catch(() => undefined);
  };
  const at = (field: string): string => wrong.find((one) => one.field === field)?.text ?? "";
  return (
    <form class="card stack" noValidate onSubmit={submit} aria-labelledby="change">
      <ErrorSummary mistakes={wrong} attempt={tried.current} />
      <h2 id="change" ref={title} tabIndex={-1}>
        {say.title}
      </h2>
      <p class="quiet">{say.lead}</p>
      {kept.isFound && <p class="quiet">{say.kept}</p>}
      <TextField id="change-note" multiline label={say.note} hint={words.report.check.noteHint} value={kept.value.note} longest={LONGEST.note} wrong={at("change-note")} onInput={(note) => type({ note })} />
      <TextField
        id="change-place"
        label={say.place}
        {...(hasPoint && { hint: say.pointKept })}
        value={kept.value.place}
        longest={LONGEST.place}
        wrong={at("change-place")}
        onInput={(place) => type({ place })}
      />
      <Failed text={failed} />
      <div class="cluster">
        <button type="submit" class="button button-primary">
          {say.save}
        </button>
        <button type="button" class="button" onClick={() => once(() => kept.drop().then(onDone))}>
          {say.cancel}
        </button>
      </div>
    </form>
  );
}
