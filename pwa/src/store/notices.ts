// Being told by e-mail or on this phone: what the city offers, the address kept for the next report, and the phone's own
// subscription at its push service. Addresses leave this phone in ops only.
import type { OpArgs } from "@sync/protocol/messages";
import { send } from "./http";

/** What the city sends by: `push` is its public key. */
export interface Offered {
  email: boolean;
  push: string | null;
}

export type PushTrouble = "denied" | "install" | "unsupported";

/** Null when the city cannot be asked now. */
export async function askWhatIsOffered(): Promise<Offered | null> {
  const answer = await send("GET", "/notices/channels", {}, null);
  if (answer?.status !== 200) return null;
  const told = (await answer.json().catch(() => null)) as Offered | null;
  return told && { email: told.email, push: told.push };
}

/** `locale` is the language of the messages. */
export const byEmail = (address: string, locale: string): OpArgs["request.notify"] => ({ channel: "email", address, locale });

/** What stands in the way of messages on this phone, before anybody is asked; null when nothing does. */
export function pushTrouble(): PushTrouble | null {
  const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent) || (navigator.userAgent.includes("Macintosh") && navigator.maxTouchPoints > 1);
  if (!("PushManager" in window) || !("Notification" in window)) return isApple ? "install" : "unsupported";
  return Notification.permission === "denied" ? "denied" : null;
}

/** Asks for the permission and subscribes at the browser's push service. Call from a tap. */
export async function onThisPhone(key: string, locale: string): Promise<OpArgs["request.notify"] | PushTrouble> {
  if ((await Notification.requestPermission()) !== "granted") return "denied";
  const manager = (await navigator.serviceWorker.getRegistration())?.pushManager;
  if (manager === undefined) return "unsupported";
  const asked = { userVisibleOnly: true, applicationServerKey: key };
  const made = await manager.subscribe(asked).catch(async () => {
    // A subscription under the city's former key stands in the way.
    await (await manager.getSubscription())?.unsubscribe();
    return manager.subscribe(asked).catch(() => null);
  });
  const { endpoint = "", keys = {} } = made?.toJSON() ?? {};
  if (endpoint === "") return "unsupported";
  return { channel: "push", address: endpoint, p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "", locale };
}
