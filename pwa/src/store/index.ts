// The one door between screens and what this device holds. Screens read signals and call these functions; only this
// folder knows IndexedDB, and only it starts the sync engine.
import { batch, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Activity } from "@sync/client/engine";
import { authorization } from "@sync/client/exchange";
import { makeOp, promiseOf, uuid7 } from "@sync/client/op";
import type { Kind, PhotoFacts, QueuedOp, StoredDoc } from "@sync/client/ports";
import { learn } from "@sync/client/predict";
import type { Point } from "@sync/places/search";
import type { OpArgs, PlaceFound } from "@sync/protocol/messages";
import * as references from "@sync/protocol/reference";
import { deleteDB } from "idb";
import { Device, repair } from "./device";
import { randomBytes } from "./engine-ports";
import { openDatabase } from "./database";
import { DeviceStore, factsOf, type Origin } from "./device-store";
import { getDraft as readDraft } from "./drafts";
import { whenLifted } from "./finger";
import { redraw } from "./engine-ports";
import { askWhatIsOffered, byEmail, onThisPhone, type Offered, type PushTrouble } from "./notices";
import { docsOf, overlay, type Snapshot } from "./overlay";
import { askBeside, askNearby, nearPhotoAddress, type Spot } from "./nearby";
import { addressNear, assetsNear, carryAround, carryDistricts, dropPlaces, findPlaces, forgetPlaces, housesAround, type Asker, type Finding } from "./places";
import { dropAllShared } from "./shared";
import { askForProtection, lookAtProtection } from "./protection";
import { spoken } from "./services";
import { askToSignIn, databaseName, forgetBeside, hearSessions, noteLeft, recall, Refused, remember, tellSignedOut, type Known } from "./session";
import type {
  Answer,
  Connection,
  CrewDoc,
  DistrictDoc,
  Elsewhere,
  Fullness,
  HeldDoc,
  JurisdictionDoc,
  Letter,
  NearbyDoc,
  OutboxRow,
  Photo,
  RefusedReport,
  Report,
  RequestView,
  ServiceDoc,
  Session,
  WorkOrderView,
} from "./views";

export type * from "./views";
export { pushTrouble, type PushTrouble } from "./notices";

const ADDRESS = "notices/address";
const OFFERED = "notices/offered";

const state = {
  ready: signal(false),
  session: signal<Session>(null),
  connection: signal<Connection>("starting"),
  syncedAt: signal<number | null>(null),
  updating: signal(false),
  outdatedAt: signal<number | null>(null),
  shutOut: signal(false),
  requests: signal<RequestView[]>([]),
  workOrders: signal<WorkOrderView[]>([]),
  services: signal<ServiceDoc[]>([]),
  districts: signal<DistrictDoc[]>([]),
  crews: signal<CrewDoc[]>([]),
  city: signal<JurisdictionDoc | null>(null),
  outbox: signal<OutboxRow[]>([]),
  letters: signal<Letter[]>([]),
  awaiting: signal<Letter[]>([]),
  answers: signal<Answer[]>([]),
  held: signal<HeldDoc[]>([]),
  full: signal<Fullness>(null),
  offered: signal<Offered | null>(null),
  elsewhere: signal<Elsewhere>({ resident: 0, staff: 0 }),
};

/** False until the first read of the disk is done. */
export const ready: ReadonlySignal<boolean> = state.ready;
export const session: ReadonlySignal<Session> = state.session;
export const connection: ReadonlySignal<Connection> = state.connection;
/** When the last exchange succeeded, epoch milliseconds; null before the first. */
export const syncedAt: ReadonlySignal<number | null> = state.syncedAt;
/** True while more pages of changes are coming. */
export const updating: ReadonlySignal<boolean> = state.updating;
/** When the server last said that this app is too old to be shown what is new; null while it is not. */
export const outdatedAt: ReadonlySignal<number | null> = state.outdatedAt;
/** True from when the city emptied this phone, until the app is opened again. */
export const shutOut: ReadonlySignal<boolean> = state.shutOut;
/** Newest first. */
export const requests: ReadonlySignal<RequestView[]> = state.requests;
export const workOrders: ReadonlySignal<WorkOrderView[]> = state.workOrders;
/** In the city's order; retired services left out. */
export const services: ReadonlySignal<ServiceDoc[]> = state.services;
export const districts: ReadonlySignal<DistrictDoc[]> = state.districts;
export const crews: ReadonlySignal<CrewDoc[]> = state.crews;
export const city: ReadonlySignal<JurisdictionDoc | null> = state.city;
export const outbox: ReadonlySignal<OutboxRow[]> = state.outbox;
export const letters: ReadonlySignal<Letter[]> = state.letters;
/** This device's own held ops that the desk has not looked at yet. */
export const awaiting: ReadonlySignal<Letter[]> = state.awaiting;
/** Answers worth reading whose things have left this phone. */
export const answers: ReadonlySignal<Answer[]> = state.answers;
/** Ops that wait for the desk or were dealt with, oldest first: this device's own, and all of them at the desk. */
export const held: ReadonlySignal<HeldDoc[]> = state.held;

/** What a full phone gives up just now: pictures, or also whole districts; null while there is room. */
export const full: ReadonlySignal<Fullness> = state.full;

/** How the city can tell a resident of changes; null until it was ever asked. */
export const offered: ReadonlySignal<Offered | null> = state.offered;

/** Unsent work that waits under other sign-ins of this browser: it goes when they are opened. */
export const elsewhere: ReadonlySignal<Elsewhere> = state.elsewhere;

export { isProtected } from "./protection";

/** Whether a function of the store failed because this phone is full. */
export { isFull } from "@sync/client/room";

let device: Device | null = null;
let known: Known | null = null;
let me: Session = null;
let snapshot: (Snapshot & { all: StoredDoc[] }) | null = null;
let activity: Activity | null = null;
let reading: Promise<void> | null = null;
let readAgain = false;
/** Grows with every act that is shown before the disk is read: a read that began before it does not know of it. */
let ahead = 0;
let language = "en";

/** Opens the device's database and starts the engine. Call once, before the first render of a screen. `inLanguage` is the
 * one that this person reads. */
export async function start(inLanguage: string): Promise<void> {
  language = inLanguage;
  hearSessions(() => void follow());
  await openAs(await recall());
}

/** Another tab signed somebody in or out. What this tab showed to the one who left must go; a resident goes on. */
async function follow(): Promise<void> {
  const now = await recall();
  if (known !== null && known.accountId !== now?.accountId) await openAs(now);
  else device?.wake();
}

/** `between` is done when nobody's database is open. */
async function openAs(who: Known | null, between?: () => Promise<void>): Promise<void> {
  const leaving = device === null ? null : { name: device.name, unsent: await unsentIn(device.store).catch(() => 0) };
  device?.close();
  device = snapshot = activity = null;
  forgetPlaces();
  const left = await noteLeft(leaving?.name ?? null, leaving?.unsent ?? 0, databaseName(who));
  await between?.();
  void countElsewhere(Object.keys(left));
  known = who;
  me = who && { role: who.role, name: who.name, crewId: who.crewId };
  // A page without it shows staff what the server has, and their own acts once they are answered.
  if (who !== null) await import("@sync/client/predict-staff").then(({ STAFF_RULES }) => learn(STAFF_RULES), () => undefined);
  device = await Device.open(who, (now, stored) => {
    activity = now ?? activity;
    if (now?.wiped) void leave();
    else whenLifted(stored ? () => void read() : show);
  });
  await read();
  void lookAtProtection();
  if (who === null) void lookAtOffers().catch(() => undefined);
  state.ready.value = true;
  device.wake();
}

/** The engine has emptied the database of a phone that was given up for lost: nothing of whoever used it stays. */
async function leave(): Promise<void> {
  const left = current();
  await remember(null);
  left.tellWiped();
  left.close();
  device = null;
  await deleteDB(left.name);
  await dropPlaces();
  await dropAllShared();
  await forgetBeside();
  state.shutOut.value = true;
  await openAs(null);
}

/** For the files beside this one. */
export function current(): Device {
  if (device === null) throw new Error("The store is not started.");
  return device;
}

/** Read the disk again; calls while one read is under way end in one more. */
function read(): Promise<void> {
  readAgain = reading !== null;
  reading ??= (async () => {
    do {
      readAgain = false;
      const [store, at] = [device?.store, ahead];
      const found = await (store && lookAt(store))?.catch((error: unknown) => {
        if (device?.store === store) throw error;
      });
      // Signing in or out meanwhile closes this one; whoever opens the next reads again.
      if (!found || device?.store !== store || ahead !== at) continue;
      snapshot = found;
      show();
    } while (readAgain);
    reading = null;
    void carry().catch(() => undefined); // Without the pack, finding asks the server.
    if (known?.role === "crew") void import("./prepared").then(({ keepReady }) => keepReady()).catch(() => undefined);
  })().catch((error: unknown) => {
    reading = null;
    throw error;
  });
  return reading;
}

/** The documents are the same array while they are the same. */
async function lookAt(store: DeviceStore): Promise<NonNullable<typeof snapshot>> {
  const { docs: all, ...found } = await store.look();
  return { ...found, all, docs: all === snapshot?.all ? snapshot.docs : spoken(all, language) };
}

function show(): void {
  if (snapshot === null) return;
  const { docs, state: facts } = snapshot;
  const crewList = docsOf<CrewDoc>(docs, "crew");
  const signature = crewList.find((crew) => crew.id === known?.crewId)?.name ?? (known ? "dispatcher" : "reporter");
  batch(() => {
    state.session.value = me;
    state.connection.value = connectionNow(activity);
    state.syncedAt.value = facts.meta.syncedAt;
    const { full } = facts.meta;
    state.full.value = full === undefined ? null : full.buckets.length > 0 ? "districts" : "pictures";
    state.updating.value = activity?.pace.more ?? false;
    state.outdatedAt.value = activity?.outdatedAt ?? null;
    const services = docsOf<ServiceDoc>(docs, "service").filter((service) => service.active);
    keep(state.services, services.sort((a, b) => a.position - b.position));
    keep(state.held, docsOf<HeldDoc>(docs, "held").sort((a, b) => Date.parse(a.received_at) - Date.parse(b.received_at)));
    keep(state.districts, docsOf<DistrictDoc>(docs, "district"));
    keep(state.crews, crewList);
    state.city.value = docsOf<JurisdictionDoc>(docs, "jurisdiction")[0] ?? null;
    const view = overlay(snapshot as Snapshot, activity, signature, state.connection.value);
    for (const key of ["requests", "workOrders", "outbox", "letters", "awaiting", "answers"] as const)
      keep(state[key] as Signal<unknown[]>, view[key]);
  });
}

/** A list of the same things is the same list: whoever shows it has nothing to do. */
function keep<T>(list: Signal<T[]>, now: T[]): void {
  const { value } = list;
  if (value.length !== now.length || value.some((one, i) => one !== now[i])) list.value = now;
}

/** Connectivity as the last try found it; `navigator.onLine` only tells which words to use for no answer. */
function connectionNow(now: Activity | null): Connection {
  if (now === null) return "starting";
  if (now.pace.blocker === "sign_in_required") return "signed_out";
  if (now.reason === null) return now.pace.failures > 0 || now.pace.pollAt === 0 ? "starting" : "online";
  return now.reason === "unreachable" && !navigator.onLine ? "offline" : "unreachable";
}

/** The places that can be found without a network: a crew's as soon as it has jobs, a resident's when nothing else goes on. */
async function carry(): Promise<void> {
  if (!snapshot?.state.meta.syncedAt) return;
  if (known?.role === "crew") return carryDistricts(await credentials());
  if (known !== null || snapshot.state.meta.full || state.connection.value !== "online") return;
  await carryAround(state.requests.value.map(({ place }) => place), state.city.value);
}

const asker = async (): Promise<Asker> => ({ isCrew: known?.role === "crew", authorization: await credentials() });

/** Places that the words may mean: as the city knows them, or as this phone carries them. */
export const searchPlaces = async (text: string, near: Point | null): Promise<Finding> => findPlaces(text, near, await asker());

/** The city's assets of a kind around a point, such as street lights. */
export const nearAssets = async (at: Point, kind: string): Promise<Finding> => assetsNear(at, kind, await asker());

/** The house nearest to a point, when there is one and it can be known. */
export const nearAddress = async (at: Point): Promise<PlaceFound | null> => addressNear(at, await asker());

/** Houses around a point that this phone carries, for a map. */
export const carriedHouses = async (at: Point): Promise<PlaceFound[]> => housesAround(at, await asker());

/** Queue an op about a thing: for the acts here and in the files beside this one. Resolves when it is on disk and the draft
 * it came from is gone; sending goes on by itself. */
export async function act<K extends Kind>(
  kind: K,
  on: string,
  args: OpArgs[K],
  photos: Photo[] = [],
  origin: Origin = {},
): Promise<void> {
  const key = on.replace(/^op\//, "held/");
  const base = snapshot?.docs.find((doc) => `${doc.kind}/${doc.id}` === key)?.ver ?? 0;
  const opId = uuid7(Date.now(), randomBytes);
  const make = (mid: number): ReturnType<typeof makeOp> => makeOp(mid, opId, kind, on, base, args, photos, Date.now());
  const put = (store: DeviceStore): Promise<QueuedOp> => store.enqueue(make, origin);
  // The letter that it answers is gone with it, and may have taken others along.
  if (origin.letter) await onDisk(put);
  else await kept(async (store) => [await put(store)], ({ op }) => make(op.mid).photos.map(factsOf));
}

/** What it was made from, the draft and the refused report, goes with it in one step. A refused report keeps its id and
 * reference: somebody may have read it aloud already. Rejects with `isQueued` when another tab sent the draft first. */
export async function reportProblem(
  report: Report,
  draft: string,
  refused: RefusedReport | null = null,
  wanted: string = crypto.randomUUID(),
): Promise<{ requestId: string; reference: string }> {
  const requestId = refused?.requestId ?? wanted;
  const reference = refused?.reference ?? references.make(randomBytes);
  const { place, description, photos, serviceCode, sameAs, foretold = null } = report;
  const same = sameAs ? { same_as: sameAs } : {};
  const args = { reference, service_code: serviceCode, place, description, photos: photos.map(promiseOf), ...same };
  await act("request.report", `request/${requestId}`, args, photos, { draft, letter: refused?.letter ?? null, foretold });
  void askForProtection();
  return { requestId, reference };
}

/** Tell me of this report by e-mail; the address is kept on this phone for the next one. */
export async function tellByEmail(requestId: string, address: string, locale: string): Promise<void> {
  await act("request.notify", `request/${requestId}`, byEmail(address, locale));
  await putDraft(ADDRESS, address);
}

/** The address given last on this phone; null when there is none. */
export const rememberedEmail = (): Promise<string | null> => getDraft<string>(ADDRESS);

/** Tell me of this report on this phone; what stands in the way, or null when it is kept. Call from a tap. */
export async function tellOnPhone(requestId: string, locale: string): Promise<PushTrouble | null> {
  const key = state.offered.value?.push;
  const args = key ? await onThisPhone(key, locale) : "unsupported";
  if (typeof args === "string") return args;
  await act("request.notify", `request/${requestId}`, args);
  return null;
}

export const tellNoMore = (requestId: string, channel: "email" | "push"): Promise<void> =>
  act("request.notify", `request/${requestId}`, { channel });

/** What the city sends by is kept, so that it is known without a network too. */
async function lookAtOffers(): Promise<void> {
  state.offered.value = await getDraft<Offered>(OFFERED);
  const now = await askWhatIsOffered();
  if (now === null || known !== null) return;
  state.offered.value = now;
  await putDraft(OFFERED, now);
}

/** Try to send now, whatever the timer says. */
export const tryNow = (): void => current().wake();

/** Everything of an unsent or refused op as one file that a person may keep: JSON with the photos inside. */
export const saveCopy = async (opId: string): Promise<Blob> => (await import("./copy")).copyOf(current().store, opId);

/** The photos of a refused act under new ids: under their old ones they belong to it. */
export async function letterPhotos({ photos }: Letter): Promise<Photo[]> {
  const { store } = current();
  const all = await Promise.all(
    photos.map(async ({ id }) => ({ facts: await store.db.get("photos", id), bytes: await store.photoBytes(id) })),
  );
  return all.flatMap(({ facts, bytes }) =>
    facts && bytes ? [{ id: crypto.randomUUID(), bytes, mime: facts.mime, sha256: facts.sha256 }] : [],
  );
}

/** The refused act once more, as a new op on what is there now, with these changes and photos; its letter goes with it. */
export function resendLetter(letter: Letter, changes: Record<string, unknown>, photos: Photo[]): Promise<void> {
  const id = "id" in letter.args ? { id: crypto.randomUUID() } : {};
  const promised = "photos" in letter.args ? { photos: photos.map(promiseOf) } : {};
  const args = { ...letter.args, ...id, ...promised, ...changes } as unknown as OpArgs[Kind];
  return act(letter.kind as Kind, letter.on, args, photos, { letter: letter.opId });
}

/** The words and photos of a refused act, added to the request it was about; its letter goes with them. */
export async function commentInstead(letter: Letter, requestId: string): Promise<void> {
  const photos = await letterPhotos(letter);
  const args = { id: crypto.randomUUID(), text: letter.words, photos: photos.map(promiseOf) };
  await act("request.comment", `request/${requestId}`, args, photos, { letter: letter.opId });
}

export async function answerRead(opId: string): Promise<void> {
  await current().store.markRead(opId);
  await read();
}

/** New acts are on the disk: they are shown without waiting until it has been read again. */
export async function kept(put: (store: DeviceStore) => Promise<QueuedOp[]>, photosOf: (act: QueuedOp) => PhotoFacts[] = () => []): Promise<void> {
  const { store } = current();
  const acts = await put(store);
  if (device?.store === store && snapshot) {
    ahead += 1;
    const { state: facts } = snapshot;
    const [outbox, photos] = [[...facts.outbox, ...acts], [...facts.photos, ...acts.flatMap(photosOf)]];
    snapshot = { ...snapshot, state: { ...facts, outbox, photos } };
    show();
  }
  device?.queued();
  void read();
  device?.wake();
}

/** Something is changed on the disk by a part of the store that not every phone loads; other tabs hear of it. */
export async function onDisk<T>(change: (store: DeviceStore) => Promise<T>): Promise<T> {
  const result = await change(current().store);
  current().queued();
  await read();
  current().wake();
  return result;
}

export async function discardLetter(opId: string): Promise<void> {
  await current().store.discard(opId);
  await read();
}

/** Rejects with an Error whose `code` is a ProblemCode ("wrong_password") or "offline". */
export async function signIn(login: string, password: string): Promise<void> {
  const who = await askToSignIn(login, password);
  await remember(who);
  await dropPlaces(who.accountId !== known?.accountId);
  await openAs(who);
}

/** The browser's background work may have sent some of it: counted, not believed. */
async function countElsewhere(databases: string[]): Promise<void> {
  const counts = await Promise.all(databases.map(async (name) => ({ name, unsent: await unsentAt(name).catch(() => 0) })));
  const sum = (some: typeof counts): number => some.reduce((total, { unsent }) => total + unsent, 0);
  const isResident = ({ name }: { name: string }): boolean => name === databaseName(null);
  state.elsewhere.value = { resident: sum(counts.filter(isResident)), staff: sum(counts.filter((one) => !isResident(one))) };
}

async function unsentAt(database: string): Promise<number> {
  const store = new DeviceStore(await openDatabase(database), redraw, repair);
  return unsentIn(store).finally(() => store.db.close());
}

/** What is only on this phone: acts, refused and held ones too, and photos of answered acts. */
async function unsentIn(store: Device["store"]): Promise<number> {
  const [{ outbox: unsent, photos }, unread] = await Promise.all([store.state(), store.letters()]);
  const mids = new Set([...unsent, ...unread].map(({ op }) => op.mid));
  for (const { state: at, mid } of photos) if (at === "waiting") mids.add(mid);
  return mids.size;
}

/** Rejects with code "unsent_work" while anything is only on this phone, unless it may stay: then it waits, without the
 * documents around it, until the same person signs in again here. Half-done work always does. */
export async function signOut(keepUnsent = false): Promise<void> {
  const { store, name } = current();
  const meta = await store.own();
  if (!keepUnsent && (await unsentIn(store)) > 0) throw new Refused("unsent_work");
  const { leaveBehind } = await import("./leaving");
  await tellSignedOut(authorization(meta));
  await remember(null);
  await dropPlaces();
  // What was done while the city was told counts too, here and in other tabs. Before a screen says that nobody is signed in,
  // for it may load the page afresh.
  const left = async (): Promise<boolean> => {
    const database = await openDatabase(name);
    return leaveBehind(database).finally(() => database.close());
  };
  let stays: Promise<boolean> = Promise.resolve(true);
  await openAs(null, () => (stays = left()).then(() => undefined, () => undefined));
  if (!(await stays)) await deleteDB(name);
}

/** What a request of this device says of who sends it. */
export const credentials = async (): Promise<string> => authorization(await current().store.own());

/** An object URL of a photo: this phone's own bytes, its cache, or the server's; null when it cannot be had now. */
export const photoUrl = (photoId: string, size: "small" | "large"): Promise<string | null> =>
  current().pictures.url(photoId, size);

/** What is reported near a spot and may be the same, the likeliest first; null when the city cannot be asked now. */
export const nearRequests = async (spot: Spot): Promise<NearbyDoc[] | null> => askNearby(spot, await credentials());

/** An object URL of the picture of one of them; null when it cannot be had now. */
export const nearPhotoUrl = (reference: string, spot: Spot): Promise<string | null> =>
  current().pictures.urlAt(nearPhotoAddress(reference, spot));

/** For the desk: what may be the same as a request; null when the city cannot be asked now. */
export const besideRequest = async (reference: string): Promise<NearbyDoc[] | null> => askBeside(reference, await credentials());

/** Half-done work that must survive a killed page. Values may hold ArrayBuffers. Stored with strict durability. */
export const putDraft = async (key: string, value: unknown): Promise<void> => current().store.putDraft(key, value);

export const getDraft = async <T>(key: string): Promise<T | null> =>
  (await readDraft(current().store.db, key)) as T | null;

/** The keys of all that is kept under names that begin like this, in their order. */
export const draftKeys = (prefix: string): Promise<string[]> =>
  current().store.db.getAllKeys("drafts", IDBKeyRange.bound(prefix, `${prefix}\uffff`));

export const deleteDraft = async (key: string): Promise<void> => current().store.deleteDraft(key);
