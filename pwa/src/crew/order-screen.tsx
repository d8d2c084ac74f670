// The order of Today: chosen by a tap, or laid by hand with buttons. Each change is kept at once.
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../design/icon";
import { navigate } from "../design/router";
import { placeLine } from "../design/place-line";
import { serviceName } from "../design/service-name";
import { tour } from "../store/tour";
import type { WorkOrderView } from "../store/views";
import { day } from "../words/crew-day";
import { crew, shared } from "../words/staff";
import { ORDERS, type Move } from "./order";
import { PageHead } from "./page-head";
import { positionLost } from "./position";
import { useOrder } from "./use-order";
import "./order.css";

const say = day.order;
const MOVES: [Move, string][] = [
  ["up", "arrow-up"],
  ["down", "arrow-down"],
  ["top", "arrow-up"],
];

export function OrderScreen() {
  const order = useOrder();
  return (
    <>
      <PageHead title={say.title} />
      <fieldset class="orders">
        <legend class="visually-hidden">{say.title}</legend>
        {ORDERS.map((by) => (
          <label key={by} class="order">
            <input type="radio" name="order" value={by} checked={order.by === by} onChange={() => order.choose(by)} />
            {say[by]}
          </label>
        ))}
      </fieldset>
      <p role="status" class="quiet">
        {positionLost.value && order.by !== "hand" ? crew.noPosition : order.by === "route" && tour.value ? say.routeAt(tour.value.made_at) : say.hint}
      </p>
      <ByHand jobs={order.jobs} onMove={order.move} />
      <div class="acts">
        <button type="button" class="button button-primary" onClick={() => navigate("/crew")}>
          <Icon name="check" />
          {say.done}
        </button>
      </div>
    </>
  );
}

function ByHand({ jobs, onMove }: { jobs: WorkOrderView[]; onMove: (id: string, move: Move) => void }) {
  const [told, setTold] = useState("");
  const focus = useRef("");
  // The browser drops the focus of what it moves.
  useLayoutEffect(() => {
    if (focus.current) document.getElementById(focus.current)?.focus();
    focus.current = "";
  }, [jobs]);
  const act = (id: string, what: string, move: Move, button: string): void => {
    focus.current = button;
    onMove(id, move);
    const at = jobs.findIndex((job) => job.id === id) + 1;
    const to = move === "top" ? 1 : Math.min(jobs.length, Math.max(1, at + (move === "up" ? -1 : 1)));
    setTold(say.moved(what, to, jobs.length));
  };
  return (
    <>
      <ol class="plain-list by-hand">
        {jobs.map((job, i) => {
          const what = job.request ? serviceName(job.request.service_code) : crew.job;
          return (
            <li key={job.id} class="card">
              <p>
                <strong>{`${i + 1}. ${what}`}</strong>
                <span class="one-line">{placeLine(job.request?.place) || shared.noPlace}</span>
              </p>
              <div class="moves">
                {MOVES.map(([move, icon]) => (
                  <button
                    key={move}
                    id={`${move}-${job.id}`}
                    type="button"
                    class="button"
                    aria-label={say.of(`${what}, ${i + 1}`, say[move])}
                    aria-disabled={move === "down" ? i === jobs.length - 1 : i === 0}
                    onClick={() => act(job.id, what, move, `${move}-${job.id}`)}
                  >
                    <Icon name={icon} />
                    {move === "top" && say.top}
                  </button>
                ))}
              </div>
            </li>
          );
        })}
      </ol>
      <p role="status" class="visually-hidden">
        {told}
      </p>
    </>
  );
}
