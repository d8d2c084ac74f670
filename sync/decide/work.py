"""Rules for a work order: assigning, accepting, starting, logging, closing. What was done in the field is a fact
(SYNC-033).
"""

from msgspec import structs

from sync.decide.jobs import (
    drop_unneeded,
    flag,
    give_to_crew,
    is_under_way,
    move_request,
    new_work_order,
    open_job,
    requests_of,
)
from sync.decide.state import (
    APPLIED,
    Act,
    Decision,
    Line,
    Rights,
    WorkOrderState,
    World,
    is_foreign,
    promise,
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
    if job.crew_id == crew_id:
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
    rights = _in_place_of_agency(world, rights, act)
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
    rights = _in_place_of_agency(world, rights, act)
    job = world.work_orders.get(act.id)
    if job is None or not ever_had(rights, job):
        return rejected("not_found")
    args = act.args
    line = Line(args.id, "wo", job.id, "logged", rights.signature, args.text, rights.device_id, act.occurred_at)
    world.lines.append(structs.replace(line, minutes=args.minutes, materials=args.materials))
    write(world, job, rights, "log")
    return APPLIED


def close(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.close`: the first closure to arrive closes; evidence is kept from every closure, late and double ones too."""
    rights = _in_place_of_agency(world, rights, act)
    job = world.work_orders.get(act.id)
    if job is None or not ever_had(rights, job):
        return rejected("not_found")
    if job.status == "done":
        return _close_again(world, rights, act, job)
    late = job.crew_id != rights.crew_id or job.status == "cancelled"
    if job.crew_id != rights.crew_id and act.base >= job.assign_rev:
        return rejected("stale_assignment")
    if job.status == "cancelled" and not is_foreign(job.fver, "status", act.base, rights.device_id):
        return rejected("cancelled_known")
    if late:
        flag(job, "double_work" if job.status == "started" else "late_closure")
    _close(world, rights, act, job)
    _settle_rivals(world, rights, act, job)
    return Decision("applied", "late_closure") if late else APPLIED


def _close(world: World, rights: Rights, act: Act, job: WorkOrderState) -> None:
    law = lifecycle.CLOSING[act.args.outcome]
    if lifecycle.can("work_order", job.status, law["work_order"]):
        job.status = law["work_order"]
    job.outcome, job.note = act.args.outcome, act.args.note
    if job.status == "done":
        job.closed_at, job.closed_by = act.occurred_at, rights.signature
    job.accepted_at = job.accepted_at or act.occurred_at
    write(world, job, rights, "status", "closing")
    _log_closure(world, rights, act, job, "closed", act.args.note)
    for request in requests_of(world, job):
        move_request(world, rights, act, request, law["request"], act.args.note)


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
    _log_closure(world, rights, act, job, "closed_again", f"{act.args.outcome}: {act.args.note}".removesuffix(": "))
    for request in requests_of(world, job):
        write(world, request, rights, "comments")
    return Decision("merged", "duplicate_closure", {"closed_by": job.closed_by})


def _log_closure(world: World, rights: Rights, act: Act, job: WorkOrderState, kind: str, text: str) -> None:
    tell(world, rights, act, job, kind, text)
    links = [("wo", job.id), *(("request", id) for id in job.request_ids)]
    promise(world, rights, act.args.photos, "evidence", links)


def _own_job(world: World, rights: Rights, act: Act) -> tuple[WorkOrderState | None, Decision]:
    job = world.work_orders.get(act.id)
    if job is None or not ever_had(rights, job):
        return None, rejected("not_found")
    return (job, APPLIED) if job.crew_id == rights.crew_id else (None, rejected("stale_assignment"))


def _in_place_of_agency(world: World, rights: Rights, act: Act) -> Rights:
    """The desk does the work of an agency outside the city, which has nobody here; it signs as itself (SYNC-081)."""
    job = world.work_orders.get(act.id)
    if job is None or not rights.is_desk or job.crew_id not in world.agencies:
        return rights
    return structs.replace(rights, crew_id=job.crew_id)


def ever_had(rights: Rights, job: WorkOrderState) -> bool:
    """Whether the author's crew has the job or had it once."""
    return rights.crew_id is not None and rights.crew_id in (job.crew_id, *job.past_crews)
