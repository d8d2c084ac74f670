"""`wo.settle`: the desk decides what the field could not, and may take its decision back (SYNC-083)."""

from typing import Any

from msgspec import to_builtins

from sync.decide.closing import ENDED, apply, correct_request, count, counting, said, standing
from sync.decide.jobs import requests_of
from sync.decide.state import (
    APPLIED,
    Act,
    Before,
    Decision,
    RequestState,
    Rights,
    Settlement,
    WorkOrderState,
    World,
    for_desk,
    is_foreign,
    rejected,
    tell,
    write,
)
from sync.protocol import lifecycle
from sync.protocol.messages import Closing, Settled


def settle(world: World, rights: Rights, act: Act) -> Decision:
    """Compare-and-set on the flags: what is decided already is not decided twice."""
    job = for_desk(rights, world.work_orders.get(act.id))
    if isinstance(job, Decision):
        return job
    args = act.args
    if args.verdict == "open":
        return _put_back(world, rights, act, job)
    flags = [one for one in job.flags if one in (args.flags or job.flags)]
    if not flags:
        return _decided_before(job, args)
    closing = _claim(job, args.closing) if args.verdict == "take" else None
    if closing is None and args.closing is not None and args.verdict == "take":
        return rejected("bad_value", fields=[{"code": "bad_value", "at": "/closing"}])
    before = None
    if closing is not None and not closing.counts:
        if job.status not in ENDED:
            return rejected("illegal_transition", status=job.status)
        before = _take(world, rights, act, job, closing)
    elif args.verdict == "keep" and is_late(job):
        before = _leave(world, rights, act, job)
    job.flags = [one for one in job.flags if one not in flags]
    facts: dict[str, Any] = {"by": rights.signature, "name": rights.name, "at": act.occurred_at}
    told = Settled(args.verdict, flags, args.note, closing=closing.id if closing else None, **facts)
    job.settled.append(Settlement(told, before))
    tell(world, rights, act, job, "settled", said(args.verdict, args.note))
    write(world, job, rights, "flags", "log", "settled", *(("status", "closing") if before else ()))
    return APPLIED


def _decided_before(job: WorkOrderState, args: Any) -> Decision:
    last = job.settled[-1].told if job.settled else None
    if last is None or (last.verdict == args.verdict and args.closing in (None, last.closing)):
        return Decision("merged", "already_so")
    return rejected("field_conflict", settled=to_builtins(last))


def _claim(job: WorkOrderState, id: str | None) -> Closing | None:
    """The closing that is meant; without an id the newest that says something else than the one that counts does: of
    another crew, or later. None where there is no other, so that the one that counts is confirmed."""
    if id is not None:
        return next((one for one in job.closings if one.id == id), None)
    now = counting(job)
    since = job.closings.index(now) if now else -1
    others = [one for i, one in enumerate(job.closings) if not now or i > since or one.crew_id != now.crew_id]
    return others[-1] if others else now


def is_late(job: WorkOrderState) -> bool:
    """Whether what counts came after the desk had moved the job or called it off, and nobody else closed it.

    One that was called off stays so when it needs parts.
    """
    now = counting(job)
    return now is not None and now.kind == "late" and job.status in (*ENDED, "cancelled") and _claim(job, None) is now


def _take(world: World, rights: Rights, act: Act, job: WorkOrderState, closing: Closing) -> Before:
    before = _before(job)
    follow = standing(world, job)
    apply(job, closing, closing.by)
    if job.status == "done":
        job.closed_at, job.closed_by = closing.occurred_at, closing.by
    for request in follow:
        _note(before, request)
        status = lifecycle.CLOSING[closing.outcome]["request"]
        correct_request(world, rights, act, request, status, closing.note)
        if closing.request_ids is not None and request.id not in closing.request_ids:
            closing.request_ids.append(request.id)
    return before


def _leave(world: World, rights: Rights, act: Act, job: WorkOrderState) -> Before:
    """The late closing counts no longer: the job goes on where the desk had put it."""
    before, late = _before(job), counting(job)
    follow = standing(world, job)
    is_off = job.moved is not None and job.moved.kind == "cancelled"
    job.status = "cancelled" if is_off else "started" if job.started_at else "assigned"
    job.outcome, job.note, job.closed_at, job.closed_by = None, "", None, None
    if late is not None and job.accepted_at == late.occurred_at:
        job.accepted_at = None  # nobody has accepted it but by closing it
    count(job, None)
    for request in follow:
        _note(before, request)
        correct_request(world, rights, act, request, "triaged" if is_off else "planned", "")
    return before


def _before(job: WorkOrderState) -> Before:
    now = counting(job)
    return Before(job.status, job.outcome, job.note, job.closed_at, job.closed_by, now.id if now else None)


def _note(before: Before, request: RequestState) -> None:
    before.requests[request.id] = (request.status, request.status_note)
    if request.rating is not None:
        before.ratings[request.id] = request.rating


def _put_back(world: World, rights: Rights, act: Act, job: WorkOrderState) -> Decision:
    """The flags come back, and with them what counted before, unless others went on from what was decided."""
    if not job.settled:
        return Decision("merged", "already_so")
    last = job.settled[-1]
    if is_foreign(job.fver, "settled", act.base, rights.device_id):  # another decision is the last one by now
        return rejected("field_conflict", settled=to_builtins(last.told))
    now = counting(job)
    if last.before is not None:
        if (now.id if now else None) != last.told.closing:
            return rejected("field_conflict", outcome=job.outcome)
        if now is not None and job.status != lifecycle.CLOSING[now.outcome]["work_order"]:
            return rejected("illegal_transition", status=job.status)
        if now is None and job.fver["status"] != job.fver["closing"]:  # begun, moved or called off since
            return rejected("illegal_transition", status=job.status)
        _restore(world, rights, act, job, last.before)
    job.settled.pop()
    job.flags += [one for one in last.told.flags if one not in job.flags]
    tell(world, rights, act, job, "settled", said("open", act.args.note))
    write(world, job, rights, "flags", "log", "settled", *(("status", "closing") if last.before else ()))
    return APPLIED


def _restore(world: World, rights: Rights, act: Act, job: WorkOrderState, before: Before) -> None:
    follow = standing(world, job) if counting(job) else _left(world, job, before)
    job.status, job.outcome, job.note = before.status, before.outcome, before.note
    job.closed_at, job.closed_by = before.closed_at, before.closed_by
    counted = next((one for one in job.closings if one.id == before.counted), None)
    count(job, counted)
    if counted is not None:
        job.accepted_at = job.accepted_at or counted.occurred_at
    for request in follow:
        status, note = before.requests.get(request.id, (request.status, request.status_note))
        correct_request(world, rights, act, request, status, note)
        if request.status == status:
            request.rating = before.ratings.get(request.id, request.rating)


def _left(world: World, job: WorkOrderState, before: Before) -> list[RequestState]:
    """The requests that a late closing has let go of, and nobody else has closed or taken since."""
    mine = [one for one in requests_of(world, job) if one.id in before.requests and one.work_order_id == job.id]
    return [
        one
        for one in mine
        if one.erased_at is None and (one.status == "duplicate" or lifecycle.is_open("request", one.status))
    ]
