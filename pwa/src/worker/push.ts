// A message from the city while the app is closed: shown once a report, for a later one with its tag takes its place.
// Tapping it opens the report.
interface News {
  title: string;
  body: string;
  /** A path of this app. */
  url: string;
  tag: string;
}

interface Window {
  url: string;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}

export interface Windows {
  matchAll(which: { type: "window"; includeUncontrolled: boolean }): Promise<readonly Window[]>;
  openWindow(url: string): Promise<unknown>;
}

/** What browsers must show of every push, whatever is in it. */
export async function showNews(registration: ServiceWorkerRegistration, text: string | null): Promise<void> {
  const { title, body, url, tag } = read(text);
  await registration.showNotification(title, { body, tag, data: url, icon: "/mark-192.png", badge: "/mark-192.png" });
}

/** Opens the report in a window of the app that is there, or in a new one. */
export async function openNews(windows: Windows, url: unknown): Promise<void> {
  const path = typeof url === "string" && /^\/(?!\/)/.test(url) ? url : "/reports";
  const [first] = await windows.matchAll({ type: "window", includeUncontrolled: false });
  if (first === undefined) return void (await windows.openWindow(path));
  await first.focus();
  await first.navigate(path);
}

function read(text: string | null): News {
  const plain = { title: "Curbline", body: "", url: "/reports", tag: "news" };
  try {
    const told = JSON.parse(text ?? "{}") as Partial<News>;
    return { ...plain, ...told };
  } catch {
    return plain;
  }
}
