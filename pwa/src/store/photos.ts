// Pictures for screens: this phone's own bytes, the kept renditions, or the server's. Object URLs are made once each.
import { authorization } from "@sync/client/exchange";
import { isFull } from "@sync/client/room";
import type { Meta } from "@sync/client/ports";
import type { DeviceStore } from "./device-store";
import type { PhotoDoc } from "./views";

/** What this phone keeps as it came because its browser cannot open it. */
const UNOPENED = "image/heic";

type Size = "small" | "large";

export class Pictures {
  private readonly urls = new Map<string, Promise<string | null>>();

  constructor(
    private readonly store: DeviceStore,
    private readonly meta: () => Promise<Meta>,
  ) {}

  url(id: string, size: Size): Promise<string | null> {
    const key = `${id}/${size}`;
    const known = this.urls.get(key);
    if (known) return known;
    const bytes = this.bytes(id, size);
    const made = bytes.then((it) => it && URL.createObjectURL(new Blob([it.data], { type: it.mime })));
    this.urls.set(key, made);
    void Promise.all([bytes, made]).then(([it, url]) => {
      if (it && it.mime !== UNOPENED) return;
      // Asked again, the city may have a picture.
      this.urls.delete(key);
      if (url !== null) this.urls.set(url, made);
    });
    return made;
  }

  /** A picture of somebody else's, which is kept no longer than the page. */
  urlAt(address: string): Promise<string | null> {
    const known = this.urls.get(address);
    if (known) return known;
    const made = this.fetch(address).then((data) => data && URL.createObjectURL(new Blob([data], { type: "image/jpeg" })));
    this.urls.set(address, made);
    void made.then((url) => url === null && this.urls.delete(address));
    return made;
  }

  /** Fetch what is not on this phone yet, so that it can be seen with no signal. */
  async keep(photos: PhotoDoc[]): Promise<void> {
    for (const photo of photos) {
      if ((await this.meta()).full) return;
      if (photo.state !== "stored") continue;
      for (const size of ["small", "large"] as const) if ((await this.bytes(photo.id, size)) === null) return;
    }
  }

  release(): void {
    for (const made of this.urls.values()) void made.then((url) => url !== null && URL.revokeObjectURL(url));
    this.urls.clear();
  }

  private async bytes(id: string, size: Size): Promise<{ data: ArrayBuffer; mime: string } | null> {
    const { db } = this.store;
    const own = await db.get("bytes", id);
    const facts = own && (await db.get("photos", id));
    const mine = own ? { data: own, mime: facts?.mime ?? "image/jpeg" } : null;
    if (mine && (mine.mime !== UNOPENED || facts?.state !== "stored")) return mine;
    const key = `${id}/${size}`;
    const kept = await db.get("cache", key);
    if (kept) return { data: kept.bytes, mime: "image/jpeg" };
    const answer = await this.fetch(`/attachments/${key}`);
    if (answer === null) return mine;
    // A full disk must not cost the picture on the screen, only the next look without signal.
    if (!(await this.meta()).full)
      await db.put("cache", { key, bytes: answer }).catch((error: unknown) => (isFull(error) ? this.store.markFull(Date.now()) : undefined));
    return { data: answer, mime: "image/jpeg" };
  }

  private async fetch(address: string): Promise<ArrayBuffer | null> {
    const headers = { Authorization: authorization(await this.meta()) };
    const answer = await fetch(address, { headers, credentials: "omit" }).catch(() => null);
    return answer?.ok ? answer.arrayBuffer() : null;
  }
}
