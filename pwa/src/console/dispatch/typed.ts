// Words typed into the forms of this desk, on the disk after every letter until they are sent or thrown away: a look at
// another report, Escape, a report that leaves this device and a killed page lose none of them.
import { computed, effect, signal } from "@preact/signals";
import { isOpen } from "@sync/protocol/lifecycle";
import { agencyOf } from "../../design/agency-of";
import { deleteDraft, draftKeys, getDraft, putDraft, ready, session, syncedAt, updating } from "../../store";
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

export const newKey = (): string => KIND + crypto.randomUUID();

/** By where each lies; what was typed last comes last. */
const all = signal<ReadonlyMap<string, Typed>>(new Map());
const writers = new Map<string, Writer<Typed>>();
let whose: string | null = null;

effect(() => {
  const now = ready.value ? JSON.stringify(session.value) : null;
  if (now === whose) return;
  whose = now;
  writers.clear();
  all.value = new Map();
  if (now !== null) void read(now).catch(() => undefined); // Somebody signs out just now.
});

async function read(by: string): Promise<void> {
  const keys = await draftKeys(KIND);
  const found = await Promise.all(keys.map(async (key) => [key, await getDraft<Typed>(key)] as const));
  if (by !== whose) return;
  const kept = found.flatMap(([key, one]) => (one === null ? [] : [[key, one] as const]));
  all.value = new Map([...kept, ...all.value]);
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
  await writerOf(key).put(typed);
}

/** Once they are sent, or nobody wants them. */
export async function forget(key: string): Promise<void> {
  all.value = new Map([...all.value].filter(([one]) => one !== key));
  await writers.get(key)?.settled().catch(() => undefined);
  await deleteDraft(key);
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
