// The closings, corrections and found things that lie half done on this phone.
import { draftKeys } from "../store";

const KINDS = ["close:", "correct:", "found:"];
/** Photos beside a draft, and files that are to be photos, are part of it. */
const isPart = (key: string): boolean => key.includes(" photo ") || key.includes(":original/");

export async function countHalfDone(): Promise<number> {
  const keys = (await Promise.all(KINDS.map((kind) => draftKeys(kind)))).flat();
  return keys.filter((key) => !isPart(key)).length;
}
