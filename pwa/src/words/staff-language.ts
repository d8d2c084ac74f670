// Staff screens are English; so is all that they share with residents while somebody of the city is signed in, unless they
// choose otherwise themselves. What was read on the same phone before is read again afterwards.
import { choose, language, languageOf } from "./language";

/** What was read here before somebody of the city signed in. */
const BEFORE = "language.before-staff";

/** Loads the page afresh where that changes the language. */
export function readAs(isStaff: boolean): void {
  const before = localStorage.getItem(BEFORE);
  if (isStaff === (before !== null)) return;
  if (isStaff) localStorage.setItem(BEFORE, language);
  else localStorage.removeItem(BEFORE);
  const wanted = languageOf([isStaff ? "en" : before]);
  if (wanted !== language) choose(wanted);
}
