"""What a reporter does after reporting: correct it, take it back, say that it is not fixed, rate the result.

Nothing that somebody typed is lost: what comes too late for what it asked becomes a comment (SYNC-037).
"""

from datetime import timedelta
from typing import Any

from sync.decide import desk
from sync.decide.duplicates import hand_over
from sync.decide.jobs import (
    by_routing,
    cancel_job,
    flag,
    give_to_crew,
    is_under_way,
    new_work_order,
    open_job,
    propose,
    renew_for_closers,
    requests_of,
    route,
    set_status,
    tell_followers,
)
from sync.decide.reports import add_request, add_words, may_read
from sync.decide.state import (
    APPLIED,
    Act,
    Answerable,
    Decision,
    RequestState,
    Rights,
    Wish,
    WorkOrderState,
    World,
    is_foreign,
    known_place,
    made_id,
    promise,
    rejected,
    tell,
    write,
)
from sync.protocol import lifecycle, reference
from sync.protocol.messages import PhotoPromise, Place

REOPEN_WITHIN = timedelta(days=14)
DRAWS = 4
"""How many references a follow-up may try; that all are taken happens about never."""


def edit(world: World, rights: Rights, act: Act) -> Decision:
    """`request.edit`: the reporter's while no person has looked at it; the desk's unless somebody else changed it."""
    request = world.requests.get(act.id)
    if request is None or not may_read(rights, request):
        return rejected("not_found")
    if request.reporter_device != rights.device_id and not rights.is_desk:
        return rejected("not_allowed")
    now = {"description": request.description, "place": request.place}
    place = None if act.args.place is None else known_place(world, act.args.place)
    asked = {"description": act.args.description, "place": place}
    yours = {name: value for name, value in asked.items() if value is not None and value != now[name]}
    if not yours:
        return Decision("merged", "already_so")
    group = {"description": "text", "place": "place"}
    foreign = [name for name in yours if is_foreign(request.fver, group[name], act.base, rights.device_id)]
    if foreign and rights.is_desk:
        return rejected("field_conflict", fields={name: {"now": now[name], "yours": yours[name]} for name in foreign})
    unseen = _unseen_job(world, request)
    if (foreign or (request.status != "new" and unseen is None)) and not rights.is_desk:
        return _as_comment(world, rights, act, request, "\n".join(_said(value) for value in yours.values()))
    if "description" in yours:
        tell(world, rights, act, request, "edited", request.description)
        request.description = act.args.description
    if "place" in yours:
        tell(world, rights, act, request, "moved", _said(request.place))
        request.place = yours["place"]
    write(world, request, rights, *(group[name] for name in yours))
    if "place" in yours:
        renew_for_closers(world, rights, request)
        route(world, rights, act, request, made_id(act.op_id, "job"))
        if unseen is not None and not rights.is_desk:
            _bring_along(world, rights, act, unseen)
    return APPLIED


def _unseen_job(world: World, request: RequestState) -> WorkOrderState | None:
    """The request's job while only routing has had a hand in it: no person chose its crew, nor has the crew seen it.

    A job that others wait for too is no longer one reporter's to move.
    """
    job = open_job(world, request)
    if job is None or request.status != "planned" or job.status != "assigned" or job.accepted_at is not None:
        return None
    if request.followers or len(job.request_ids) > 1:
        return None
    if {"schedule", "instructions"} & job.fver.keys() or {"category", "priority"} & request.fver.keys():
        return None  # which only the desk writes
    _, chosen_by = job.fver.get("assignee", (0, None))
    return job if chosen_by in (request.reporter_device, "") else None  # "": a redrawn map did


def _bring_along(world: World, rights: Rights, act: Act, job: WorkOrderState) -> None:
    """The job goes to whom the corrected place belongs; where no crew answers, the desk looks at the request."""
    who = world.answerable.get(act.op_id, Answerable())
    routing = by_routing(rights)
    if job.district_id != who.district_id:
        job.district_id = who.district_id
        write(world, job, routing, "route")
    if who.crew_id is None:
        cancel_job(world, routing, act, job)
    elif who.crew_id != job.crew_id:
        give_to_crew(world, routing, act, job, who.crew_id)


def withdraw(world: World, rights: Rights, act: Act) -> Decision:
    """`request.withdraw`: its job goes with it, unless others wait for it too, or a crew has begun and is told."""
    request = _own(world, rights, act)
    if isinstance(request, Decision):
        return request
    if request.status == "withdrawn":
        return Decision("merged", "already_so")
    if not lifecycle.can("request", request.status, "withdrawn"):
        return _as_comment(world, rights, act, request, act.args.text)
    job = open_job(world, request)
    if job is not None and is_under_way(job):
        flag(job, "withdrawn")
        for thing in (request, job):
            tell(world, rights, act, thing, "take_back", act.args.text)
        write(world, job, rights, "flags", "log")
        write(world, request, rights, "comments")
        return Decision("merged", "work_under_way")
    set_status(world, request, "withdrawn")
    tell(world, rights, act, request, "withdrawn", act.args.text)
    write(world, request, rights, "status")
    hand_over(world, rights, act, request)
    if job is not None and not any(lifecycle.is_open("request", one.status) for one in requests_of(world, job)):
        cancel_job(world, rights, act, job)
    return APPLIED


def reopen(world: World, rights: Rights, act: Act) -> Decision:
    """`request.reopen`: "not fixed". Soon after the closure it is open again, later a new request (SYNC-044)."""
    found = world.requests.get(act.id)
    if found is not None and rights.is_desk and found.reporter_device != rights.device_id:
        return desk.reopen(world, rights, act, found)
    request = _own(world, rights, act)
    if isinstance(request, Decision):
        return request
    if not lifecycle.can("request", request.status, "reopened"):
        return _as_comment(world, rights, act, request, act.args.text, act.args.photos)
    if request.closed_at is None or world.now - request.closed_at > REOPEN_WITHIN:
        return _follow_up(world, rights, act, request)
    set_status(world, request, "reopened")
    request.rating = None  # it was of an end that is none now
    tell(world, rights, act, request, "reopened", act.args.text)
    promise(world, rights, act.args.photos, "comment", [("request", request.id)])
    propose(world, rights, act, new_work_order(world, made_id(act.op_id, "job"), request), act.args.text)
    write(world, request, rights, "status", "rating", "comments")
    tell_followers(world, rights, act, request, "reopened")
    return APPLIED


def rate(world: World, rights: Rights, act: Act) -> Decision:
    """`request.rate`: the last rating counts; a device's own order is that of its numbers (SYNC-012)."""
    request = _own(world, rights, act)
    if isinstance(request, Decision):
        return request
    if request.status not in ("resolved", "closed"):
        return rejected("illegal_transition", status=request.status)
    request.rating = act.args.stars
    tell(world, rights, act, request, "rated", f"{act.args.stars}/5 {act.args.text}".strip())
    write(world, request, rights, "rating")
    return APPLIED


def notify(world: World, rights: Rights, act: Act) -> Decision:
    """`request.notify`: only its reporter is told, whatever the status is; nothing else changes (SYNC-090)."""
    request = _own(world, rights, act)
    if isinstance(request, Decision):
        return request
    world.wishes.append(Wish(request.id, rights.device_id, act.args))
    before = request.updated_at  # its document says how they are told; nothing became of the report itself
    write(world, request, rights, "notify")
    request.updated_at = before
    return APPLIED


def drawn(op_id: str) -> list[str]:
    """The references that the follow-up of this op tries, in their order: the same op always makes the same one."""
    return [reference.made_from(f"{op_id}/{n}".encode()) for n in range(DRAWS)]


def _follow_up(world: World, rights: Rights, act: Act, request: RequestState) -> Decision:
    free = next((one for one in drawn(act.op_id) if one not in world.taken), None)
    if free is None:
        return rejected("reference_taken")
    new = RequestState(
        id=made_id(act.op_id, "request"),
        reference=free,
        service_code=request.service_code,
        description=act.args.text or request.description,
        place=request.place,
        district_id=None,
        route_reason="",
        reporter_device=request.reporter_device,
        requested_at=act.occurred_at,
        recorded_at=world.now,
        updated_at=world.now,
        follows=request.id,
    )
    promise(world, rights, act.args.photos, "report", [("request", new.id), ("request", request.id)])
    world.carried.append((request.id, new.id))
    tell(world, rights, act, request, "followed_up", act.args.text)
    write(world, request, rights, "comments")
    add_request(world, rights, act, new)
    return Decision("converted", "follow_up", {"reference": free, "request_id": new.id})


def _own(world: World, rights: Rights, act: Act) -> RequestState | Decision:
    request = world.requests.get(act.id)
    if request is None or not may_read(rights, request):
        return rejected("not_found")
    return request if request.reporter_device == rights.device_id else rejected("not_allowed")


def _as_comment(
    world: World, rights: Rights, act: Act, request: RequestState, text: str, photos: list[PhotoPromise] | None = None
) -> Decision:
    converted = Decision("converted", "became_comment", {"reference": request.reference})
    return add_words(world, rights, act, request, made_id(act.op_id, "comment"), text, photos or [], converted)


def _said(value: Any) -> str:
    """A place as words and figures; words as they are."""
    if not isinstance(value, Place):
        return str(value)
    point = "" if value.lat is None or value.lon is None else f"{value.lat:.5f}, {value.lon:.5f}"
    return " ".join(part for part in (value.text, f"({point})" if value.text and point else point) if part)
