// The quiet line of the desk: what others just did to the reports of this list, and how many have left it.
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../design/icon";
import { requests } from "../../store";
import { liveWords as say } from "../../words/desk-live";
import { hearChanges, type Heard, news } from "./live-board";
import { newsLine, whatOf } from "./news-words";
import "./live.css";

interface Props {
  /** The reports of the list, in its order; another `list` is another list. */
  rows: readonly { id: string }[];
  list: string;
  /** The one that is open: what happened to it comes before all else. */
  openId: string | null;
}

/** Lines that came one upon the other are told as one. */
const TOGETHER_MS = 5_000;
/** "Just now" does not stay true: the line goes. */
const SHOWN_MS = 90_000;

export function LiveLine({ rows, list, openId }: Props) {
  useEffect(hearChanges, []);
  const gone = useGone(rows, list);
  const mine = useMine(rows, gone, openId);
  const [last] = mine;
  const [, redraw] = useState(0);
  useEffect(() => {
    const timer = last && setTimeout(() => redraw((n) => n + 1), last.heardAt + SHOWN_MS - Date.now());
    return () => clearTimeout(timer);
  }, [last]);
  return (
    <p class="live-line" role="status" aria-label={say.label}>
      {last && (
        <>
          <Icon name="history" />
          <span>{sentenceOf(mine, last, openId)}</span>
        </>
      )}
      {gone.size > 0 && <strong>{say.left(gone.size)}</strong>}
    </p>
  );
}

/** What is news here: of reports of the list, of those that have just left it, of the one that is open. Newest first. */
function useMine(rows: Props["rows"], gone: ReadonlySet<string>, openId: string | null): Heard[] {
  const recent = news.value.filter(({ heardAt }) => heardAt > Date.now() - SHOWN_MS);
  if (recent.length === 0) return recent;
  const here = new Set(rows.map(({ id }) => id));
  return recent.filter(({ requestId: id }) => id === openId || here.has(id) || gone.has(id));
}

function sentenceOf(mine: Heard[], last: Heard, openId: string | null): string {
  const together = mine.filter(({ heardAt }) => heardAt > last.heardAt - TOGETHER_MS);
  const told = together.find(({ requestId }) => requestId === openId) ?? last;
  const request = requests.value.find(({ id }) => id === told.requestId);
  const line = newsLine(told, told.heardAt);
  const sentence = request ? say.about(line, whatOf(request)) : `${line}.`;
  return together.length > 1 ? `${sentence} ${say.more(together.length - 1)}` : sentence;
}

/** The list's reports that others have taken out of it since it was opened. */
function useGone(rows: Props["rows"], list: string): ReadonlySet<string> {
  const before = useRef({ list, rows });
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    const changed = new Set(news.peek().map(({ requestId }) => requestId));
    const here = new Set(rows.map(({ id }) => id));
    const kept = before.current.list === list ? [...gone, ...before.current.rows.map(({ id }) => id).filter((id) => changed.has(id))] : [];
    const left = kept.filter((id) => !here.has(id));
    before.current = { list, rows };
    if (left.length !== gone.size || left.some((id) => !gone.has(id))) setGone(new Set(left));
  }, [rows, list]);
  return gone;
}
