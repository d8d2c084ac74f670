// Giving a report to a crew: the one that answers for the district is chosen already, so Enter is enough.
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { crews, districts } from "../../store";
import { assignRequest } from "../../store/staff-acts";
import type { CrewDoc, RequestView, WorkOrderView } from "../../store/views";
import { agencyWords } from "../../words/desk";
import { desk } from "../../words/staff";

interface Props {
  request: RequestView;
  job: WorkOrderView | undefined;
  /** Told the crew's name once it is on disk. */
  onAssigned: (crew: string) => void;
  onClose: () => void;
}

export function AssignPanel({ request, job, onAssigned, onClose }: Props) {
  const answers = districts.value.find((district) => district.id === request.district_id)?.crew_id ?? null;
  const holder = job?.crew_id ?? null;
  const [crewId, setCrewId] = useState(holder ?? answers);
  const [failed, setFailed] = useState(false);
  const running = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const title = useId();
  useEffect(() => {
    const inputs = form.current?.querySelectorAll("input");
    ([...(inputs ?? [])].find((input) => input.checked) ?? inputs?.[0])?.focus();
  }, []);
  const chosen = crews.value.find((crew) => crew.id === crewId);
  const assign = async (): Promise<void> => {
    if (!chosen || running.current) return;
    running.current = true;
    try {
      await assignRequest(request.id, chosen.id);
      onAssigned(chosen.name);
      onClose();
    } catch {
      setFailed(true);
    } finally {
      running.current = false;
    }
  };
  return (
    <form
      ref={form}
      class="card stack stack-tight assign"
      aria-labelledby={title}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        void assign();
      }}
    >
      <h2 id={title}>{desk.assignTitle}</h2>
      {crews.value.length === 0 && <p>{desk.noCrews}</p>}
      <div class="crew-choices" role="radiogroup" aria-labelledby={title}>
        {ordered(crews.value, answers).map((crew) => (
          <label key={crew.id} class="crew-choice">
            <input type="radio" name="crew" checked={crew.id === crewId} onChange={() => setCrewId(crew.id)} />
            <span>{crew.name}</span>
            {crew.agency && <span class="quiet">{agencyWords.isOutside}</span>}
            {crew.id === holder && <span class="quiet">{desk.hasIt}</span>}
            {crew.id === answers && crew.id !== holder && <span class="quiet">{desk.suggested}</span>}
          </label>
        ))}
      </div>
      {failed && <p role="alert">{desk.notSaved}</p>}
      <div class="cluster">
        <button type="submit" class="button button-primary" disabled={!chosen}>
          {chosen ? desk.assignTo(chosen.name) : desk.chooseCrew}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {desk.cancel}
        </button>
      </div>
    </form>
  );
}

/** The crew that answers for the district first, the others by name. */
const ordered = (all: CrewDoc[], first: string | null): CrewDoc[] =>
  [...all].sort((a, b) => Number(b.id === first) - Number(a.id === first) || a.name.localeCompare(b.name));
