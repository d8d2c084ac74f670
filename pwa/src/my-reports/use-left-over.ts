// Words typed to open a report again, when another window opened it first: they go on as the draft of a comment.
import { useEffect, useRef } from "preact/hooks";
import { getDraft, putDraft, requests } from "../store";
import { leftOver } from "./verdict";

/** Looks when the form goes; `typed` says what stands in it then. `onMoved` comes once the words are on disk. */
export function useLeftOver(requestId: string, typed: () => string, onMoved: () => void): void {
  const latest = useRef(typed);
  latest.current = typed;
  useEffect(
    () => () => {
      const request = requests.peek().find(({ id }) => id === requestId);
      const words = request ? leftOver(request, latest.current()) : "";
      if (words) moveToComment(`comment:${requestId}`, words).then(onMoved, () => undefined);
    },
    [requestId],
  );
}

async function moveToComment(key: string, words: string): Promise<void> {
  const before = await getDraft<string>(key);
  await putDraft(key, [before, words].filter(Boolean).join("\n\n"));
}
