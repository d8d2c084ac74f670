// Photos that another app shared: they begin a report. While one is under way the person says where they go, and until
// then they wait on this phone.
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import { SureButton } from "../design/sure-button";
import { dropShared, MOST_SHARED, sharedPhotos, type Shared, type SharedProblem } from "../store/shared";
import { shared as say } from "../words/shared";
import { words } from "../words/words";
import { beginReport, draft, dropDraft, isWorthKeeping } from "./draft";
import { DraftPhoto } from "../camera/draft-photo";
import type { Source } from "../camera/keep-original";
import { SharedWaiting } from "./shared-waiting";
import { addPhotos, firstPhotos, MOST_PHOTOS } from "./take-photo";

const { noRoom, wrongType, tooBig } = words.photo;
const NOT_KEPT: Record<SharedProblem | "full", string> = {
  full: noRoom,
  many: say.many(MOST_SHARED),
  wrong_type: wrongType,
  too_big: tooBig,
};

/** `how` is what the service worker says of them: that they wait, or why not. */
export function SharedStep({ how }: { how: string }) {
  const problem = Object.hasOwn(NOT_KEPT, how) ? NOT_KEPT[how as keyof typeof NOT_KEPT] : "";
  const [waiting, setWaiting] = useState<Shared[]>([]);
  useEffect(() => {
    if (problem) return;
    void sharedPhotos().then(async (found) => {
      if (found.length === 0) navigate("/report", { replace: true });
      else if (underWay()) setWaiting(found);
      else await begin(found);
    });
  }, [problem]);
  if (problem) return <NotKept problem={problem} />;
  if (waiting.length === 0) return <p class="loading quiet">{words.loading}</p>;
  return <Ask waiting={waiting} />;
}

const underWay = (): boolean => {
  const it = draft.peek();
  return it !== null && isWorthKeeping(it);
};

/** A shared photo does not say when it was taken: the person is asked whether they still stand there. */
const UNKNOWN = 0;

const filesOf = (shared: Shared[]): File[] => shared.map(({ bytes, mime }) => new File([bytes], "photo", { type: mime, lastModified: UNKNOWN }));

const sourceOf = (shared: Shared[]): Source => ({ ids: shared.map(({ id }) => id), onKept: dropShared });

async function begin(shared: Shared[]): Promise<void> {
  beginReport();
  await firstPhotos(filesOf(shared), true, sourceOf(shared));
}

async function add(shared: Shared[]): Promise<void> {
  navigate(`/report?step=${draft.peek()?.step ?? "check"}`, { replace: true });
  await addPhotos(filesOf(shared), sourceOf(shared));
}

async function beginAnother(shared: Shared[]): Promise<void> {
  await dropDraft();
  await begin(shared);
}

function Ask({ waiting }: { waiting: Shared[] }) {
  const room = MOST_PHOTOS - (draft.value?.photos.length ?? 0);
  return (
    <div class="page stack step">
      <h1>{words.report.youShared(waiting.length)}</h1>
      <div class="photo-strip">
        {waiting.map((photo, i) => (
          <DraftPhoto key={photo.id} photo={photo} alt={words.photo.yours(i + 1)} size="small" />
        ))}
      </div>
      <p class="large">{say.other}</p>
      {room <= 0 && <p class="quiet">{say.full(MOST_PHOTOS)}</p>}
      <div class="step-end stack stack-tight">
        {room > 0 && (
          <button type="button" class="button button-primary button-big" onClick={() => void add(waiting)}>
            {say.add}
          </button>
        )}
        <a class="button button-big" href={`/report?step=${draft.value?.step ?? "place"}`}>
          {say.finish}
        </a>
        <SureButton label={say.another} onSure={() => void beginAnother(waiting)} />
      </div>
    </div>
  );
}

function NotKept({ problem }: { problem: string }) {
  return (
    <div class="page stack step">
      <h1>{words.report.start}</h1>
      <p class="notice notice-danger" role="alert">
        <Icon name="image-off" />
        <span class="grow">{problem}</span>
      </p>
      <SharedWaiting />
      <a class="button button-big" href="/report">
        {words.home.resume}
      </a>
    </div>
  );
}
