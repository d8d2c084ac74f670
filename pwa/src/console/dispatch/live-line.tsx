// The quiet line of the desk: what others just did to the reports of this list, and how many have left it.
import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../design/icon";
import { requests } from "../../store";
import { liveWords as say } from "../../words/desk-live";
import { hearChanges, news } from "./live-board";
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

export function LiveLine({ rows, list, openId }: Props) {
  useEffect(hearChanges, []);
  const left = useLeft(rows, list);
  const [last] = news.value;
  return (
    <p class="live-line" role="status" aria-label={say.label}>
      {last && (
        <>
          <Icon name="history" />
          <span>{sentenceOf(rows, openId)}</span>
        </>
      )}
      {left > 0 && <strong>{say.left(left)}</strong>}
    </p>
  );
}

function sentenceOf(rows: Props["rows"], openId: string | null): string {
  const [last] = news.value;
  if (!last) return "";
  const here = new Set(rows.map(({ id }) => id));
  const together = news.value.filter(({ heardAt }) => heardAt > last.heardAt - TOGETHER_MS);
  // Of several at once, one of this list is nearer than another.
  const told = together.find(({ requestId }) => requestId === openId) ?? together.find(({ requestId }) => here.has(requestId)) ?? last;
  const request = requests.value.find(({ id }) => id === told.requestId);
  const line = newsLine(told, Date.now());
  const sentence = request ? say.about(line, whatOf(request)) : `${line}.`;
  return together.length > 1 ? `${sentence} ${say.more(together.length - 1)}` : sentence;
}

/** How many of the list's reports others have taken out of it since it was opened. */
function useLeft(rows: Props["rows"], list: string): number {
  const before = useRef({ list, rows });
  const gone = useRef(new Set<string>());
  const [count, setCount] = useState(0);
  useEffect(() => {
    const changed = new Set(news.peek().map(({ requestId }) => requestId));
    const here = new Set(rows.map(({ id }) => id));
    if (before.current.list !== list) gone.current.clear();
    else for (const { id } of before.current.rows) if (!here.has(id) && changed.has(id)) gone.current.add(id);
    for (const id of here) gone.current.delete(id);
    before.current = { list, rows };
    setCount(gone.current.size);
  }, [rows, list]);
  return count;
}
