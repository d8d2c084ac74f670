// Half-done work by the names that it lies under: a kind and what it is about, "close:ID". What screens remember has names
// without a colon.
import type { Database } from "./database";

const isWork = (key: string): boolean => key.includes(":") || key === "report";

/** Whether somebody would come back to a draft in this database. */
export const hasHalfDone = async (db: Database): Promise<boolean> => (await db.getAllKeys("drafts")).some(isWork);
