// A word to the crew about a report. What is typed stays until it is kept.
import { useEffect, useRef, useState } from "preact/hooks";
import { ErrorSummary } from "../design/error-summary";
import { TextField } from "../design/text-field";
import { getDraft, putDraft } from "../store";
import { addComment } from "../store/reporter-acts";
import { words } from "../words/words";

const LONGEST = 2000;
const say = words.one;

export function CommentForm({ requestId }: { requestId: string }) {
  const key = `comment:${requestId}`;
  const [text, setText] = useState("");
  const [wrong, setWrong] = useState("");
  const [saved, setSaved] = useState(false);
  const busy = useRef(false);
  const tried = useRef(0);
  useEffect(() => void getDraft<string>(key).then((kept) => kept && setText(kept)), [key]);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    tried.current += 1;
    if (busy.current) return;
    if (!text.trim()) return setWrong(say.commentMissing);
    busy.current = true;
    try {
      await addComment(requestId, text.trim(), key);
      setText("");
      setSaved(true);
    } catch {
      setWrong(words.report.check.failed);
    } finally {
      busy.current = false;
    }
  }

  const typed = (value: string): void => {
    setText(value);
    setWrong("");
    setSaved(false);
    putDraft(key, value).catch(() => undefined);
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <ErrorSummary mistakes={wrong ? [{ field: "comment", text: wrong }] : []} attempt={tried.current} />
      <TextField id="comment" multiline label={say.comment} hint={say.commentHint} value={text} onInput={typed} wrong={wrong} longest={LONGEST} />
      <button type="submit" class="button">
        {say.send}
      </button>
      <p role="status">{saved && say.commentSaved}</p>
    </form>
  );
}
