// Many virtual phones in one process, told what to do by JSON lines on stdin. Everything a phone sends is handed out as
// a line, and waits there until the harness answers: the network is on the other side. One command at a time.
import { createInterface } from "node:readline";
import type { HttpAnswer, Kind } from "@sync/client/ports";
import type { OpArgs } from "@sync/protocol/messages";
import { takeBack } from "../../../pwa/src/store/take-back";
import { spoil, type Failure } from "./disk";
import { Phone, type Sent, type Setup } from "./phone";

interface Command {
  do: string;
  now: number;
  phone: string;
  [argument: string]: unknown;
}

/** What the network made of one request: an answer, silence (null), or the end of the page that sent it. */
interface Fate {
  answer: { status: number; headers: Record<string, string>; body: string } | null;
  dies: boolean;
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const phones = new Map<string, Phone>();
const outgoing: Sent[] = [];
const complaints: string[] = [];
let now = 0;
let databases = 0;

// The engine says so when its store fails or it meets a bug of its own.
console.error = (...said: unknown[]) => complaints.push(said.map((one) => (one instanceof Error ? one.stack : String(one))).join(" "));
process.on("unhandledRejection", (reason) => console.error("unhandled", reason));

const tell = (said: object): boolean => process.stdout.write(`${JSON.stringify(said)}\n`);

async function hear<T>(): Promise<T> {
  const { done, value } = await lines.next();
  if (done) process.exit(0);
  return JSON.parse(value as string) as T;
}

/** Let every engine work until all of them rest, handing out what they send whenever nothing else is going on. */
async function rest(): Promise<void> {
  for (;;) {
    do await new Promise(setImmediate);
    while ([...phones.values()].some((phone) => phone.tabs.some((tab) => tab.busy)));
    if (outgoing.length === 0) return;
    const sent = outgoing.splice(0);
    tell({ sent: sent.map(envelope), now });
    const fates = await hear<Fate[]>();
    // Deaths first: a page that dies takes its other tabs' requests with it.
    for (const [i, one] of sent.entries()) if (fates[i]?.dies && isAlive(one)) await one.phone.kill();
    for (const [i, one] of sent.entries()) if (isAlive(one)) one.arrived(answerOf(fates[i] as Fate));
  }
}

const envelope = ({ phone, method, url, headers, body }: Sent) => ({
  phone: phone.setup.id,
  method,
  url,
  headers,
  body: body instanceof ArrayBuffer ? null : body,
  bytes: body instanceof ArrayBuffer ? Buffer.from(body).toString("base64") : null,
});

/** A page that died while its request was under way hears nothing of it. */
const isAlive = ({ phone, tab }: Sent): boolean => phone.tabs.includes(tab);

function answerOf({ answer }: Fate): HttpAnswer | null {
  if (answer === null) return null;
  const { status, headers, body } = answer;
  return {
    status,
    header: (name) => headers[name.toLowerCase()] ?? null,
    json: async () => JSON.parse(body) as unknown,
  };
}

/** Time passes for everybody, timer by timer. */
async function wait(until: number): Promise<void> {
  for (;;) {
    const all = [...phones.values()].flatMap((phone) => phone.tabs.flatMap((tab) => [...tab.timers].map((timer) => ({ tab, timer }))));
    const due = all.filter(({ timer }) => timer.at <= until).sort((a, b) => a.timer.at - b.timer.at)[0];
    if (due === undefined) break;
    now = Math.max(now, due.timer.at);
    due.tab.timers.delete(due.timer);
    due.timer.call();
    await rest();
  }
  now = until;
}

const phoneOf = (command: Command): Phone => {
  const phone = phones.get(command.phone);
  if (phone === undefined) throw new Error(`there is no phone ${command.phone}`);
  return phone;
};

const ACTS: Record<string, (command: Command) => Promise<unknown>> = {
  /** A new story begins, at a time of its own. */
  async forget_all(command) {
    for (const phone of phones.values()) await bury(phone);
    phones.clear();
    now = command.now;
  },
  async open(command) {
    const setup = command["setup"] as Setup;
    phones.set(setup.id, await Phone.open(setup, `phone ${++databases}`, () => now, outgoing));
  },
  async author(command) {
    const { kind, on, args, photos } = command as unknown as AuthorCommand;
    const own = photos.map(({ base64, ...photo }) => ({ ...photo, bytes: copy(Buffer.from(base64, "base64")) }));
    return phoneOf(command).author(kind, on, args, own);
  },
  async take_back(command) {
    const phone = phoneOf(command);
    return takeBack(phone.store.db, command["op_id"] as string, phone.now());
  },
  async wake(command) {
    for (const tab of phoneOf(command).tabs) tab.engine.wake(command["hard"] === true);
  },
  async wait(command) {
    await wait(Math.max(now, command["until"] as number));
    return now;
  },
  async look(command) {
    const names = command["phones"] as string[];
    return Promise.all(names.map((name) => phoneOf({ ...command, phone: name }).look()));
  },
  kill: (command) => phoneOf(command).kill(),
  /** As opening the device with a new sign-in does. */
  async sign_in(command) {
    const { store } = phoneOf(command);
    await store.db.put("meta", { ...(await store.state()).meta, secret: command["secret"] as string }, "me");
    await phoneOf(command).kill();
  },
  async set_clock(command) {
    phoneOf(command).offsetMs = command["offset_ms"] as number;
  },
  /** The so-many-th row that anybody writes from now on does not get onto the disk. */
  async spoil(command) {
    spoil(command["puts"] as number, command["how"] as Failure);
  },
  async bury(command) {
    await bury(phoneOf(command));
    phones.delete(command.phone);
  },
  /** A backup of one phone put onto another: everything is there twice, its name too. */
  async clone(command) {
    const from = phoneOf(command);
    const { meta } = await from.store.state();
    const setup = { ...from.setup, id: command["as"] as string, meta, seed: command["seed"] as number };
    const copy = await Phone.open(setup, `phone ${++databases}`, () => now, outgoing);
    for (const name of ["outbox", "journal", "letters", "docs", "photos"] as const)
      for (const value of await from.store.db.getAll(name)) await copy.store.db.put(name, value as never);
    for (const key of await from.store.db.getAllKeys("bytes"))
      await copy.store.db.put("bytes", (await from.store.db.get("bytes", key)) as ArrayBuffer, key);
    copy.offsetMs = from.offsetMs;
    phones.set(setup.id, copy);
  },
};

interface AuthorCommand {
  kind: Kind;
  on: string;
  args: OpArgs[Kind];
  photos: { id: string; base64: string; mime: string; sha256: string }[];
}

const copy = (bytes: Buffer): ArrayBuffer => Uint8Array.from(bytes).buffer;

async function bury(phone: Phone): Promise<void> {
  phone.close();
  await new Promise<void>((resolve) => {
    const request = indexedDB.deleteDatabase(phone.database);
    request.onsuccess = request.onerror = () => resolve();
  });
}

for (;;) {
  const command = await hear<Command>();
  now = Math.max(now, command.now);
  const result = await ACTS[command.do]?.(command);
  await rest();
  tell({ done: result ?? null, complaints: complaints.splice(0) });
}
