// Who uses this browser now, kept in a small database of its own; and signing in and out.
import type { SignInReply } from "@sync/protocol/messages";
import { openDB } from "idb";
import type { Session } from "./views";

export type Known = NonNullable<Session> & { accountId: string; token: string };

/** Database name -> how much unsent work was left in it. */
export type Left = Record<string, number>;

/** Beside who uses this browser: photos that another app has shared with it, and what `beside.ts` keeps. */
export const openSessions = () =>
  openDB<{ session: { key: string; value: unknown } }>("curbline", 1, {
    upgrade: (db) => void db.createObjectStore("session"),
  });

/** A refusal with a code of outcomes.json, or "offline", or "unsent_work". */
export class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

export async function recall(): Promise<Known | null> {
  const db = await openSessions();
  const known = await db.get("session", "now");
  db.close();
  return (known as Known | undefined) ?? null;
}

/** Notes how much unsent work lies in a database that is being left, and reads what lies in all others than `here`. */
export async function noteLeft(leaving: string | null, unsent: number, here: string): Promise<Left> {
  const db = await openSessions();
  const tx = db.transaction("session", "readwrite");
  const { [here]: _opened, ...others } = ((await tx.store.get("left")) as Left | undefined) ?? {};
  if (leaving !== null && leaving !== here) others[leaving] = unsent;
  const left = Object.fromEntries(Object.entries(others).filter(([, count]) => count > 0));
  await tx.store.put(left, "left");
  await tx.done;
  db.close();
  return left;
}

export async function remember(known: Known | null): Promise<void> {
  const db = await openSessions();
  await (known === null ? db.delete("session", "now") : db.put("session", known, "now"));
  db.close();
  tabs?.postMessage("session");
}

/** A lost phone keeps nothing of what its users kept beside their sign-ins: see `beside.ts`. */
export async function forgetBeside(): Promise<void> {
  const db = await openSessions();
  await db.delete("session", IDBKeyRange.bound("kept ", "kept!"));
  db.close();
}

let tabs: BroadcastChannel | null = null;

/** `changed` is called when another tab signs somebody in or out. */
export function hearSessions(changed: () => void): void {
  tabs = new BroadcastChannel("curbline session");
  tabs.onmessage = changed;
}

export async function askToSignIn(login: string, password: string): Promise<Known> {
  const answer = await post("/people/sign-in", { login, password }, {});
  if (answer === null) throw new Refused("offline");
  const body: unknown = await answer.json().catch(() => null);
  if (answer.status !== 200) throw new Refused(codeIn(body));
  const { token, account_id, name, role, crew_id } = body as SignInReply;
  return { token, accountId: account_id, name, role, crewId: crew_id };
}

/** Best effort: the token also ends by itself. */
export const tellSignedOut = (authorization: string) => post("/people/sign-out", null, { Authorization: authorization });

export const databaseName = (known: Known | null): string => `curbline-${known?.accountId ?? "resident"}`;

async function post(url: string, body: unknown, headers: Record<string, string>): Promise<Response | null> {
  const content = body === null ? {} : { body: JSON.stringify(body) };
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    signal: AbortSignal.timeout(30_000),
    ...content,
  }).catch(() => null);
}

const codeIn = (body: unknown): string =>
  typeof body === "object" && body !== null && "code" in body ? String(body.code) : "internal_error";
