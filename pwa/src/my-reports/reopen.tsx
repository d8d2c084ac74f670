// "Not fixed": what is still wrong, a photo of it now, and what happens next. All of it survives a killed page.
import { isLongOver } from "@sync/client/predict";
import { useRef } from "preact/hooks";
import { DraftPhoto } from "../camera/draft-photo";
import { PhotoButton } from "../camera/photo-button";
import { Icon } from "../design/icon";
import { TextField } from "../design/text-field";
import type { RequestView } from "../store/views";
import { reopenReport } from "../store/reporter-acts";
import { mine } from "../words/mine";
import { words } from "../words/words";
import { Failed } from "./failed";
import { useFocus } from "../design/use-focus";
import { useLeftOver } from "./use-left-over";
import { useOnce } from "./use-once";
import { MOST_PHOTOS, useReopening } from "./use-reopening";

const say = mine.reopen;
const LONGEST = 2000;

interface Props {
  request: RequestView;
  isTapped: boolean;
  onBack: () => void;
  onMoved: () => void;
}

export function Reopen({ request, isTapped, onBack, onMoved }: Props) {
  const key = `reopen:${request.id}`;
  const { kept, trouble, isMaking, leftOut, addPhotos, finished } = useReopening(key);
  const { once, failed } = useOnce();
  const title = useFocus(isTapped);
  const isNew = useRef(isLongOver(request, Date.now())).current;
  const { text, photos } = kept.value;
  const isSending = useRef(false);
  useLeftOver(request.id, () => (isSending.current ? "" : text), onMoved);

  const send = async (): Promise<void> => {
    const now = await finished();
    isSending.current = true;
    await reopenReport(request.id, now.text.trim(), now.photos, key).catch((error: unknown) => {
      isSending.current = false;
      throw error;
    });
    onBack(); // A late one stays over: what was answered is asked no more, for it went on as another report.
  };
  return (
    <form class="card stack verdict" noValidate aria-labelledby="reopen" onSubmit={(event) => (event.preventDefault(), once(send))}>
      <div>
        <h2 id="reopen" ref={title} tabIndex={-1}>
          {say.title}
        </h2>
        <p>{isNew ? say.anew : say.again}</p>
      </div>
      {kept.isFound && (text || photos.length > 0) && <p class="quiet">{words.report.kept}</p>}
      <TextField id="still-wrong" multiline label={say.text} hint={say.textHint} value={text} longest={LONGEST} onInput={(typed) => void kept.put((now) => ({ ...now, text: typed })).catch(() => undefined)} />
      {photos.map((photo, i) => (
        <div key={photo.id} class="stack stack-tight">
          <DraftPhoto photo={photo} alt={words.photo.yours(i + 1)} size="large" />
          <button type="button" class="button" onClick={() => void kept.put((now) => ({ ...now, photos: now.photos.filter(({ id }) => id !== photo.id) }))}>
            <Icon name="trash-2" />
            {words.report.check.removePhoto(i + 1)}
          </button>
        </div>
      ))}
      {photos.length === 0 && <p>{say.photo}</p>}
      <p role="status" class="quiet">
        {isMaking ? words.photo.preparing : leftOut > 0 && words.photo.leftOut(MOST_PHOTOS, leftOut)}
      </p>
      <Failed text={trouble || failed} />
      {photos.length + (isMaking ? 1 : 0) < MOST_PHOTOS && <PhotoButton label={photos.length ? say.another : say.addPhoto} look="" onPhotos={(files) => void addPhotos(files)} />}
      <div class="cluster">
        <button type="submit" class="button button-primary">
          {isNew ? say.sendNew : say.send}
        </button>
        <button type="button" class="button" onClick={onBack}>
          {say.cancel}
        </button>
      </div>
    </form>
  );
}
