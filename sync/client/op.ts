// Making an op: an act of a person, frozen with everything the server needs to judge it.
import type { OpArgs } from "../protocol/messages";
import type { Kind, Meta, OwnPhoto, QueuedOp } from "./ports";

export interface NewPhoto {
  id: string;
  bytes: ArrayBuffer;
  mime: string;
  sha256: string;
}

/** A uuid of version 7: its first 48 bits are the time, so ids sort by when they were made. */
export function uuid7(now: number, random: (bytes: number) => Uint8Array): string {
  const bytes = random(16);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint16(0, Math.floor(now / 2 ** 32));
  view.setUint32(2, now % 2 ** 32);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** The op under this mid, with its photos still to be uploaded. */
export function makeOp<K extends Kind>(
  mid: number,
  opId: string,
  kind: K,
  on: string,
  base: number,
  args: OpArgs[K],
  photos: NewPhoto[],
  now: number,
): { queued: QueuedOp; photos: OwnPhoto[] } {
  const at = new Date(now).toISOString();
  const op = { mid, op_id: opId, kind, v: 1, on, base, at, args: args as QueuedOp["op"]["args"] };
  return {
    queued: { op, queuedAt: now, tries: 0 },
    photos: photos.map((photo) => ({
      ...photo,
      on,
      mid,
      state: "waiting",
      uploadUrl: null,
      uploads: 0,
      storedAt: null,
    })),
  };
}

/** An op that changes nothing, so that the numbers after it can go out: its own op is gone or was refused before. */
export const noop = (mid: number, opId: string, { device }: Meta, reason: string, now: number): QueuedOp => ({
  op: {
    mid,
    op_id: opId,
    kind: "noop",
    v: 1,
    on: `device/${device}`,
    base: 0,
    at: new Date(now).toISOString(),
    args: { reason } as unknown as QueuedOp["op"]["args"],
  },
  queuedAt: now,
  tries: 0,
});

/** How an op promises a photo. */
export const promiseOf = (photo: NewPhoto) => ({
  id: photo.id,
  sha256: photo.sha256,
  size_bytes: photo.bytes.byteLength,
  mime: photo.mime,
});
