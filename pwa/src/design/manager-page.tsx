// The frame of the manager's screens: for managers alone, with a way back, and a word when there is no connection.
import "./manager.css";
import type { ComponentChildren } from "preact";
import { connection, ready, session } from "../store";
import { managerWords as say } from "../words/manager";
import { shared } from "../words/staff";
import { path } from "./router";
import { useStaffLanguage } from "./use-staff-language";

interface Props {
  title: string;
  /** Another way, beside those to the other screens. */
  way?: ComponentChildren;
  children: ComponentChildren;
}

export function ManagerPage({ title, way, children }: Props) {
  useStaffLanguage();
  if (!ready.value) return <p role="status">{shared.loading}</p>;
  if (session.value?.role !== "manager") return <NotManager title={title} />;
  const isCut = connection.value === "offline" || connection.value === "unreachable";
  return (
    <div class="manager stack">
      <nav class="manager-way" aria-label={say.screensLabel}>
        <a href="/desk">{say.back}</a>
        {Object.entries(say.screens).map(([to, label]) =>
          to === path.value ? way : (
            <a key={to} href={to}>
              {label}
            </a>
          ),
        )}
      </nav>
      {isCut && <p class="notice">{say.needsConnection}</p>}
      {children}
    </div>
  );
}

function NotManager({ title }: { title: string }) {
  return (
    <div class="page stack">
      <h1 tabIndex={-1}>{title}</h1>
      <p>{session.value ? say.onlyManagers : shared.signInFirst}</p>
      <a class="button" href={session.value ? "/desk" : "/staff"}>
        {session.value ? say.back : shared.signIn}
      </a>
    </div>
  );
}
