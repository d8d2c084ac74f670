// How a screen that needs a connection asks the server. Nothing of the answers is kept on this device.
import { credentials } from "./index";
import { Refused } from "./session";

const ASK_MS = 120_000;

/** A refusal with the server's own sentence about what it was given. */
export class NotTaken extends Refused {
  constructor(
    code: string,
    readonly sentence: string,
  ) {
    super(code);
  }
}

export async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await answerOf(method, path, body);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

export async function answerOf(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = { Authorization: await credentials(), ...(body === undefined ? {} : { "Content-Type": "application/json" }) };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(path, { method, headers, ...content, credentials: "omit", cache: "no-store", signal: AbortSignal.timeout(ASK_MS) }).catch(() => null);
  if (answer === null) throw new Refused("offline");
  if (!answer.ok) throw refusal(await answer.json().catch(() => null));
  return answer;
}

export function refusal(body: unknown): Refused {
  const { code, detail } = (typeof body === "object" && body !== null ? body : {}) as { code?: unknown; detail?: unknown };
  return new NotTaken(typeof code === "string" ? code : "internal_error", typeof detail === "string" ? detail : "");
}
