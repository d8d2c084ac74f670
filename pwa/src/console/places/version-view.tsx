// One version: what its file has, what it would change, and the decision.
import { useEffect, useRef } from "preact/hooks";
import { Heading } from "../../design/heading";
import { useAnswer } from "../../design/use-answer";
import { Waiting } from "../../design/waiting";
import { readVersion, type VersionPreview } from "../../store/districts";
import { districtWords as say } from "../../words/districts";
import { FindingsList } from "./findings-list";
import { LazyRedrawn } from "./lazy-redrawn";
import { MovesTable } from "./moves-table";
import { VersionActs } from "./version-acts";

const LOOK_AGAIN_MS = 1000;

export function VersionView({ layer, number }: { layer: string; number: number }) {
  const { answer, failed, again, put } = useAnswer(`${layer} ${number}`, () => readVersion(layer, number));
  const isMoving = answer?.version.state === "applying";
  // What was promised before it was applied is told as what became of it.
  const promised = useRef<number | null>(null);
  if (answer && isDraftOf(answer)) promised.current = answer.preview.move;
  useEffect(() => {
    if (!isMoving) return;
    // After each answer, not by the clock: counting a large city's reports may take longer than the pause.
    const timer = setTimeout(again, LOOK_AGAIN_MS);
    return () => clearTimeout(timer);
  }, [isMoving, answer, failed]);
  return (
    <>
      <Heading text={say.draftTitle(layer, number)} />
      {(answer === null || failed !== null) && <Waiting failed={failed} onAgain={again} />}
      {answer && <Version shown={answer} moved={promised.current} onChange={put} />}
    </>
  );
}

const isDraftOf = ({ version: { state } }: VersionPreview): boolean => state === "draft" || state === "scheduled";

interface Props {
  shown: VersionPreview;
  /** How many reports moved; null when it was applied at another time. */
  moved: number | null;
  onChange: (next: VersionPreview) => void;
}

function Version({ shown, moved, onChange }: Props) {
  const { version } = shown;
  const isDraft = isDraftOf(shown);
  return (
    <>
      <p class="quiet">{version.file_name && say.from(version.file_name, version.made_at)}</p>
      <Standing shown={shown} moved={moved} />
      <div class="places-body" data-draft={isDraft || undefined}>
        <div class="stack">
          {isDraft && <Changes shown={shown} />}
          <section class="card stack stack-tight">
            <h2>{say.findings}</h2>
            <FindingsList findings={version.findings} />
          </section>
        </div>
        <section class="places-map">
          <LazyRedrawn layer={version.layer} number={version.number} isDraft={isDraft} />
        </section>
      </div>
      {isDraft && <VersionActs shown={shown} onChange={onChange} />}
    </>
  );
}

/** What became of the version, for all that is no plain draft. */
function Standing({ shown: { version, preview }, moved }: Pick<Props, "shown" | "moved">) {
  const { state, valid_from_at, valid_until_at } = version;
  if (state === "applying") {
    return (
      <div class="notice" role="status">
        <div class="grow stack stack-tight">
          <p>{say.applying(preview.move)}</p>
          <progress aria-label={say.applying(preview.move)} />
        </div>
      </div>
    );
  }
  const sentence: Record<string, string | null> = {
    scheduled: valid_from_at && say.scheduled(valid_from_at),
    applied: say.applied(moved),
    replaced: say.replaced(valid_until_at),
    discarded: say.discarded,
  };
  return (
    <div role="status">
      {sentence[state] && <p class={state === "applied" ? "notice notice-done" : "notice"}>{sentence[state]}</p>}
    </div>
  );
}

function Changes({ shown: { version, preview } }: { shown: VersionPreview }) {
  return (
    <section class="card stack stack-tight">
      <h2>{say.preview}</h2>
      <p class="places-sum">{say.moves(preview.move, preview.move + preview.stay)}</p>
      <p>{say.changes(preview.districts)}</p>
      {preview.nowhere > 0 && <p class="places-doubt">{say.nowhere(preview.nowhere)}</p>}
      <MovesTable version={version} groups={preview.groups} />
    </section>
  );
}
