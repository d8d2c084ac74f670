// What signing out leaves on a phone: nothing of the city, only what is not sent yet and what lies half done.
import type { IDBPTransaction } from "idb";
import type { Database, Schema } from "./database";
import { STRICT, whole } from "./device-store";
import { touched } from "./docs-here";
import { ME } from "./state-in";

/** What screens remember of the city; it is asked for anew. */
const OF_CITY = ["crew/tour", "desk/crews", "desk/notes"];

/** Half-done work lies under a kind and what it is about, "close:ID"; what screens remember has no colon. */
const isWork = (key: string): boolean => key.includes(":") || key === "report";

const ALL = ["meta", "outbox", "journal", "letters", "docs", "photos", "bytes", "cache", "drafts"] as const;

/**
 * Whether this database has to stay; then without what else was in it, which is pulled anew. Looks and empties in one step:
 * somebody may go on working here, or in another tab, until this very moment.
 */
export async function leaveBehind(db: Database): Promise<boolean> {
  const tx = db.transaction(ALL, "readwrite", STRICT);
  return whole(tx, async () => {
    const unsent = (await tx.objectStore("outbox").count()) + (await tx.objectStore("letters").count());
    const photos = await tx.objectStore("photos").getAll();
    const drafts = await tx.objectStore("drafts").getAllKeys();
    const stays = unsent > 0 || photos.some(({ state }) => state === "waiting") || drafts.some(isWork);
    if (!stays) for (const name of ALL) await tx.objectStore(name).clear();
    else await forgetCity(tx);
    return stays;
  });
}

async function forgetCity(tx: IDBPTransaction<Schema, (typeof ALL)[number][], "readwrite">): Promise<void> {
  const meta = await tx.objectStore("meta").get(ME);
  await tx.objectStore("docs").clear();
  await tx.objectStore("cache").clear();
  for (const key of OF_CITY) await tx.objectStore("drafts").delete(key);
  if (meta !== undefined) await tx.objectStore("meta").put({ ...touched(meta), cursors: {}, begun: [], anew: [], syncedAt: null }, ME);
}
