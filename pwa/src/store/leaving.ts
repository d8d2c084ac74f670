// What signing out leaves on a phone: nothing of the city, only what is not sent yet and what lies half done.
import { ME, STRICT, whole } from "./device-store";
import type { Database } from "./database";

/** What screens remember of the city; it is asked for anew. */
const OF_CITY = ["crew/tour", "desk/crews", "desk/notes"];

/** Half-done work lies under a kind and what it is about, "close:ID"; what screens remember has no colon. */
const isWork = (key: string): boolean => key.includes(":") || key === "report";

/** Whether this database has to stay; then without what else was in it, which is pulled anew. */
export async function leaveBehind(db: Database, unsent: number): Promise<boolean> {
  if (unsent === 0 && !(await db.getAllKeys("drafts")).some(isWork)) return false;
  const tx = db.transaction(["meta", "docs", "cache", "drafts"], "readwrite", STRICT);
  const meta = await tx.objectStore("meta").get(ME);
  await whole(tx, async () => {
    await tx.objectStore("docs").clear();
    await tx.objectStore("cache").clear();
    for (const key of OF_CITY) await tx.objectStore("drafts").delete(key);
    if (meta !== undefined) await tx.objectStore("meta").put({ ...meta, cursors: {}, begun: [], anew: [], syncedAt: null }, ME);
  });
  return true;
}
