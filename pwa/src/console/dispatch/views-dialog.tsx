// Keeping the view that is open under a name, and renaming or removing those that are kept.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../design/icon";
import { TextField } from "../../design/text-field";
import { viewWords as say } from "../../words/desk-queues";
import { doneWords, toolWords } from "../../words/desk-tools";
import { tellDone } from "./done";
import type { Filters } from "./filters";
import { isOpenView, ownViews, READY_VIEWS, removeView, renameView, saveView, type SavedView } from "./saved-views";

const LONGEST = 40;

interface Props {
  filters: Filters;
  onOpen: (view: SavedView) => void;
  onClose: () => void;
}

export function ViewsDialog({ filters, onOpen, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [renamed, setRenamed] = useState<SavedView | null>(null);
  const [failed, setFailed] = useState(false);
  useLayoutEffect(() => dialog.current?.showModal(), []); // At once: the next key is the name's, and no act of the desk.
  const keeping = (work: Promise<void>): void => void work.catch(() => setFailed(true));
  const remove = async (view: SavedView): Promise<void> => {
    const back = await removeView(view);
    tellDone(say.removed(view.name), async () => {
      await back();
      return doneWords.undone(say.removed(view.name));
    });
  };
  const save = async (name: string): Promise<void> => {
    await (renamed ? renameView(renamed, name) : saveView(name, filters));
    tellDone(renamed ? say.renamed(name) : say.saved(name));
    setRenamed(null);
    onClose();
  };
  return (
    <dialog ref={dialog} class="desk-dialog stack" aria-labelledby="views-title" onClose={onClose}>
      <h2 id="views-title">{say.title}</h2>
      <NameForm key={renamed?.name ?? ""} renamed={renamed} onSave={(name) => keeping(save(name))} />
      {failed && <p role="alert">{toolWords.failed}</p>}
      <h3>{say.own}</h3>
      {ownViews.value.length === 0 && <p class="quiet">{say.none}</p>}
      <ul class="plain-list">
        {ownViews.value.map((view) => (
          <li key={view.name} class="view-line">
            <ViewButton view={view} filters={filters} onOpen={onOpen} />
            <button type="button" class="button button-quiet" aria-label={say.renameName(view.name)} onClick={() => setRenamed(view)}>
              <Icon name="pencil" />
            </button>
            <button type="button" class="button button-quiet" aria-label={say.removeName(view.name)} onClick={() => keeping(remove(view))}>
              <Icon name="trash-2" />
            </button>
          </li>
        ))}
      </ul>
      <h3>{say.builtIn}</h3>
      <ul class="plain-list">
        {READY_VIEWS.map((view) => (
          <li key={view.name} class="view-line">
            <ViewButton view={view} filters={filters} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      <p class="quiet">{say.keys}</p>
      <button type="button" class="button" onClick={() => dialog.current?.close()}>
        {say.close}
      </button>
    </dialog>
  );
}

function ViewButton({ view, filters, onOpen }: { view: SavedView; filters: Filters; onOpen: (view: SavedView) => void }) {
  return (
    <button type="button" class="button button-quiet grow" aria-pressed={isOpenView(view, filters)} onClick={() => onOpen(view)}>
      {view.name}
    </button>
  );
}

function NameForm({ renamed, onSave }: { renamed: SavedView | null; onSave: (name: string) => void }) {
  const [name, setName] = useState(renamed?.name ?? "");
  const [wrong, setWrong] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector("input")?.focus(), []);
  return (
    <form
      ref={form}
      class="stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) onSave(name.trim());
        else setWrong(true);
      }}
    >
      <TextField
        id="view-name"
        label={renamed ? say.renameName(renamed.name) : say.saveTitle}
        hint={say.name}
        value={name}
        onInput={setName}
        longest={LONGEST}
        {...(wrong && { wrong: say.nameMissing })}
      />
      <button type="submit" class="button button-primary">
        {renamed ? say.rename : say.save}
      </button>
    </form>
  );
}
