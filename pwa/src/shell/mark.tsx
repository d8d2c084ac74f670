// The mark of the product: a curb that turns the corner, with four stops. Same drawing as public/mark.svg.
export function Mark() {
  return (
    <svg class="mark" viewBox="12 12 76 76" aria-hidden="true">
      <path d="M20 72H44A30 30 0 0 0 74 42V22" />
      <circle cx="20" cy="72" r="7" />
      <circle cx="44" cy="72" r="7" />
      <circle cx="65.2" cy="63.2" r="7" />
      <circle class="mark-goal" cx="74" cy="24" r="10" />
    </svg>
  );
}
