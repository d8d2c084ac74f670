// fetch, as the engine's port: an answer or none. A request that hangs is cut off, and counts as lost.
import type { Send } from "@sync/client/ports";

const EXCHANGE_MS = 60_000;
const UPLOAD_MS = 600_000;
/** Below this, packing costs more than it saves. */
const WORTH_PACKING = 2_000;

export const send: Send = async (method, url, headers, body) => {
  const patience = method === "PATCH" ? UPLOAD_MS : EXCHANGE_MS;
  try {
    const packed = typeof body === "string" && body.length > WORTH_PACKING ? await pack(body) : null;
    const answer = await fetch(url, {
      method,
      headers: packed === null ? headers : { ...headers, "Content-Encoding": "gzip" },
      body: packed ?? body,
      signal: AbortSignal.timeout(patience),
      credentials: "omit",
      cache: "no-store",
    });
    return { status: answer.status, header: (name) => answer.headers.get(name), json: () => answer.json() };
  } catch {
    return null;
  }
};

/** The text as gzip; null in a browser that cannot. */
async function pack(text: string): Promise<ArrayBuffer | null> {
  if (typeof CompressionStream === "undefined") return null;
  return new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).arrayBuffer();
}

/** What an answer holds; null when it was cut off on its way, which is as good as none. */
export const bodyOf = <Body>(answer: { json(): Promise<unknown> }): Promise<Body | null> =>
  answer.json().then(
    (body) => body as Body,
    () => null,
  );
