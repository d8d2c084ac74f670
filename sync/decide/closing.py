"""Rules for what became of a job: closing it, and saying otherwise afterwards. What was done in the field is a fact
(SYNC-033), and of all that is said about it one closing counts (SYNC-034, SYNC-082).
"""

from typing import Literal

from sync.decide.jobs import drop_unneeded, flag, is_under_way, move_request, open_job, requests_of, set_status
from sync.decide.state import (
    APPLIED,
    Act,
    Decision,
    RequestState,
    Rights,
    WorkOrderState,
    World,
    is_foreign,
    made_id,
    promise,
    rejected,
    tell,
    write,
)
from sync.decide.work import add_spent, ever_had, in_place_of_agency, moved
from sync.protocol import lifecycle
from sync.protocol.corrections import may_correct
from sync.protocol.messages import CloseArgs, Closing

ENDED = ("done", "blocked")
"""What a closing makes of a job."""
Kind = Literal["first", "late", "double", "correction"]


def close(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.close`: the first closure to arrive closes; evidence is kept from every closure, late and double ones too."""
    rights = in_place_of_agency(world, rights, act)
    job = world.work_orders.get(act.id)
    if job is None or not ever_had(rights, job):
        return rejected("not_found")
    if job.status == "done":
        return _close_again(world, rights, act, job)
    late = job.crew_id != rights.crew_id or job.status == "cancelled"
    if job.crew_id != rights.crew_id and act.base >= job.assign_rev:
        return rejected("stale_assignment", **moved(job, act))
    if job.status == "cancelled" and not is_foreign(job.fver, "status", act.base, rights.device_id):
        return rejected("cancelled_known", **moved(job, act))
    if late:
        flag(job, "double_work" if job.status == "started" else "late_closure")
    _close(world, rights, act, job, "late" if late else "first")
    _settle_rivals(world, rights, act, job)
    return Decision("applied", "late_closure", moved(job, act)) if late else APPLIED


def _close(world: World, rights: Rights, act: Act, job: WorkOrderState, kind: Kind) -> None:
    law = lifecycle.CLOSING[act.args.outcome]
    if lifecycle.can("work_order", job.status, law["work_order"]):
        job.status = law["work_order"]
    job.outcome, job.note = act.args.outcome, act.args.note
    if job.status == "done":
        job.closed_at, job.closed_by = act.occurred_at, rights.signature
    job.accepted_at = job.accepted_at or act.occurred_at
    write(world, job, rights, "status", "closing")
    made = _keep(world, rights, act, job, kind, act.args.outcome, act.args.note)
    count(job, made)
    _log_closure(world, rights, act, job, "closed", act.args.note, made)
    for request in requests_of(world, job):
        if job.status == law["work_order"]:
            move_request(world, rights, act, request, law["request"], act.args.note)
        elif open_job(world, request) is None:  # called off, and it stays so: nobody is coming
            move_request(world, rights, act, request, "triaged", act.args.note)


def _settle_rivals(world: World, rights: Rights, act: Act, job: WorkOrderState) -> None:
    """What a job closed after it was cancelled has mended may be another crew's job by now."""
    rivals = {one.id: one for request in requests_of(world, job) if (one := open_job(world, request)) is not None}
    for rival in rivals.values():
        if rival is not job and job.status == "done":
            if is_under_way(rival):
                flag(job, "double_work")
            drop_unneeded(world, rights, act, rival)


def _close_again(world: World, rights: Rights, act: Act, job: WorkOrderState) -> Decision:
    """A second closure never overwrites the first: it becomes a line of the log, with its photos (I11)."""
    if job.closed_by != rights.signature:
        flag(job, "duplicate_work")
    write(world, job, rights, "log")
    made = _keep(world, rights, act, job, "double", act.args.outcome, act.args.note)
    _log_closure(world, rights, act, job, "closed_again", said(act.args.outcome, act.args.note), made)
    _add_to_requests(world, rights, job)
    first = counting(job)
    who = {} if first is None else {"by": first.by, "name": first.name, "at": first.occurred_at.isoformat()}
    return Decision("merged", "duplicate_closure", {"closed_by": job.closed_by} | who)


def correct(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.correct`: whoever closed it, or the desk, says otherwise; requests follow while they stand as it left them.

    Once the state has moved on, it is kept like a second closure and the desk decides (SYNC-082).
    """
    job = world.work_orders.get(act.id)
    if job is None or not (rights.is_desk or ever_had(rights, job)):
        return rejected("not_found")
    own = [one for one in job.closings if rights.is_desk or one.crew_id == rights.crew_id]
    if not own:
        return rejected("illegal_transition", status=job.status)
    first = counting(job)
    asked, note = act.args.outcome, act.args.note
    last = first if first in own and first is not None else own[-1]
    outcome, note = asked or last.outcome, last.note if note is None else note
    if first is None or first is not last or _has_moved_on(world, rights, act, job):
        return _keep_correction(world, rights, act, job, last, outcome, note)
    if (outcome, note) == (last.outcome, last.note) and not act.args.photos:
        return Decision("merged", "already_so")
    before = said(last.outcome, last.note)
    follow = standing(world, job)
    made = _keep(world, rights, act, job, "correction", outcome, note, of=last)
    apply(job, made, last.by)
    write(world, job, rights, "status", "closing")
    _log_closure(world, rights, act, job, "corrected", before, made)
    _add_to_requests(world, rights, job)
    if (outcome, note) != (last.outcome, last.note):
        for request in follow:
            correct_request(world, rights, act, request, lifecycle.CLOSING[outcome]["request"], note)
    return APPLIED


def _has_moved_on(world: World, rights: Rights, act: Act, job: WorkOrderState) -> bool:
    """Whether the job is somebody else's again, its requests went on, or what counts is not what was seen."""
    if job.status not in ENDED or is_foreign(job.fver, "closing", act.base, rights.device_id):
        return True
    waiting = [one for one in requests_of(world, job) if one.status != "withdrawn" and one.erased_at is None]
    return bool(waiting) and not any(one.status != "duplicate" for one in standing(world, job))


def _keep_correction(
    world: World, rights: Rights, act: Act, job: WorkOrderState, last: Closing, outcome: str, note: str
) -> Decision:
    if not rights.is_desk:
        flag(job, "correction")
    made = _keep(world, rights, act, job, "correction", outcome, note, of=last)
    write(world, job, rights, "log", "flags")
    _log_closure(world, rights, act, job, "correction", said(outcome, note), made)
    _add_to_requests(world, rights, job)
    return Decision("merged", "correction_kept", moved(job, act))


def counting(job: WorkOrderState) -> Closing | None:
    """The closing that counts."""
    return next((one for one in job.closings if one.counts), None)


def count(job: WorkOrderState, closing: Closing | None) -> None:
    """From now on this one counts, and no other."""
    for one in job.closings:
        one.counts = one is closing


def apply(job: WorkOrderState, closing: Closing, by: str) -> None:
    """The job becomes what the closing says; `by` is whose work it was."""
    status = lifecycle.CLOSING[closing.outcome]["work_order"]
    if status != job.status and may_correct("work_order", job.status, status):
        job.status = status
        job.closed_at, job.closed_by = (closing.occurred_at, by) if status == "done" else (None, None)
    job.outcome, job.note = closing.outcome, closing.note
    count(job, closing)


def standing(world: World, job: WorkOrderState) -> list[RequestState]:
    """The requests that are still as the closing left them: nobody took them up, opened or closed them since.

    Those of a job that was called off wait for the desk; what was closed before that was so may say otherwise still.
    """
    law = lifecycle.CLOSING.get(job.outcome or "", {})
    left = (law.get("request"), "duplicate", *(("triaged",) if job.status == "cancelled" else ()))
    return [one for one in requests_of(world, job) if _hangs_on(one, job) and one.status in left]


def _hangs_on(request: RequestState, job: WorkOrderState) -> bool:
    return request.work_order_id == job.id and request.erased_at is None


def correct_request(world: World, rights: Rights, act: Act, request: RequestState, status: str, note: str) -> None:
    """The request goes where the correction says, and its reporter is told that what they heard was not so."""
    if request.status not in ("duplicate", status):
        if not may_correct("request", request.status, status):
            return
        set_status(world, request, status)
        if lifecycle.is_open("request", status):
            request.rating = None  # it was of an end that is none now
    request.status_note = note
    tell(world, rights, act, request, "corrected")
    tell(world, rights, act, request, status, note)
    write(world, request, rights, "status", "rating")


def said(outcome: str | None, note: str) -> str:
    """An outcome and its note as a line of the log."""
    return f"{outcome}: {note}".removesuffix(": ")


def _keep(
    world: World,
    rights: Rights,
    act: Act,
    job: WorkOrderState,
    kind: Kind,
    outcome: str,
    note: str,
    of: Closing | None = None,
) -> Closing:
    """The closing as a fact beside the others. A correction tells of the work that it corrects."""
    args = act.args
    closing = Closing(
        id=act.op_id,
        kind=kind,
        by=rights.signature,
        name=rights.name,
        crew_id=of.crew_id if of else rights.crew_id,
        occurred_at=act.occurred_at,
        received_at=world.now,
        outcome=outcome,
        note=note,
        photos=[*(of.photos if of else []), *(photo.id for photo in args.photos)],
        request_ids=list(job.request_ids),
    )
    if isinstance(args, CloseArgs) and (args.minutes or args.materials):
        closing.minutes, closing.materials = args.minutes, args.materials
        add_spent(world, rights, act, job, made_id(act.op_id, "spent"))
    job.closings.append(closing)
    return closing


def _log_closure(
    world: World, rights: Rights, act: Act, job: WorkOrderState, kind: str, text: str, made: Closing
) -> None:
    tell(world, rights, act, job, kind, text)
    links = [("wo", job.id), *(("request", id) for id in job.request_ids)]
    promise(world, rights, act.args.photos, "evidence", links, made.crew_id)


def _add_to_requests(world: World, rights: Rights, job: WorkOrderState) -> None:
    """Their photos have changed."""
    for request in requests_of(world, job):
        write(world, request, rights, "comments")
