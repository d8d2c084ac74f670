// One part of what Prepare looks at: its name, a sign and a word for how it stands, and what more there is to it.
import type { ComponentChildren } from "preact";
import { Icon } from "../design/icon";

const ICONS = { here: "circle-check", missing: "circle-dot", none: "info" } as const;

interface Props {
  name: string;
  state: keyof typeof ICONS;
  text: string;
  children?: ComponentChildren;
}

export function PrepareRow({ name, state, text, children }: Props) {
  return (
    <li class={`card prepare-row prepare-${state}`}>
      <Icon name={ICONS[state]} />
      <div class="grow">
        <h2>{name}</h2>
        <p>{text}</p>
        {children}
      </div>
    </li>
  );
}
