// One drawing from the sprite. Decorative unless it has a label; a name that the sprite lacks becomes a plain mark.
import { ICON_NAMES } from "./icon-names";

export function Icon({ name, label }: { name: string; label?: string }) {
  const href = `/icons.svg#${ICON_NAMES.has(name) ? name : "circle-alert"}`;
  return label ? (
    <svg class="icon" role="img" aria-label={label}>
      <use href={href} />
    </svg>
  ) : (
    <svg class="icon" aria-hidden="true">
      <use href={href} />
    </svg>
  );
}
