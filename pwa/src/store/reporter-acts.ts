// What a reporter does after reporting, and how they follow what somebody else reported.
import { promiseOf } from "@sync/client/op";
import type { OpArgs, Place } from "@sync/protocol/messages";
import { AlreadyQueued } from "./device-store";
import { act, deleteDraft, reportProblem, requests } from "./index";
import type { Photo, RefusedReport, Report, RequestView } from "./views";

/** Sends the draft of a report, once, in however many tabs it is open: what another tab's report did not say is added to it.
 * `refused` is the one that it mends. The id of the request. */
export async function sendReport(report: Report, draft: string, requestId: string, refused: RefusedReport | null): Promise<string> {
  const before = refused ? undefined : requests.peek().find(({ id }) => id === requestId);
  if (before) return addWhatIsNew(before, report, draft);
  try {
    return (await reportProblem(report, draft, refused, requestId)).requestId;
  } catch (error) {
    const sent = error instanceof AlreadyQueued && requests.peek().find(({ id }) => id === requestId);
    if (!sent) throw error;
    return addWhatIsNew(sent, report, draft);
  }
}

async function addWhatIsNew({ id, description, photos }: RequestView, report: Report, draft: string): Promise<string> {
  const text = report.description === description ? "" : report.description;
  const more = report.photos.filter((photo) => photos.every((one) => one.id !== photo.id));
  if (text || more.length) await act("request.comment", `request/${id}`, { id: crypto.randomUUID(), text, photos: more.map(promiseOf) }, more, { draft });
  else await deleteDraft(draft);
  return id;
}

/** Each takes the key of the draft that it was made from: the draft goes in the same step. */
export const addComment = (requestId: string, text: string, draft: string): Promise<void> =>
  act("request.comment", `request/${requestId}`, { id: crypto.randomUUID(), text }, [], { draft });

/** Other words or another place; what a person has looked at already becomes a comment (SYNC-037). */
export const editReport = (requestId: string, changes: OpArgs["request.edit"], draft: string): Promise<void> =>
  act("request.edit", `request/${requestId}`, changes, [], { draft });

export const withdrawReport = (requestId: string, text: string, draft: string): Promise<void> =>
  act("request.withdraw", `request/${requestId}`, { text }, [], { draft });

/** "Not fixed": reopens it, or makes a new report when it was over for more than two weeks (SYNC-044). */
export const reopenReport = (requestId: string, text: string, photos: Photo[], draft: string): Promise<void> =>
  act("request.reopen", `request/${requestId}`, { text, photos: photos.map(promiseOf) }, photos, { draft });

export const rateReport = (requestId: string, stars: number, text: string, draft: string | null): Promise<void> =>
  act("request.rate", `request/${requestId}`, { stars, text }, [], { draft });

/** A report of one's own that says no more than "the same as that one", and so hears all that becomes of it (SYNC-049). */
export async function followReport(reference: string, serviceCode: string, place: Place): Promise<string> {
  const report = { serviceCode, place, description: "", photos: [], sameAs: reference };
  return (await reportProblem(report, `follow:${reference}`)).requestId;
}
