// Views of the desk under a name: queue, filters and order, kept on this device for whoever is signed in.
import { computed, signal } from "@preact/signals";
import { getDraft, putDraft } from "../../store";
import { viewWords } from "../../words/desk-queues";
import { type Filters, fromAddress, toQuery } from "./filters";

export interface SavedView {
  name: string;
  /** As in the address, without what is selected. */
  query: string;
}

const KEY = "desk/views";

const READY: SavedView[] = [
  { name: viewWords.ready.late, query: "?queue=overdue&priority=urgent" },
  { name: viewWords.ready.crewless, query: "?queue=unassigned&sort=priority" },
  { name: viewWords.ready.week, query: "?queue=in_work&due=week&sort=due" },
  { name: viewWords.ready.day, query: "?queue=new&period=1" },
];

export const ownViews = signal<SavedView[]>([]);

/** In the order of the keys 1 to 9. */
export const allViews = computed<SavedView[]>(() => [...ownViews.value, ...READY]);
export const readyViews = READY;

export async function loadViews(): Promise<void> {
  ownViews.value = (await getDraft<SavedView[]>(KEY).catch(() => null)) ?? [];
}

async function keep(views: SavedView[]): Promise<void> {
  ownViews.value = views;
  await putDraft(KEY, views);
}

/** The query that opens a view again: whatever is selected is no part of it. */
export const queryOf = (filters: Filters): string => toQuery({ ...filters, id: null });

/** Whether the desk shows this view just now. */
export const isOpenView = (view: SavedView, filters: Filters): boolean => queryOf(fromAddress(view.query)) === queryOf(filters);

/** One of the same name takes its place. */
export const saveView = (name: string, filters: Filters): Promise<void> => {
  const view = { name, query: queryOf(filters) };
  const at = ownViews.value.findIndex((one) => one.name === name);
  return keep(at < 0 ? [...ownViews.value, view] : ownViews.value.with(at, view));
};

export const renameView = (view: SavedView, name: string): Promise<void> =>
  keep(ownViews.value.map((one) => (one === view ? { ...view, name } : one)));

/** Resolves with the way back. */
export async function removeView(view: SavedView): Promise<() => Promise<void>> {
  const at = ownViews.value.indexOf(view);
  await keep(ownViews.value.filter((one) => one !== view));
  return () => keep(ownViews.value.toSpliced(at, 0, view));
}
