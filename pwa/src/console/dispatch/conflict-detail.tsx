// One conflict beside the list: what happened, the two sides field by field with their photos, and the decision.
import { conflictWords as say } from "../../words/desk-conflicts";
import { conflictTitle } from "./conflict-name";
import { ConflictAbout } from "./conflict-about";
import type { Conflict } from "./conflicts";
import { DetailHead } from "./detail-head";
import { JobConflict } from "./job-conflict";
import { SaveConflict } from "./save-conflict";

interface Props {
  conflict: Conflict | undefined;
  /** True where it is the whole page, so that its title is the page's. */
  alone: boolean;
  onOpen: (requestId: string) => void;
  /** Once it is decided and on disk. */
  onDecided: () => void;
  onBack: () => void;
}

export function ConflictDetail({ conflict, alone, onOpen, onDecided, onBack }: Props) {
  if (!conflict) {
    return (
      <div class="nothing two-sided stack stack-tight">
        <h2>{say.nobody}</h2>
        <p class="quiet">{say.nobodyText}</p>
      </div>
    );
  }
  return (
    <article class="two-sided stack" key={conflict.id}>
      <DetailHead title={conflictTitle(conflict)} alone={alone} onBack={onBack} />
      <ConflictAbout conflict={conflict} onOpen={onOpen} />
      {conflict.kind === "job" ? <JobConflict conflict={conflict} onDecided={onDecided} /> : <SaveConflict conflict={conflict} onDecided={onDecided} />}
    </article>
  );
}
