// Where one can go: at the bottom on a phone, under the bar on a wide screen. Other places for staff than for residents.
import { path } from "../design/router";
import { Icon } from "../design/icon";
import { outbox, session } from "../store";
import { words } from "../words/words";

interface Place {
  to: string;
  icon: string;
  label: string;
}

const REPORT: Place = { to: "/", icon: "camera", label: words.nav.report };
const MINE: Place = { to: "/reports", icon: "list", label: words.nav.mine };
const NEAR: Place = { to: "/near", icon: "map-pin", label: words.nav.near };
const TODAY: Place = { to: "/crew", icon: "route", label: words.nav.today };
const DESK: Place = { to: "/desk", icon: "inbox", label: words.nav.desk };
const DISTRICTS: Place = { to: "/desk/places", icon: "map", label: words.nav.districts };
const RATINGS: Place = { to: "/desk/satisfaction", icon: "star", label: words.nav.ratings };
const OUTBOX: Place = { to: "/outbox", icon: "smartphone", label: words.nav.outbox };

function placesFor(role: string | undefined): Place[] {
  if (role === undefined) return [REPORT, MINE, NEAR];
  if (role === "manager") return [DESK, DISTRICTS, RATINGS, REPORT, OUTBOX];
  return role === "crew" ? [TODAY, REPORT, OUTBOX] : [DESK, REPORT, OUTBOX];
}

/** The manager's screens lie under the desk's address and are no part of it. */
const isAt = (to: string): boolean => path.value === to || (to !== "/" && !/^\/desk\/\w/.test(path.value) && path.value.startsWith(`${to}/`));

export function NavBar() {
  const unsent = outbox.value.length;
  return (
    <nav class="nav-bar" aria-label={words.nav.label}>
      {placesFor(session.value?.role).map(({ to, icon, label }) => (
        <a key={to} href={to} aria-current={isAt(to) ? "page" : undefined}>
          <Icon name={icon} />
          <span>{label}</span>
          {to === "/outbox" && unsent > 0 && <span class="badge">{unsent}</span>}
        </a>
      ))}
    </nav>
  );
}
