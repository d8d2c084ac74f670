// Photos shared from another app, with or without a network: kept on this phone, then shown to the person.
import { keepShared } from "../store/shared";

/** Where the photos of a shared form wait, as the screen to go to; that screen also says why they do not. */
export async function takeShared(form: Promise<FormData>): Promise<string> {
  const sent = await form.then(
    (data) => data.getAll("photos"),
    () => [],
  );
  const files = sent.filter((one) => one instanceof File && one.size > 0) as File[];
  if (files.length === 0) return "/report";
  const problem = await keepShared(files).catch(() => "full");
  return `/report?shared=${problem ?? "photos"}`;
}
