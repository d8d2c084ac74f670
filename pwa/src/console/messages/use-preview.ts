// Asks the server how words read, a moment after the last key; the last answer stays in sight while the next one comes.
import { useEffect, useState } from "preact/hooks";
import { failedWords } from "../../design/failed-words";
import { previewTemplate, type TemplateKey, type TemplatePreview, type TemplateWords } from "../../store/templates";

const PAUSE_MS = 300;

export function usePreview(key: TemplateKey, words: TemplateWords): { preview: TemplatePreview | null; failed: string | null } {
  const [preview, setPreview] = useState<TemplatePreview | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    let wanted = true;
    const ask = (): void => {
      previewTemplate(key, words).then(
        (found) => {
          if (!wanted) return;
          setPreview(found);
          setFailed(null);
        },
        (error: unknown) => wanted && setFailed(failedWords(error)),
      );
    };
    const timer = setTimeout(ask, preview === null ? 0 : PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [words.subject, words.body]);
  return { preview, failed };
}
