// The file as the camera gave it lies on disk until the photo made from it does: making one takes a second or two on a
// slow phone, and the page may be killed in between.
import { deleteDraft, getDraft, putDraft } from "../store";
import type { Photo } from "../store/views";
import { PhotoProblem } from "./photo-problem";
import { preparePhoto } from "./prepare-photo";

interface Original {
  bytes: ArrayBuffer;
  type: string;
}

type Add = (photo: Photo) => Promise<void>;

const slot = (draftKey: string): string => `${draftKey}:original`;

/** Makes the photo and adds it; resolves when `add` has kept it. Throws PhotoProblem when the file is no photo. */
export async function prepareSafely(draftKey: string, file: File, add: Add): Promise<void> {
  // A full disk must not cost the photo: it is still made, only not safe from a killed page.
  await file
    .arrayBuffer()
    .then((bytes) => putDraft(slot(draftKey), { bytes, type: file.type } satisfies Original))
    .catch(() => undefined);
  await finish(draftKey, file, add);
}

/** Adds the photo that a killed page left half made, if there is one. */
export async function takeUp(draftKey: string, add: Add): Promise<void> {
  const left = await getDraft<Original>(slot(draftKey));
  if (left) await finish(draftKey, new File([left.bytes], "photo", { type: left.type }), add);
}

async function finish(draftKey: string, file: File, add: Add): Promise<void> {
  try {
    const photo = await preparePhoto(file);
    await add(photo).catch(async (error: unknown) => {
      if (!(error instanceof PhotoProblem)) throw error;
      // On a full disk the large original may stand in the way of the small photo.
      await deleteDraft(slot(draftKey));
      await add(photo);
    });
  } finally {
    await deleteDraft(slot(draftKey));
  }
}
