// Words typed into the forms of this desk, on the disk after every letter until they are sent or thrown away: a look at
// another report, Escape, a report that leaves this device and a killed page lose none of them.
import { computed, effect, signal, untracked } from "@preact/signals";
import { uuid7 } from "@sync/client/op";
import { isOpen } from "@sync/protocol/lifecycle";
import { agencyOf } from "../../design/agency-of";
import { deleteDraft, draftKeys, getDraft, held, letters, outbox, putDraft, requests, syncedAt, updating, workOrders } from "../../store";
import { account } from "../../store/account";
import { randomBytes } from "../../store/engine-ports";
import { lastWins, type Writer } from "../../store/last-wins";
import { jobs, rowById, waiting } from "./board";
import { conflicts } from "./conflict-board";
import type { Tool } from "./tools";

export type Form = Tool | "agency" | "held" | "settle";

export interface Typed {
  form: Form;
  /** What they are about: reports, a job, or a held act. */
  ids: readonly string[];
  text: string;
  /** What was chosen beside them, where the form asks for it. */
  way: string | null;
}

const KIND = "desk-act:";

/** In the order in which they were begun. What they are about is in it: erased by the city, it takes them along (SYNC-046). */
export const newKey = (ids: readonly string[]): string => `${KIND}${uuid7(Date.now(), randomBytes)} ${ids.join(" ")}`;

/** By where each lies; what was begun last comes last. */
const all = signal<ReadonlyMap<string, Typed>>(new Map());
const writers = new Map<string, Writer<Typed>>();
/** Where this page knows better than the disk: it is being written or deleted there, or there was no room. */
const ahead = new Set<string>();
let whose: string | null = null;

effect(() => {
  const now = account.value;
  if (now === whose) return;
  whose = now;
  writers.clear();
  ahead.clear();
  all.value = new Map();
  lookAgain();
});

// Another tab may have sent or thrown them away, and the city may have erased them.
effect(() => {
  void [outbox.value, requests.value, workOrders.value, held.value, letters.value];
  untracked(lookAgain);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") lookAgain();
});

function lookAgain(): void {
  if (whose !== null) void read(whose).catch(() => undefined); // Somebody signs out just now.
}

async function read(by: string): Promise<void> {
  const [before, busy] = [all.peek(), new Set(ahead)];
  const keys = await draftKeys(KIND);
  const found = await Promise.all(keys.map(async (key) => [key, await getDraft<Typed>(key)] as const));
  if (by !== whose) return;
  const now = all.peek();
  const isOurs = (key: string): boolean => busy.has(key) || ahead.has(key) || before.get(key) !== now.get(key);
  const kept = found.flatMap(([key, one]) => (one === null || isOurs(key) ? [] : [[key, one] as const]));
  const next = [...kept, ...[...now].filter(([key]) => isOurs(key))].sort(([a], [b]) => (a < b ? -1 : 1));
  if (JSON.stringify(next) !== JSON.stringify([...now])) all.value = new Map(next);
}

function writerOf(key: string): Writer<Typed> {
  const by = whose;
  const writer = writers.get(key) ?? lastWins<Typed>(async (value) => (by === whose ? putDraft(key, value) : undefined));
  writers.set(key, writer);
  return writer;
}

/** Shows it at once; resolves when it, or what was typed after it, is on disk. */
export async function keep(key: string, typed: Typed): Promise<void> {
  if (typed.text === "") return forget(key);
  all.value = new Map(all.value).set(key, typed);
  ahead.add(key);
  await writerOf(key).put(typed);
  if (all.value.get(key) === typed) ahead.delete(key);
}

/** Resolves when nothing of it is on its way to the disk: what is sent must not be written again after it. */
export const written = async (key: string): Promise<void> => writers.get(key)?.settled().catch(() => undefined);

/** Once they are sent, or nobody wants them. */
export async function forget(key: string): Promise<void> {
  all.value = new Map([...all.value].filter(([one]) => one !== key));
  ahead.add(key);
  await written(key);
  await deleteDraft(key);
  if (!all.value.has(key)) ahead.delete(key);
}

/** Whether words for these are words for those: the same, but for what is no longer here. Pure. */
export function fits({ ids }: Typed, wanted: readonly string[], isHere: (id: string) => boolean): boolean {
  const those = new Set(wanted);
  return wanted.every((id) => ids.includes(id)) && ids.every((id) => those.has(id) || !isHere(id));
}

/** What lies half written in this form for these. */
export const typedFor = (form: Form, ids: readonly string[]): [string, Typed] | undefined =>
  [...all.value].findLast(([, one]) => one.form === form && fits(one, ids, (id) => rowById.value.has(id)));

/** Whether there is still a form for it. */
function isHere(form: Form, id: string): boolean {
  if (form === "held") return waiting.value.some((one) => one.id === id);
  if (form === "settle") return conflicts.value.some((one) => one.id === id);
  if (form !== "agency") return rowById.value.has(id);
  const job = jobs.value.get(id);
  return job !== undefined && isOpen("work_order", job.status) && agencyOf(job.crew_id) !== undefined;
}

/** Words whose every thing has left this device, or was decided by others: no form shows them any more. While a device is
 * filled anew nobody knows. */
export const leftWords = computed(() =>
  syncedAt.value === null || updating.value ? [] : [...all.value].filter(([, { form, ids }]) => !ids.some((id) => isHere(form, id))),
);
