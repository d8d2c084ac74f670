"""Requests about the same thing: one of them, the canonical one, is worked on, and the others follow it (SYNC-048)."""

import math

from sync.decide.jobs import drop_unneeded, follow, followers, open_job, set_status, take_off
from sync.decide.state import Act, RequestState, Rights, WorkOrderState, World, tell, write
from sync.protocol import lifecycle
from sync.protocol.messages import Place

NEAR_M = 500.0
"""A reporter's word alone joins what is no further apart; a hill, a car and a bad fix are in it."""
_METRES_PER_DEGREE = 111_195.0


def meant(world: World, reference: str | None) -> RequestState | None:
    """The request under the reference that a reporter gave, if there is one and it was not erased."""
    found = (one for one in world.requests.values() if one.reference == reference and one.erased_at is None)
    return next(found, None) if reference else None


def takes_in(into: RequestState, request: RequestState) -> bool:
    """Whether a reporter's word is enough to make the request a duplicate of the other one."""
    return into is not request and lifecycle.is_open("request", into.status) and is_near(into.place, request.place)


def is_near(one: Place, other: Place) -> bool:
    """Whether both may be the same spot; a place in words alone may be anywhere."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True
    east = (one.lon - other.lon + 180) % 360 - 180
    wide = math.cos(math.radians((one.lat + other.lat) / 2))
    return math.hypot(one.lat - other.lat, east * wide) * _METRES_PER_DEGREE <= NEAR_M


def join(world: World, rights: Rights, act: Act, request: RequestState, into: RequestState) -> None:
    """The request is a duplicate of `into` from now on, and so is what followed it. Neither loses its job's work."""
    moved = [request, *followers(world, request)]
    set_status(world, request, "duplicate")
    for one in moved:
        one.duplicate_of = into.id
        tell(world, rights, act, one, "duplicate", into.reference)
        write(world, one, rights, "status")
    request.followers -= len(moved) - 1
    into.followers += len(moved)
    tell(world, rights, act, into, "merged_in", request.reference)
    write(world, into, rights, "comments")
    own, other = open_job(world, request), open_job(world, into)
    if own is not None and own is not other:
        request.chosen_crew_id = own.crew_id if own.moved is not None and own.moved.by != "routing" else None
    if own is not None and other is None and lifecycle.is_open("request", into.status):
        follow(world, rights, act, into, own)
    elif own is not None and own is not other:
        drop_unneeded(world, rights, act, own)
    if other is not None:
        for one in moved:
            follow(world, rights, act, one, other)


def part(world: World, rights: Rights, act: Act, request: RequestState) -> None:
    """The request is no duplicate after all and waits for the desk; what had followed it before stays where it is, and
    so does every job that it had in common with what it followed (SYNC-086)."""
    home, shared = world.requests.get(request.duplicate_of or ""), _in_common(world, request)
    request.duplicate_of = request.chosen_crew_id = None
    set_status(world, request, "triaged")
    tell(world, rights, act, request, "unmerged", home.reference if home else "")
    tell(world, rights, act, request, "triaged")
    write(world, request, rights, "status")
    if home is not None:
        home.followers -= 1
        tell(world, rights, act, home, "merged_out", request.reference)
        write(world, home, rights, "comments")
    for job in shared:
        take_off(world, rights, job, [request])
        if lifecycle.is_open("work_order", job.status):
            drop_unneeded(world, rights, act, job)
    request.work_order_id = request.crew_id = None


def own_job(world: World, request: RequestState) -> WorkOrderState | None:
    """The open job that serves it, whichever it follows now."""
    mine = (job for _, job in sorted(world.work_orders.items()) if request.id in job.request_ids)
    return next((job for job in mine if lifecycle.is_open("work_order", job.status)), None)


def _in_common(world: World, request: RequestState) -> list[WorkOrderState]:
    """The jobs that serve the request and what it follows, over every step."""
    homes, home = set(), world.requests.get(request.duplicate_of or "")
    while home is not None:
        homes.add(home.id)
        home = world.requests.get(home.duplicate_of or "")
    jobs = [job for _, job in sorted(world.work_orders.items()) if request.id in job.request_ids]
    return [job for job in jobs if not homes.isdisjoint(job.request_ids)]


def hand_over(world: World, rights: Rights, act: Act, request: RequestState) -> None:
    """The request goes, the problem may not: who reported it next takes its place, its job and its followers."""
    waiting = followers(world, request)
    if not waiting:
        return
    heir, *others = waiting
    job = open_job(world, request)
    heir.duplicate_of = heir.chosen_crew_id = None
    request.followers -= 1 + len(others)
    heir.followers += len(others)
    set_status(world, heir, "triaged")
    tell(world, rights, act, heir, "took_over", request.reference)
    write(world, heir, rights, "status")
    for one in others:
        one.duplicate_of = heir.id
        tell(world, rights, act, one, "duplicate", heir.reference)
        write(world, one, rights, "status")
    if job is not None:
        follow(world, rights, act, heir, job)
