// What somebody keeps on this device beyond a sign-out: it lies beside who is signed in, under their account.
import type { KeptIn } from "./kept";
import { openSessions, recall } from "./session";

async function inSessions<T>(key: string, use: (db: Awaited<ReturnType<typeof openSessions>>, full: string) => Promise<T>): Promise<T> {
  const known = await recall();
  const db = await openSessions();
  return use(db, `kept ${known?.accountId ?? ""} ${key}`).finally(() => db.close());
}

export const beside: KeptIn = {
  get: <T>(key: string) => inSessions(key, async (db, full) => ((await db.get("session", full)) as T | undefined) ?? null),
  put: (key, value) => inSessions(key, async (db, full) => void (await db.put("session", value, full))),
  drop: (key) => inSessions(key, (db, full) => db.delete("session", full)),
};
