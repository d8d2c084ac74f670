"""Rules for a work order: assigning, accepting, starting, logging."""

from typing import Any

from msgspec import structs, to_builtins

from sync.decide.jobs import give_to_crew, move_request, new_work_order, requests_of
from sync.decide.state import (
    APPLIED,
    Act,
    Decision,
    Line,
    Rights,
    WorkOrderState,
    World,
    is_foreign,
    rejected,
    tell,
    write,
)
from sync.protocol import lifecycle


def assign(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.assign`: compare-and-set on the assignment; the first to arrive wins, the second hears of it."""
    if not rights.is_desk:
        return rejected("not_allowed")
    crew_id = act.args.crew_id
    if crew_id not in world.crews:
        return rejected("bad_value", fields=[{"code": "crew", "at": "/crew_id"}])
    job = world.work_orders.get(act.id)
    if job is None:
        return _assign_new(world, rights, act)
    if not lifecycle.can("work_order", job.status, "assigned"):
        return rejected("illegal_transition", status=job.status)
    if job.crew_id == crew_id and job.status != "blocked":  # what waited for parts is taken up again
        return Decision("merged", "already_so")
    if job.assign_rev > act.base and is_foreign(job.fver, "assignee", act.base, rights.device_id):
        return rejected("field_conflict", crew_id=job.crew_id)
    give_to_crew(world, rights, act, job, crew_id)
    return APPLIED


def _assign_new(world: World, rights: Rights, act: Act) -> Decision:
    request = world.requests.get(act.args.request_id or "")
    if request is None or act.id in world.elsewhere:
        return rejected("not_found")
    if not lifecycle.is_open("request", request.status):
        return rejected("illegal_transition", status=request.status)
    current = world.work_orders.get(request.work_order_id or "")
    if current is not None and lifecycle.is_open("work_order", current.status):
        return rejected("field_conflict", crew_id=current.crew_id)
    job = new_work_order(world, act.id, request)
    give_to_crew(world, rights, act, job, act.args.crew_id)
    return APPLIED


def accept(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.accept`: the dispatcher learns that the job reached the crew."""
    job, refusal = _own_job(world, rights, act)
    if job is None:
        return refusal
    if job.accepted_at is not None or not lifecycle.is_open("work_order", job.status):
        return Decision("merged", "already_so")
    job.accepted_at = act.occurred_at
    write(world, job, rights, "acceptance")
    tell(world, rights, act, job, "accepted")
    return APPLIED


def start(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.start`: work has begun; the reporter sees "In work"."""
    rights = in_place_of_agency(world, rights, act)
    job, refusal = _own_job(world, rights, act)
    if job is None:
        return refusal
    if job.status in ("started", "done"):
        return Decision("merged", "already_so")
    if not lifecycle.can("work_order", job.status, "started"):
        return rejected("illegal_transition", status=job.status)
    job.status = "started"
    job.started_at = act.occurred_at
    job.accepted_at = job.accepted_at or act.occurred_at
    write(world, job, rights, "status", "acceptance")
    tell(world, rights, act, job, "started")
    for request in requests_of(world, job):
        move_request(world, rights, act, request, "in_work")
    return APPLIED


def log(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.log`: a row of time and material; kept whatever the status is, totals are sums of rows (SYNC-035)."""
    rights = in_place_of_agency(world, rights, act)
    job = world.work_orders.get(act.id)
    if job is None or not ever_had(rights, job):
        return rejected("not_found")
    add_spent(world, rights, act, job, act.args.id, act.args.text)
    write(world, job, rights, "log")
    return APPLIED


def add_spent(world: World, rights: Rights, act: Act, job: WorkOrderState, id: str, text: str = "") -> None:
    """A row of the time and material that the act tells of."""
    line = Line(id, "wo", job.id, "logged", rights.signature, text, rights.device_id, act.occurred_at, name=rights.name)
    world.lines.append(structs.replace(line, minutes=act.args.minutes, materials=act.args.materials))


def _own_job(world: World, rights: Rights, act: Act) -> tuple[WorkOrderState | None, Decision]:
    job = world.work_orders.get(act.id)
    if job is None or not ever_had(rights, job):
        return None, rejected("not_found")
    return (job, APPLIED) if job.crew_id == rights.crew_id else (None, rejected("stale_assignment", **moved(job, act)))


def in_place_of_agency(world: World, rights: Rights, act: Act) -> Rights:
    """The desk does the work of an agency outside the city, which has nobody here; it signs as itself (SYNC-081)."""
    job = world.work_orders.get(act.id)
    if job is None or not rights.is_desk or job.crew_id not in world.agencies:
        return rights
    return structs.replace(rights, crew_id=job.crew_id)


def moved(job: WorkOrderState, act: Act) -> dict[str, Any]:
    """Who moved the job or called it off and when, and when the author acted: for a crew that did not know."""
    facts = to_builtins(job.moved) if job.moved is not None else {}
    return facts | {"acted_at": act.occurred_at.isoformat()}


def ever_had(rights: Rights, job: WorkOrderState) -> bool:
    """Whether the author's crew has the job or had it once."""
    return rights.crew_id is not None and rights.crew_id in (job.crew_id, *job.past_crews)
