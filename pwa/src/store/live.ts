// Listening for pokes: "look again", never data. One tab a device listens, the one that holds the lock; the others hear
// of what it stores. A stream that breaks is opened again with a growing pause; meanwhile the poll goes on.
import { authorization } from "@sync/client/exchange";
import type { Meta } from "@sync/client/ports";
import { backoff } from "@sync/client/step";

/** Listens until `signal` aborts. `poked` gets the head of the server's history. */
export function listenLive(name: string, meta: () => Promise<Meta>, poked: (head: number) => void, signal: AbortSignal) {
  navigator.locks
    .request(`live ${name}`, { signal }, async () => {
      for (let failures = 0; !signal.aborted; ) {
        const heard = await listenOnce(await meta(), poked, signal).catch(() => false);
        failures = heard ? 0 : failures + 1;
        await pause(backoff(failures, Math.random()), signal);
      }
    })
    .catch(() => undefined); // Aborted while it waited for the lock, or the database was closed: this device is done.
}

/** Whether anything was heard before the stream ended. */
async function listenOnce(meta: Meta, poked: (head: number) => void, signal: AbortSignal): Promise<boolean> {
  const headers = { Authorization: authorization(meta), Accept: "text/event-stream" };
  const answer = await fetch("/sync/v1/events", { headers, signal, credentials: "omit", cache: "no-store" });
  if (!answer.ok || answer.body === null) return false;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let heard = false;
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
    if (done) return heard;
    heard = true;
    const events = (text + value).split("\n\n");
    text = events.pop() ?? "";
    for (const event of events) {
      const data = /^event: poke\ndata: (.*)$/.exec(event)?.[1];
      if (data !== undefined) poked((JSON.parse(data) as { head: number }).head);
    }
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
