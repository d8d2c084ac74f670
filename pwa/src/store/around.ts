// What is open around this phone: asked of the city on a tap, and the last answer kept for when there is no signal.
import type { AroundReply } from "@sync/protocol/messages";
import { bodyOf, send } from "./http";
import { credentials, deleteDraft, getDraft, putDraft } from "./index";

/** An answer, and roughly where it was asked. */
export interface Around {
  lat: number;
  lon: number;
  reply: AroundReply;
}

const KEY = "around";
/** After that it tells more of where somebody was than of what is there. */
const KEPT_MS = 7 * 86_400_000;
/** Some ten metres: the city need not know more, and neither need this phone. */
const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;

/** Null when the city cannot be asked now; what was kept before stays. */
export async function askAround(point: { lat: number; lon: number }): Promise<Around | null> {
  const at = { lat: round(point.lat), lon: round(point.lon) };
  const answer = await send("GET", `/requests/open?lat=${at.lat}&lon=${at.lon}`, { Authorization: await credentials() }, null);
  if (answer?.status !== 200) return null;
  const reply = await bodyOf<AroundReply>(answer);
  if (!reply) return null;
  const found = { ...at, reply };
  // A full phone shows it all the same.
  await putDraft(KEY, found).catch(() => undefined);
  return found;
}

/** The last answer, or null: nothing of it is kept for longer than a week. */
export async function lastAround(now = Date.now()): Promise<Around | null> {
  const kept = await getDraft<Around>(KEY);
  if (kept === null || now - Date.parse(kept.reply.as_of) < KEPT_MS) return kept;
  await deleteDraft(KEY);
  return null;
}
