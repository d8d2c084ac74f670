// The screens under the desk's address, each in a chunk of its own: their names cost the first load nothing.
import type { Screen } from "./lazy-screen";

const ROOMS: Record<string, () => Promise<Screen>> = {
  "/desk/places": () => import("../console/places/places-app").then((file) => file.PlacesApp),
  "/desk/satisfaction": () => import("../console/insight/satisfaction-app").then((file) => file.SatisfactionApp),
  "/desk/messages": () => import("../console/messages/messages-app").then((file) => file.MessagesApp),
  "/desk/notes": () => import("../console/notes/notes-app").then((file) => file.NotesApp),
  "/desk/history": () => import("../console/atlas/history-app").then((file) => file.HistoryApp),
};

const desk = (): Promise<Screen> => import("../console/dispatch/dispatch-app").then((file) => file.DispatchApp);

export const roomAt = (path: string): Promise<Screen> => (ROOMS[path] ?? desk)();
