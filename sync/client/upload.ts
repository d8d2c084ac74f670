// Uploading one photo by tus 1.0.0 (protocol 2.10): create, ask for the offset, send the rest. The offset is always the
// server's; a cut connection costs only what was not received.
import type { HttpAnswer, Meta, PhotoFacts, Send, Store } from "./ports";
import { authorization } from "./exchange";

/** `again`: try later; `refused`: the server does not want these bytes under this promise. */
export type UploadResult = "done" | "again" | "refused" | "signed_out";

const TUS = { "Tus-Resumable": "1.0.0" };
const GONE = new Set([404, 410]);

export async function upload(photo: PhotoFacts, meta: Meta, store: Store, send: Send): Promise<UploadResult> {
  const bytes = await store.photoBytes(photo.id);
  if (bytes === null) return "refused";
  const headers = { ...TUS, Authorization: authorization(meta) };
  const known = photo.uploadUrl === null ? null : await send("HEAD", photo.uploadUrl, headers, null);
  if (photo.uploadUrl !== null && known === null) return "again";
  const alive = known !== null && !GONE.has(known.status);
  const at = alive ? known : await create(photo, bytes, headers, send);
  const failed = failure(at);
  if (failed !== null || at === null) return failed ?? "again";
  const url = alive ? photo.uploadUrl : at.header("location");
  if (url !== null && url !== photo.uploadUrl) await store.patchPhoto(photo.id, { uploadUrl: url });
  const offset = offsetOf(at);
  if (offset === bytes.byteLength) return done(photo, store);
  if (url === null) return "again";
  return sendRest(photo, bytes, url, offset, headers, store, send);
}

const create = (photo: PhotoFacts, bytes: ArrayBuffer, headers: Record<string, string>, send: Send) =>
  send(
    "POST",
    "/files",
    { ...headers, "Upload-Length": String(bytes.byteLength), "Upload-Metadata": `attachment ${btoa(photo.id)}` },
    null,
  );

async function sendRest(
  photo: PhotoFacts,
  bytes: ArrayBuffer,
  url: string,
  offset: number,
  headers: Record<string, string>,
  store: Store,
  send: Send,
): Promise<UploadResult> {
  const answer = await send(
    "PATCH",
    url,
    { ...headers, "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" },
    bytes.slice(offset),
  );
  const failed = failure(answer);
  if (failed !== null || answer === null) return failed ?? "again";
  return offsetOf(answer) === bytes.byteLength ? done(photo, store) : "again";
}

async function done(photo: PhotoFacts, store: Store): Promise<UploadResult> {
  await store.patchPhoto(photo.id, { state: "uploaded", uploadUrl: null, uploads: photo.uploads + 1 });
  return "done";
}

/** null when the answer is a success. 404, 409, 410, 423, 460 and 5xx all end in asking for the offset again. */
function failure(answer: HttpAnswer | null): UploadResult | null {
  if (answer === null) return "again";
  if (answer.status < 300) return null;
  if (answer.status === 401) return "signed_out";
  return [400, 403, 413, 415].includes(answer.status) ? "refused" : "again";
}

const offsetOf = (answer: HttpAnswer): number => Number(answer.header("upload-offset") ?? 0);
