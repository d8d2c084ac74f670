// Copies a text and says so.
import { useState } from "preact/hooks";
import { words } from "../words/en";
import { Icon } from "./icon";

export function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    navigator.clipboard?.writeText(text).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <>
      <button type="button" class="button button-quiet" onClick={copy}>
        <Icon name={copied ? "check" : "copy"} />
        {words.one.copy}
      </button>
      <span role="status">{copied && words.one.copied}</span>
    </>
  );
}
