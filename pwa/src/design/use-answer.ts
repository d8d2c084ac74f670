// One question to the server, asked again on demand; the last answer stays in sight while the next one comes.
import { useEffect, useRef, useState } from "preact/hooks";
import { failedWords } from "./failed-words";

export interface Answered<T> {
  answer: T | null;
  /** A sentence; null while all is well. */
  failed: string | null;
  again: () => void;
  /** Puts an answer in place that came by another way. */
  put: (answer: T) => void;
}

/** `key` names the question: another key asks afresh. */
export function useAnswer<T>(key: string, ask: () => Promise<T>): Answered<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const question = useRef(ask);
  question.current = ask;
  useEffect(() => {
    let wanted = true;
    question.current().then(
      (found) => {
        if (!wanted) return;
        setAnswer(found);
        setFailed(null);
      },
      (error: unknown) => wanted && setFailed(failedWords(error)),
    );
    return () => {
      wanted = false;
    };
  }, [key, tries]);
  return { answer, failed, again: () => setTries((n) => n + 1), put: setAnswer };
}
