// "We kept this": what a killed page had begun, told apart from a new entry, with the way to throw it away.
import { crew } from "../words/staff";

export function KeptNotice({ text, onDrop }: { text: string; onDrop: () => Promise<void> }) {
  return (
    <div class="notice notice-waiting kept" role="status">
      <p>
        <strong>{crew.kept}</strong> {text}
      </p>
      <button type="button" class="button" onClick={() => void onDrop()}>
        {crew.startOver}
      </button>
    </div>
  );
}
