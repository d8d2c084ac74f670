// What came of an act, where a report stands and what happened to it, by the codes of the protocol.
import type { Code, ProblemCode } from "@sync/protocol/outcomes";
import { showDay } from "../numbers";

export type WaitReason = "offline" | "unreachable" | "server_error" | "signed_out" | "blocked" | "storage_full";

/** Why an act was refused, and what its author can do. Codes that are never refusals still have words. */
export const codes: Record<Code, { says: string; todo: string }> = {
  ok: { says: "The city has it.", todo: "There is nothing to do." },
  late_closure: { says: "This job was moved meanwhile. Your photos and note are kept.", todo: "The dispatcher decides." },
  duplicate_closure: { says: "Somebody else closed this job first. Your work is kept as a note.", todo: "There is nothing to do." },
  correction_kept: { says: "Said otherwise after this had moved on. Your words and photos are kept.", todo: "The dispatcher decides." },
  already_so: { says: "It was already so.", todo: "There is nothing to do." },
  work_under_way: { says: "The crew has begun. They were told that you took it back.", todo: "There is nothing to do." },
  became_comment: { says: "It came too late to change the report. It was added as a comment.", todo: "There is nothing to do." },
  follow_up: { says: "The job was over for some time. The city has a new report of it.", todo: "Follow the new report." },
  merged_elsewhere: { says: "This was reported before. Your words are with that report.", todo: "There is nothing to do." },
  too_old: { says: "This is more than half a year old. A supervisor looks at it first.", todo: "There is nothing to do." },
  right_lost: { says: "You left this crew meanwhile. A supervisor looks at it first.", todo: "There is nothing to do." },
  device_lost: { says: "The phone was given up for lost. A supervisor looks at it first.", todo: "There is nothing to do." },
  refused_by_supervisor: { says: "A supervisor did not accept this.", todo: "Save a copy and ask your manager." },
  not_found: { says: "The city no longer has this.", todo: "Save a copy if you need it. Then report it again." },
  depends_on_rejected: { says: "The city did not take the report that this belongs to.", todo: "Send the report again. This goes with it." },
  erased: { says: "This report was removed, because its reporter asked for that.", todo: "Nothing can be added to it." },
  not_allowed: { says: "You may not do this.", todo: "Save a copy and ask your manager." },
  bad_location: { says: "The place could not be read.", todo: "Edit it and send it again with an address." },
  bad_value: { says: "A part of it could not be read.", todo: "Edit it and send it again in other words." },
  bad_reference: { says: "The report number was not right. This is our fault.", todo: "Send it again. It gets a new number." },
  reference_taken: { says: "The report number was in use.", todo: "Send it again. It gets a new number." },
  field_conflict: { says: "Somebody changed this before you.", todo: "Look at it as it is now. Then send yours again, or discard it." },
  stale_assignment: { says: "This job went to another crew.", todo: "Talk to the dispatcher." },
  cancelled_known: { says: "This job was called off.", todo: "Talk to the dispatcher." },
  illegal_transition: { says: "This can't be done at this point.", todo: "Look at where it stands now." },
  effect_stands: { says: "It was let through and done.", todo: "Correct the job or settle it instead." },
  service_retired: { says: "The city no longer takes this kind of report.", todo: "Edit it and choose another kind." },
  too_big: { says: "This is longer than the city can take.", todo: "Edit it and send it again in fewer words." },
  malformed: { says: "The city's server could not read this. This is our fault.", todo: "Save a copy. Then update the app and try again." },
  unknown_op: { says: "The city's server doesn't know this act yet.", todo: "Save a copy and try again tomorrow." },
  internal_error: { says: "Something broke on our side.", todo: "Save a copy. We have been told and will look at it." },
};

/** Whole requests that the server turned down, and what has no code: no connection. */
export const problems: Record<ProblemCode | "offline" | "unsent_work", string> = {
  offline: "No connection. Try again when you have signal.",
  unsent_work: "Some work is not sent yet. Send it or save a copy before you sign out.",
  malformed: "The server could not read this. Update the app and try again.",
  bad_value: "A part of it could not be read. Check it and try again.",
  unknown_proto: "The app and the server are of different age. Update the app. Nothing is lost.",
  sign_in_required: "Please sign in first.",
  wrong_password: "The login or the password is not right.",
  not_allowed: "You may not do this. Ask your manager.",
  device_revoked: "The city signed this phone out and emptied it. What was not sent waits for a supervisor.",
  not_found: "The server doesn't have this.",
  gap: "The phone and the server must compare notes. This goes by itself.",
  device_fork: "This looks like a copy of another phone. Sign in again.",
  offset_mismatch: "The photo goes on from where it stopped.",
  upload_gone: "The photo is sent again from the start.",
  too_big: "This photo is too large.",
  wrong_type: "This is not a photo we can use.",
  wrong_version: "The app is too old to send photos. Update it.",
  checksum_mismatch: "The photo was damaged on its way. It goes out again by itself.",
  locked: "The server is still busy with this photo. It goes on by itself.",
  too_many: "Too many tries. Wait a minute, then try again.",
  internal_error: "Something broke on the server. Try again later.",
  busy: "The server is busy. Try again in a moment.",
};

export const waiting: Record<WaitReason, string> = {
  offline: "no connection",
  unreachable: "the city's server isn't answering",
  server_error: "the city's server has a problem",
  signed_out: "you are signed out",
  blocked: "the server must be updated first",
  storage_full: "this phone is full",
};

export const kinds: Record<string, string> = {
  "request.report": "Report",
  "request.comment": "Comment",
  "wo.accept": "Job accepted",
  "wo.start": "Work started",
  "wo.close": "Job closed",
  "wo.assign": "Job given to a crew",
  "request.edit": "Correction",
  "request.withdraw": "Report taken back",
  "request.reopen": "Not fixed",
  "request.rate": "Rating",
  "request.notify": "How to tell you",
  "request.sort": "Report sorted",
  "request.merge": "Found to be reported before",
  "wo.cancel": "Job cancelled",
  "wo.plan": "Job planned",
  "wo.log": "Time and material",
  "op.review": "Decision on held work",
  "request.unmerge": "Not a duplicate",
  "request.close": "Report closed",
  "wo.correct": "Correction",
  "wo.serve": "Report added to a job",
  "wo.split": "Report taken off a job",
  "wo.settle": "Decision on a job",
  noop: "Nothing",
};

export const status: Record<string, string> = {
  new: "Reported",
  triaged: "Being looked at",
  planned: "Assigned to a crew",
  in_work: "In work",
  resolved: "Fixed",
  closed: "Closed",
  duplicate: "Already reported before",
  withdrawn: "Taken back",
  reopened: "Opened again",
};

/** By when the city means to have it done (SYNC-092). */
export const expected = {
  by: (day: string): string => `The city means to have it done by ${showDay(day)}.`,
  late: (day: string): string => `This is late. The city meant to have it done by ${showDay(day)}.`,
};
