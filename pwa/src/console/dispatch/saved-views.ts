// Views of the desk under a name: queue, filters and order, kept on this device for whoever is signed in, also over a sign-out.
import { computed } from "@preact/signals";
import { beside } from "../../store/beside";
import { kept } from "../../store/kept";
import { viewWords } from "../../words/desk-queues";
import { type Filters, fromAddress, toQuery } from "./filters";

export interface SavedView {
  name: string;
  /** As in the address, without what is selected. */
  query: string;
}

/** Always there, after one's own. */
export const READY_VIEWS: readonly SavedView[] = [
  { name: viewWords.ready.late, query: "?queue=overdue&priority=urgent" },
  { name: viewWords.ready.crewless, query: "?queue=unassigned&sort=priority" },
  { name: viewWords.ready.week, query: "?queue=in_work&due=week&sort=due" },
  { name: viewWords.ready.day, query: "?queue=new&period=1" },
];

const own = kept<SavedView[]>("desk/views", beside);

export const ownViews = computed<readonly SavedView[]>(() => own.value.value ?? []);
/** In the order of the keys 1 to 9. */
export const allViews = computed<readonly SavedView[]>(() => [...ownViews.value, ...READY_VIEWS]);

/** The query that opens a view again: whatever is selected is no part of it. */
const queryOf = (filters: Filters): string => toQuery({ ...filters, id: null });

/** Whether the desk shows this view just now. */
export const isOpenView = (view: SavedView, filters: Filters): boolean => queryOf(fromAddress(view.query)) === queryOf(filters);

/** One of the same name takes its place. Pure. */
export function withView(views: readonly SavedView[], view: SavedView): SavedView[] {
  const at = views.findIndex(({ name }) => name === view.name);
  return at < 0 ? [...views, view] : views.with(at, view);
}

export const saveView = (name: string, filters: Filters): Promise<void> => own.keep(withView(ownViews.value, { name, query: queryOf(filters) }));

/** The one that had the name before goes. */
export const renameView = (view: SavedView, name: string): Promise<void> =>
  own.keep(ownViews.value.filter((one) => one === view || one.name !== name).map((one) => (one === view ? { ...view, name } : one)));

/** Resolves with the way back. */
export async function removeView(view: SavedView): Promise<() => Promise<void>> {
  const at = ownViews.value.indexOf(view);
  await own.keep(ownViews.value.filter((one) => one !== view));
  return () => own.keep(ownViews.value.toSpliced(at, 0, view));
}
