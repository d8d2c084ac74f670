// What stands where an answer is to come: that it comes, or why it does not.
import { managerWords as say } from "../words/manager";

export function Waiting({ failed, onAgain }: { failed: string | null; onAgain: () => void }) {
  if (failed === null) return <p role="status">{say.loading}</p>;
  return (
    <div class="notice notice-waiting" role="alert">
      <div class="grow stack stack-tight">
        <p>{failed}</p>
        <button type="button" class="button" onClick={onAgain}>
          {say.tryAgain}
        </button>
      </div>
    </div>
  );
}
