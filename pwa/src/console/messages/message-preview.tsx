// The message as its reader gets it, made by the server out of the words as they are typed.
import type { TemplatePreview } from "../../store/templates";
import { messageWords as say } from "../../words/messages";

interface Props {
  shown: TemplatePreview | null;
  /** A sentence; null while all is well. */
  failed: string | null;
  locale: string;
}

export function MessagePreview({ shown, failed, locale }: Props) {
  const message = shown?.message;
  return (
    <section class="messages-preview stack stack-tight" aria-label={say.preview}>
      <h2>{say.preview}</h2>
      {failed !== null && <p role="alert">{failed}</p>}
      {shown && !message && <p>{say.previewWaits}</p>}
      {message && (
        <article class="messages-letter stack stack-tight" lang={locale}>
          <h3>{message.subject}</h3>
          {message.paragraphs.map((text, at) => (
            <p key={at}>{text}</p>
          ))}
        </article>
      )}
      <p class="quiet">{say.previewNote}</p>
    </section>
  );
}
