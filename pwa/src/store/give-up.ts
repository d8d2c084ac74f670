// Making room on a full disk: one kind of what may go, in the order of sync/client/room.ts. Outbox, letters, drafts and
// unsent photos are not even looked at.
import { canBePulledAgain, JOURNAL_AT_LEAST_MS, nextToGiveUp } from "@sync/client/room";
import { deleteDB } from "idb";
import { openPlaces, PLACES, type Database } from "./database";
import { touched } from "./docs-here";
import { ME } from "./state-in";

/** False when nothing was left to give up. */
export async function giveUp(db: Database, now: number): Promise<boolean> {
  const pack = await spares(db);
  const tx = db.transaction(["meta", "outbox", "letters", "cache", "journal", "docs"], "readwrite", { durability: "strict" });
  const meta = await tx.objectStore("meta").get(ME);
  if (meta === undefined) return false;
  const answered = await tx.objectStore("journal").getAll();
  const old = answered.filter(({ ackedAt }) => now + meta.skewMs - ackedAt > JOURNAL_AT_LEAST_MS);
  const ours = new Set([...(await tx.objectStore("outbox").getAll()), ...(await tx.objectStore("letters").getAll())].map(({ op }) => op.on));
  const docs = (await tx.objectStore("docs").getAll()).filter(
    ({ kind, id, buckets }) => buckets.every(canBePulledAgain) && !ours.has(`${kind}/${id}`),
  );
  const pictures = await tx.objectStore("cache").count();
  const next = nextToGiveUp({ pack, pictures, journal: old.length, documents: docs.length });
  if (next === "pictures") await tx.objectStore("cache").clear();
  if (next === "journal") for (const { op } of old) await tx.objectStore("journal").delete(op.mid);
  if (next === "documents") for (const { kind, id } of docs) await tx.objectStore("docs").delete([kind, id]);
  const given = next === "documents" ? docs.flatMap(({ buckets }) => buckets) : [];
  const buckets = [...new Set([...(meta.full?.buckets ?? []), ...given])];
  if (next !== null) await tx.objectStore("meta").put({ ...touched(meta), full: { at: now, buckets } }, ME);
  await tx.done;
  if (next === "pack") await deleteDB(PLACES);
  return next !== null;
}

/** How many packs may go: a resident's, for a crew works with its own. */
async function spares(db: Database): Promise<number> {
  if ((await db.get("meta", ME))?.scheme !== "Device") return 0;
  const places = await openPlaces().catch(() => null);
  return places === null ? 0 : places.count("pack").finally(() => places.close());
}
