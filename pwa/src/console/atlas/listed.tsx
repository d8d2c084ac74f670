// How much is in view and how much there is, and the list of it.
import type { ListedRequest } from "../../store/atlas";
import { atlasWords as say } from "../../words/atlas";
import { RequestRows } from "./request-rows";
import type { Requests } from "./use-requests";

interface Props {
  found: Requests;
  selected: string;
  /** Whether the list goes beyond what the map shows, or there is no map yet. */
  everywhere: boolean;
  canSeeAll: boolean;
  onEverywhere: (everywhere: boolean) => void;
  onSelect: (row: ListedRequest) => void;
}

export function Listed({ found: { all, inView, rows, failed, more }, selected, everywhere, canSeeAll, onEverywhere, onSelect }: Props) {
  if (!all || !inView) return failed === null ? <p role="status">{say.loading}</p> : null;
  return (
    <>
      <div class="atlas-counts">
        <p role="status">
          <strong>{everywhere ? say.total(all.total) : say.inView(inView.total, all.total)}</strong>
          {inView.overdue > 0 && <span> · {say.overdue(inView.overdue)}</span>}
        </p>
        {all.cut && <p class="notice">{say.cut}</p>}
        {all.unplaced > 0 && (
          <p class="small">
            {say.unplaced(all.unplaced)}{" "}
            <button type="button" class="atlas-link" onClick={() => onEverywhere(!canSeeAll)}>
              {canSeeAll ? say.placedWay : say.unplacedWay}
            </button>
          </p>
        )}
      </div>
      {rows.length > 0 ? (
        <RequestRows rows={rows} selected={selected} onSelect={onSelect} />
      ) : (
        <div class="stack stack-tight atlas-nothing">
          <h2>{say.nothing}</h2>
          <p class="quiet">{say.nothingText}</p>
        </div>
      )}
      {more && (
        <button type="button" class="button" onClick={more}>
          {say.more}
        </button>
      )}
    </>
  );
}
