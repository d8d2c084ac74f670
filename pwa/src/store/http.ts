// fetch, as the engine's port: an answer or none. A request that hangs is cut off, and counts as lost.
import type { Send } from "@sync/client/ports";

const EXCHANGE_MS = 60_000;
const UPLOAD_MS = 600_000;

export const send: Send = async (method, url, headers, body) => {
  const patience = method === "PATCH" ? UPLOAD_MS : EXCHANGE_MS;
  try {
    const answer = await fetch(url, {
      method,
      headers,
      body,
      signal: AbortSignal.timeout(patience),
      credentials: "omit",
      cache: "no-store",
    });
    return { status: answer.status, header: (name) => answer.headers.get(name), json: () => answer.json() };
  } catch {
    return null;
  }
};
