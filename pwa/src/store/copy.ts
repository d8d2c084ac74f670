// "Save a copy": an op and its photos as one file, so that a person can keep or hand over what does not get through.
import type { DeviceStore } from "./device-store";

export async function copyOf(store: DeviceStore, opId: string): Promise<Blob> {
  const { outbox, journal, photos } = await store.state();
  const found = [...outbox, ...journal, ...(await store.letters())].find((one) => one.op.op_id === opId);
  if (found === undefined) throw new Error("There is nothing left to copy.");
  const own = photos.filter((photo) => photo.mid === found.op.mid);
  const pictures = await Promise.all(
    own.map(async ({ id, mime }) => ({ id, mime, base64: base64(await store.photoBytes(id)) })),
  );
  const op = found.op.kind === "request.notify" ? { ...found.op, args: {} } : found.op; // a copy is to be handed on, an address is not
  const file = { curbline: "unsent work", op, queued_at: new Date(found.queuedAt).toISOString(), photos: pictures };
  return new Blob([JSON.stringify(file, null, 1)], { type: "application/json" });
}

function base64(bytes: ArrayBuffer | null): string {
  let text = "";
  for (const byte of new Uint8Array(bytes ?? new ArrayBuffer(0))) text += String.fromCharCode(byte);
  return btoa(text);
}
