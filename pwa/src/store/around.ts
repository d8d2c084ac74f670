// What is open around this phone: asked of the city on a tap, and the last answer kept for when there is no signal.
import type { AroundReply } from "@sync/protocol/messages";
import { send } from "./http";
import { credentials, getDraft, putDraft } from "./index";

/** An answer, and roughly where it was asked. */
export interface Around {
  lat: number;
  lon: number;
  reply: AroundReply;
}

const KEY = "around";
/** Some ten metres: the city need not know more, and neither need this phone for long. */
const round = (degrees: number): number => Math.round(degrees * 1e4) / 1e4;

/** Null when the city cannot be asked now; what was kept before stays. */
export async function askAround(point: { lat: number; lon: number }): Promise<Around | null> {
  const at = { lat: round(point.lat), lon: round(point.lon) };
  const answer = await send("GET", `/requests/open?lat=${at.lat}&lon=${at.lon}`, { Authorization: await credentials() }, null);
  if (answer?.status !== 200) return null;
  const found = { ...at, reply: (await answer.json()) as AroundReply };
  // A full phone shows it all the same.
  await putDraft(KEY, found).catch(() => undefined);
  return found;
}

/** The last answer, or null. */
export const lastAround = (): Promise<Around | null> => getDraft<Around>(KEY);
