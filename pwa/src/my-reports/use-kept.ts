// Half-typed work of a small form: on disk after every letter, found again after the page was killed.
import { useEffect, useRef, useState } from "preact/hooks";
import { deleteDraft, getDraft, putDraft } from "../store";
import { lastWins } from "../store/last-wins";

export interface Kept<T> {
  value: T;
  /** True once the disk was read. */
  isRead: boolean;
  /** True when an earlier page left it. */
  isFound: boolean;
  /** Resolves when this change, or a later one, is on disk. */
  put: (update: (now: T) => T) => Promise<void>;
  /** The newest value, once nothing is being written any more: what is sent must not be written again after it. */
  settled: () => Promise<T>;
  drop: () => Promise<void>;
}

export function useKept<T>(key: string, empty: T): Kept<T> {
  const latest = useRef(empty);
  const touched = useRef(false);
  const [, draw] = useState(0);
  const [found, setFound] = useState<boolean | null>(null);
  const writer = useRef(lastWins((value: T) => putDraft(key, value)));
  useEffect(() => {
    void getDraft<T>(key).then((left) => {
      if (left !== null && !touched.current) latest.current = left;
      setFound(left !== null);
    });
  }, [key]);
  const put = (update: (now: T) => T): Promise<void> => {
    touched.current = true;
    latest.current = update(latest.current);
    draw((n) => n + 1);
    return writer.current.put(latest.current);
  };
  const settled = async (): Promise<T> => {
    await writer.current.settled().catch(() => undefined);
    return latest.current;
  };
  const drop = async (): Promise<void> => {
    await settled();
    latest.current = empty;
    draw((n) => n + 1);
    await deleteDraft(key);
  };
  return { value: latest.current, isRead: found !== null, isFound: found === true, put, settled, drop };
}
