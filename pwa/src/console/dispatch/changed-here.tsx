// What others did to the one report that is open, while it is open: the words that somebody types here stay as they are.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../design/icon";
import { liveWords as say } from "../../words/desk-live";
import { news } from "./live-board";
import { newsLine } from "./news-words";

export function ChangedHere({ requestId, filling }: { requestId: string; filling: boolean }) {
  const [since] = useState(() => Date.now());
  const here = news.value.filter((one) => one.requestId === requestId && one.heardAt >= since);
  const [, redraw] = useState(0);
  // "Just now" does not stay true.
  useEffect(() => {
    if (here.length === 0) return undefined;
    const timer = setInterval(() => redraw((n) => n + 1), 60_000);
    return () => clearInterval(timer);
  }, [here.length === 0]);
  if (here.length === 0) return null;
  // The desk's line says it aloud (live-line.tsx).
  return (
    <div class="notice changed-here">
      <Icon name="history" />
      <div class="grow">
        {here.map((one) => (
          <p key={`${one.entry.at} ${one.entry.kind}`}>{newsLine(one, Date.now())}.</p>
        ))}
        {filling && <p role="status">{say.underneath}</p>}
      </div>
    </div>
  );
}
