// One status as a small shape beside its words; decorative, for the words say it too.
import "./status-sign.css";
import { SIGN_PATHS, type Sign } from "./status-shapes";

export function StatusSign({ sign }: { sign: Sign }) {
  return (
    <svg viewBox="0 0 24 24" class={`sign sign-${sign}`} aria-hidden="true">
      <path d={SIGN_PATHS[sign]} />
    </svg>
  );
}
