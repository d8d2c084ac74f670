// The strip under the bar: how things stand between this phone and the city. Nothing is said while all is well.
import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../design/icon";
import { path } from "../design/router";
import { connection, elsewhere, full, isProtected, outbox, outdatedAt, session, shutOut } from "../store";
import { isPressed } from "../store/finger";
import { words } from "../words/words";
import { setBadge } from "./badge";
import { howToProtect } from "./how-to-protect";
import { lookAtStorage, storageLow } from "./storage-low";
import { takeUpdate, updateReady } from "./update";

export function Strip() {
  const unsent = outbox.value.length;
  useEffect(() => {
    void lookAtStorage();
    setBadge(unsent);
  }, [unsent]);
  // It comes and goes by itself, and all below it moves.
  const shown = useRef<VNode | null>(null);
  if (!isPressed.value || shown.current === null) shown.current = strips(unsent);
  return shown.current;
}

function strips(unsent: number) {
  return (
    <div role="status" aria-live="polite">
      {connectionStrip(unsent)}
      {shutOut.value && (
        <div class="strip strip-waiting">
          <Icon name="lock" />
          <span class="grow">{words.problems.device_revoked}</span>
        </div>
      )}
      {storageStrip(unsent)}
      {outdatedAt.value !== null && !updateReady.value && (
        <div class="strip strip-waiting">
          <Icon name="refresh-cw" />
          <span class="grow">{words.strip.outdated}</span>
        </div>
      )}
      {elsewhereStrip()}
      {updateReady.value && !isBusy() && (
        <div class="strip">
          <Icon name="refresh-cw" />
          <span class="grow">{words.strip.update}</span>
          <button type="button" class="button button-quiet" onClick={takeUpdate}>
            {words.strip.updateNow}
          </button>
        </div>
      )}
    </div>
  );
}

/** Unsent work of others who use this browser: it does not go while somebody else is signed in. */
function elsewhereStrip() {
  const { resident, staff } = elsewhere.value;
  const signedIn = session.value !== null;
  const n = signedIn ? resident : staff;
  if (n === 0 || isBusy() || path.value === "/staff") return null;
  return (
    <div class="strip">
      <Icon name="users" />
      <span class="grow">{signedIn ? words.strip.elsewhere.resident(n) : words.strip.elsewhere.staff(n)}</span>
      <a class="button button-quiet" href="/staff">
        {signedIn ? words.staff.signOut : words.strip.signIn}
      </a>
    </div>
  );
}

/** What threatens saved work, the worst first: a full phone, one that is nearly full, a browser that promises nothing. */
function storageStrip(unsent: number) {
  const given = full.value;
  if (given !== null || storageLow.value) {
    return (
      <div class="strip strip-waiting">
        <Icon name="triangle-alert" />
        <span class="grow">{given === null ? words.strip.storage : words.strip.full[given]}</span>
      </div>
    );
  }
  // Quiet: while the city answers, nothing stays here for long.
  if (unsent === 0 || isProtected.value !== false || connection.value === "online" || connection.value === "starting" || isBusy()) return null;
  const installed = matchMedia("(display-mode: standalone)").matches;
  const { userAgent, maxTouchPoints } = navigator;
  return (
    <div class="strip">
      <Icon name="shield-alert" />
      <span class="grow">
        {words.strip.open.title} {howToProtect({ userAgent, touchPoints: maxTouchPoints, installed })}
      </span>
    </div>
  );
}

function connectionStrip(unsent: number) {
  const now = connection.value;
  if (now === "signed_out" && path.value !== "/staff") {
    return (
      <div class="strip strip-waiting">
        <Icon name="lock" />
        <span class="grow">{words.strip.signedOut(unsent)}</span>
        <a class="button" href="/staff">
          {words.strip.signIn}
        </a>
      </div>
    );
  }
  if (now !== "offline" && now !== "unreachable") return null;
  return (
    <div class="strip">
      <Icon name={now === "offline" ? "wifi-off" : "cloud-off"} />
      <span class="grow">{words.strip[now]}</span>
    </div>
  );
}

/** A report, a closing or an upload must not be disturbed. */
const isBusy = (): boolean =>
  path.value === "/report" || path.value.endsWith("/close") || outbox.value.some((row) => row.progress.state === "sending");
