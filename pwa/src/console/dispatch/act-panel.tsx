// The one place of all acts, beside the list: a button for each, and the form of the one that is open.
import { Icon } from "../../design/icon";
import { toolWords as say } from "../../words/desk-tools";
import { markWords } from "../../words/desk-queues";
import { typedWords } from "../../words/desk-typed";
import { AssignForm, GroupForm } from "./assign-form";
import { CloseForm } from "./close-form";
import { KEYS } from "./keys";
import { choice, clearMarks } from "./marks";
import { MergeForm } from "./merge-form";
import { ReplyForm } from "./reply-form";
import type { Row } from "./rows";
import { CategoryForm, PriorityForm } from "./sort-form";
import { SplitForm } from "./split-form";
import type { ToolProps } from "./tool-props";
import { commandOfTool, type Tool, TOOLS } from "./tools";
import { typedFor } from "./typed";
import { keysOn } from "./use-keys";

const FORMS: Record<Tool, (props: ToolProps) => preact.VNode | null> = {
  assign: AssignForm, priority: PriorityForm, category: CategoryForm, merge: MergeForm,
  group: GroupForm, split: SplitForm, close: CloseForm, reply: ReplyForm,
};

interface Props {
  /** What it is for: the selected reports, else the one that is looked at. */
  rows: Row[];
  /** How many are selected; 0: it is for the one that is looked at. */
  marked: number;
  tool: Tool | null;
  onTool: (tool: Tool | null) => void;
  onDone: (tool: Tool) => void;
}

export function ActPanel({ rows, marked, tool, onTool, onDone }: Props) {
  const Form = tool && FORMS[tool];
  const ids = rows.map(({ request }) => request.id);
  // Another choice begins the form anew; what is left of one goes on in it.
  const key = marked > 0 ? choice.value : ids.join(" ");
  return (
    <section class="act-panel stack stack-tight" aria-label={say.label}>
      {marked > 0 && (
        <div class="act-head">
          <h2>{say.many(marked)}</h2>
          <button type="button" class="button button-quiet button-icon" aria-label={markWords.clearName} onClick={clearMarks}>
            <Icon name="x" />
          </button>
        </div>
      )}
      <div class="act-tools" role="group" aria-label={say.label}>
        {TOOLS.filter((one) => fits(one, rows)).map((one) => (
          <ToolButton key={one} tool={one} open={one === tool} half={typedFor(one, ids) !== undefined} onOpen={() => onTool(one === tool ? null : one)} />
        ))}
      </div>
      {Form && <Form key={`${tool} ${key}`} rows={rows} onDone={() => tool && onDone(tool)} onClose={() => onTool(null)} />}
    </section>
  );
}

/** One job is for several, and only one is split at a time. */
const fits = (tool: Tool, rows: readonly Row[]): boolean => (tool === "group" ? rows.length > 1 : tool !== "split" || rows.length === 1);

interface ButtonProps {
  tool: Tool;
  open: boolean;
  /** Words for it lie half written. */
  half: boolean;
  onOpen: () => void;
}

function ToolButton({ tool, open, half, onOpen }: ButtonProps) {
  const command = commandOfTool[tool];
  const key = command && keysOn.value ? KEYS[command] : undefined;
  return (
    <button type="button" class={tool === "assign" ? "button button-primary" : "button"} aria-pressed={open} aria-keyshortcuts={key} onClick={onOpen}>
      {say.name[tool]}
      {half && <Icon name="pencil" label={typedWords.begun} />}
      {key && <kbd aria-hidden="true">{key}</kbd>}
    </button>
  );
}
