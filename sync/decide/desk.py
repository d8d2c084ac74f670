"""Rules for the desk: sorting, merging and closing requests, calling jobs off, planning them."""

from datetime import datetime
from typing import Any

from sync.decide.duplicates import join, own_job, part
from sync.decide.jobs import (
    cancel_job,
    canonical,
    drop_unneeded,
    follow,
    followers,
    give_to_crew,
    move_request,
    new_work_order,
    open_job,
    propose,
    renew_for_closers,
    route,
    set_status,
    tell_followers,
)
from sync.decide.state import (
    APPLIED,
    Act,
    Decision,
    RequestState,
    Rights,
    World,
    for_desk,
    is_foreign,
    made_id,
    promise,
    rejected,
    tell,
    write,
)
from sync.protocol import lifecycle
from sync.protocol.messages import Schedule


def sort(world: World, rights: Rights, act: Act) -> Decision:
    """`request.sort`: compare-and-set on the kind and the priority, so that two dispatchers notice each other."""
    request = for_desk(rights, world.requests.get(act.id))
    if isinstance(request, Decision):
        return request
    asked = {"service_code": act.args.service_code, "priority": act.args.priority}
    now: dict[str, Any] = {name: getattr(request, name) for name in asked}
    yours = {name: value for name, value in asked.items() if value is not None and value != now[name]}
    if not yours:
        return Decision("merged", "already_so")
    group = {"service_code": "category", "priority": "priority"}
    foreign = [name for name in yours if is_foreign(request.fver, group[name], act.base, rights.device_id)]
    if foreign:
        return rejected("field_conflict", fields={name: {"now": now[name], "yours": yours[name]} for name in foreign})
    if "service_code" in yours and not world.services.get(act.args.service_code):
        return rejected("service_retired", service_code=act.args.service_code)
    for name, value in yours.items():
        setattr(request, name, value)
        tell(world, rights, act, request, f"sorted_{group[name]}", f"{now[name]} → {value}")
    if request.status == "new":
        set_status(world, request, "triaged")
        tell_followers(world, rights, act, request, "triaged")
    write(world, request, rights, *(group[name] for name in yours), "status")
    if "service_code" in yours:
        renew_for_closers(world, rights, request)
        route(world, rights, act, request, made_id(act.op_id, "job"))
    return APPLIED


def merge(world: World, rights: Rights, act: Act) -> Decision:
    """`request.merge`: what is added to a duplicate later goes to the other one, and is seen in both (SYNC-038)."""
    request, target = (for_desk(rights, world.requests.get(id)) for id in (act.id, act.args.into))
    if isinstance(request, Decision):
        return request
    if isinstance(target, Decision):
        return target
    into = canonical(world, target)
    if request.status == "duplicate":
        same = canonical(world, request) is into
        already = Decision("merged", "already_so")
        return already if same else rejected("field_conflict", reference=canonical(world, request).reference)
    if into is request:
        return rejected("bad_value", fields=[{"code": "bad_value", "at": "/into"}])
    if not lifecycle.can("request", request.status, "duplicate") or into.status == "withdrawn":
        return rejected("illegal_transition", status=request.status)
    join(world, rights, act, request, into)
    return APPLIED


def unmerge(world: World, rights: Rights, act: Act) -> Decision:
    """`request.unmerge`: the way back from a merge, to the job that still serves it or the crew that the desk had
    chosen; else it goes to whom its place belongs, or waits for the desk."""
    request = for_desk(rights, world.requests.get(act.id))
    if isinstance(request, Decision):
        return request
    if request.status != "duplicate":
        return Decision("merged", "already_so")
    chosen = request.chosen_crew_id
    part(world, rights, act, request)
    own = own_job(world, request)
    if own is not None:
        follow(world, rights, act, request, own)
    route(world, rights, act, request, made_id(act.op_id, "job"), chosen)
    return APPLIED


def close(world: World, rights: Rights, act: Act) -> Decision:
    """`request.close`: over without a crew; a job that nothing else needs leaves its crew's list."""
    request = for_desk(rights, world.requests.get(act.id))
    if isinstance(request, Decision):
        return request
    if not lifecycle.is_open("request", request.status):
        return rejected("illegal_transition", status=request.status)
    job = open_job(world, request)
    for one in (request, *followers(world, request)):
        move_request(world, rights, act, one, lifecycle.CLOSING[act.args.outcome]["request"], act.args.note)
    if job is not None:
        drop_unneeded(world, rights, act, job)
    return APPLIED


def reopen(world: World, rights: Rights, act: Act, request: RequestState) -> Decision:
    """`request.reopen` of the desk takes a closing back: the crew that had it goes on (SYNC-084)."""
    if lifecycle.is_open("request", request.status):
        return Decision("merged", "already_so")
    if not lifecycle.can("request", request.status, "reopened"):
        return rejected("illegal_transition", status=request.status)
    set_status(world, request, "reopened")
    request.rating = None
    tell(world, rights, act, request, "reopened", act.args.text)
    promise(world, rights, act.args.photos, "comment", [("request", request.id)])
    write(world, request, rights, "status", "rating", "comments")
    tell_followers(world, rights, act, request, "reopened")
    former = world.work_orders.get(request.work_order_id or "")
    if former is not None and lifecycle.is_open("work_order", former.status):
        follow(world, rights, act, request, former)
        return APPLIED
    job = new_work_order(world, made_id(act.op_id, "job"), request)
    if former is not None and former.crew_id is not None:
        give_to_crew(world, rights, act, job, former.crew_id)
    else:
        propose(world, rights, act, job, act.args.text)
    return APPLIED


def cancel(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.cancel`: the desk calls the job off; a crew that did not know and closes it is not wrong (SYNC-033)."""
    job = for_desk(rights, world.work_orders.get(act.id))
    if isinstance(job, Decision):
        return job
    if job.status == "cancelled":
        return Decision("merged", "already_so")
    if not lifecycle.can("work_order", job.status, "cancelled"):
        return rejected("illegal_transition", status=job.status)
    cancel_job(world, rights, act, job, act.args.note)
    return APPLIED


def plan(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.plan`: the last to arrive wins; what was there before stays in the history (SYNC-039)."""
    job = for_desk(rights, world.work_orders.get(act.id))
    if isinstance(job, Decision):
        return job
    if not lifecycle.is_open("work_order", job.status):
        return rejected("illegal_transition", status=job.status)
    now = Schedule(job.scheduled_from_at, job.scheduled_until_at)
    when, words = act.args.schedule, act.args.instructions
    groups = []
    if when is not None and when != now:
        tell(world, rights, act, job, "scheduled", _said(now))
        job.scheduled_from_at, job.scheduled_until_at = when.from_at, when.until_at
        groups.append("schedule")
    if words is not None and words != job.instructions:
        tell(world, rights, act, job, "instructed", job.instructions)
        job.instructions = words
        groups.append("instructions")
    if not groups:
        return Decision("merged", "already_so")
    write(world, job, rights, *groups)
    return APPLIED


def _said(when: Schedule) -> str:
    """An ISO 8601 interval; an open side is `..`, no time at all is empty."""
    if when.from_at is None and when.until_at is None:
        return ""
    return f"{_moment(when.from_at)}/{_moment(when.until_at)}"


def _moment(at: datetime | None) -> str:
    return ".." if at is None else at.isoformat()
