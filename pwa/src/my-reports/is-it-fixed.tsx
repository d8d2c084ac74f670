// "Is it fixed?", asked once an end: yes leads to how well, no to opening it again. An answer that was given stays.
import { useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { session } from "../store";
import type { RequestView } from "../store/views";
import { mine } from "../words/mine";
import { HowWell } from "./how-well";
import { Reopen } from "./reopen";
import { useKept } from "./use-kept";
import { endOf, goesOnElsewhere, isOver } from "./verdict";

const say = mine.fixed;

interface Said {
  /** Which end of the report it was said of. */
  end: string;
  said: "yes" | "no" | null;
}

interface Props {
  request: RequestView;
  /** What was typed stands in the form of a comment now. */
  onMoved: () => void;
}

export function IsItFixed({ request, onMoved }: Props) {
  return session.value || !isOver(request) || goesOnElsewhere(request) ? null : <Asked key={endOf(request)} request={request} onMoved={onMoved} />;
}

function Asked({ request, onMoved }: Props) {
  const end = endOf(request);
  const kept = useKept<Said>(`fixed:${request.id}`, { end, said: null });
  const [tapped, setTapped] = useState(false);
  if (!kept.isRead) return null;
  const said = kept.value.end === end ? kept.value.said : null;
  const answer = (now: Said["said"]): void => {
    setTapped(true);
    kept.put(() => ({ end, said: now })).catch(() => undefined);
  };
  if (said === "no") return <Reopen request={request} isTapped={tapped} onBack={() => answer(null)} onMoved={onMoved} />;
  return <HowWell request={request} isYes={said === "yes"} isTapped={tapped} ask={<Question onAnswer={answer} />} onNo={() => answer("no")} />;
}

function Question({ onAnswer }: { onAnswer: (said: "yes" | "no") => void }) {
  return (
    <section class="card stack verdict" aria-labelledby="fixed">
      <div>
        <h2 id="fixed">{say.title}</h2>
        <p class="quiet">{say.text}</p>
      </div>
      <div class="verdict-ways">
        <button type="button" class="button button-big" onClick={() => onAnswer("yes")}>
          <Icon name="check" />
          {say.yes}
        </button>
        <button type="button" class="button button-big" onClick={() => onAnswer("no")}>
          <Icon name="x" />
          {say.no}
        </button>
      </div>
    </section>
  );
}
