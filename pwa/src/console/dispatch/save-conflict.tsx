// A change of this desk that met another's: both values with who made them, and which of them stays.
import { crewName } from "../../design/crew-name";
import { conflictWords, saveWords as say } from "../../words/desk-conflicts";
import { Compare } from "./compare";
import { names } from "./compare-names";
import { keepTheirs, sendAgain } from "./conflict-acts";
import { conflictName } from "./conflict-name";
import type { Conflict } from "./conflicts";
import { saveRows, whoChanged } from "./save-rows";
import { TwoWays } from "./two-ways";

export function SaveConflict({ conflict, onDecided }: { conflict: Conflict; onDecided: () => void }) {
  const { letter, request, workOrder } = conflict;
  if (letter === null) return null;
  const what = conflictName(conflict);
  const other = whoChanged(letter, request, workOrder);
  const by = other?.by || say.somebody;
  const canSend = letter.kind === "wo.assign" ? request !== undefined : letter.ways.resend !== null;
  return (
    <>
      <p class="notice notice-waiting">{say.lead(by, other?.at ?? null)}</p>
      <Compare label={say.title} left={say.mine} right={say.theirs(by)} rows={saveRows(letter, request, workOrder, { ...names, crew: crewName })} />
      {letter.words && (
        <section class="stack stack-tight">
          <h2>{say.words}</h2>
          <p class="said">{letter.words}</p>
        </section>
      )}
      {!canSend && <p>{say.cannot}</p>}
      <section class="decision" aria-label={conflictWords.yourDecision}>
        <TwoWays
          label={conflictWords.yourDecision}
          onDone={onDecided}
          ways={[
            { key: "T", icon: "send", name: say.useMine, hint: say.useMineHint, disabled: !canSend, act: () => sendAgain(conflict, what) },
            { key: "E", icon: "check", name: say.keepTheirs, hint: say.keepTheirsHint, act: () => keepTheirs(conflict, what) },
          ]}
        />
      </section>
    </>
  );
}
