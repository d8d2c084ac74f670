// Copies a reference and says so.
import { useState } from "preact/hooks";
import { words } from "../words/words";
import { Icon } from "./icon";

export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard?.writeText(text).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <>
      <button type="button" class="button button-quiet button-icon" aria-label={words.one.copy} onClick={copy}>
        <Icon name={copied ? "check" : "copy"} />
      </button>
      <span role="status" class="quiet small">{copied && words.one.copied}</span>
    </>
  );
}
