// The one door between screens and what this device holds. Screens read signals and call these functions; only this
// folder knows IndexedDB, and only it starts the sync engine.
import { signal, type ReadonlySignal } from "@preact/signals";
import type {
  Closure, Connection, CrewDoc, DistrictDoc, JurisdictionDoc, Letter, OutboxRow, Report, RequestView, ServiceDoc,
  Session, WorkOrderView,
} from "./views";

export type * from "./views";

/** False until the first read of the disk is done. */
export const ready: ReadonlySignal<boolean> = signal(false);
export const session: ReadonlySignal<Session> = signal(null);
export const connection: ReadonlySignal<Connection> = signal("starting");
/** When the last exchange succeeded, epoch milliseconds; null before the first. */
export const syncedAt: ReadonlySignal<number | null> = signal(null);
/** True while more pages of changes are coming. */
export const updating: ReadonlySignal<boolean> = signal(false);
/** Newest first. */
export const requests: ReadonlySignal<RequestView[]> = signal([]);
export const workOrders: ReadonlySignal<WorkOrderView[]> = signal([]);
/** In the city's order; retired services left out. */
export const services: ReadonlySignal<ServiceDoc[]> = signal([]);
export const districts: ReadonlySignal<DistrictDoc[]> = signal([]);
export const crews: ReadonlySignal<CrewDoc[]> = signal([]);
export const city: ReadonlySignal<JurisdictionDoc | null> = signal(null);
export const outbox: ReadonlySignal<OutboxRow[]> = signal([]);
export const letters: ReadonlySignal<Letter[]> = signal([]);

declare const unfinished: never;

/** Opens the device's database and starts the engine. Call once, before the first render of a screen. */
export const start = (): Promise<void> => unfinished;

/** Each resolves when the op and its photos are on disk (strict durability); sending goes on by itself. */
export const reportProblem = (report: Report): Promise<{ requestId: string; reference: string }> => unfinished;
export const addComment = (requestId: string, text: string): Promise<void> => unfinished;
export const acceptJob = (workOrderId: string): Promise<void> => unfinished;
export const startJob = (workOrderId: string): Promise<void> => unfinished;
export const closeJob = (workOrderId: string, closure: Closure): Promise<void> => unfinished;
/** Gives the request's work order to a crew; makes the work order when there is none. */
export const assignRequest = (requestId: string, crewId: string): Promise<void> => unfinished;

/** Try to send now, whatever the timer says. */
export const tryNow = (): void => unfinished;
/** Everything of an unsent or refused op as one file that a person may keep: JSON with the photos inside. */
export const saveCopy = (opId: string): Promise<Blob> => unfinished;
export const discardLetter = (opId: string): Promise<void> => unfinished;

/** Rejects with an Error whose `code` is a ProblemCode ("wrong_password") or "offline". */
export const signIn = (login: string, password: string): Promise<void> => unfinished;
/** Rejects with code "unsent_work" while the outbox holds anything. */
export const signOut = (): Promise<void> => unfinished;

/** An object URL of a photo: this phone's own bytes, its cache, or the server's; null when it cannot be had now. */
export const photoUrl = (photoId: string, size: "small" | "large"): Promise<string | null> => unfinished;

/** Half-done work that must survive a killed page. Values may hold ArrayBuffers. Stored with strict durability. */
export const putDraft = (key: string, value: unknown): Promise<void> => unfinished;
export const getDraft = <T>(key: string): Promise<T | null> => unfinished;
export const deleteDraft = (key: string): Promise<void> => unfinished;
