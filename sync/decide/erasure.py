"""What becomes of a report that is erased at its reporter's wish: what statistics count stays, what anybody said or
pointed at goes, and work that has begun goes on (SYNC-046).
"""

from sync.decide.duplicates import hand_over
from sync.decide.jobs import cancel_job, is_under_way, open_job, requests_of, set_status
from sync.decide.state import Act, RequestState, Rights, World, tell, write
from sync.protocol import lifecycle
from sync.protocol.messages import Place

BY = Rights(device_id="", role="manager", signature="dispatcher")
"""In whose name it is done: nobody's device."""


def erase(world: World, act: Act, request: RequestState) -> None:
    """Empty the request, and end its job unless a crew has begun or it serves others too. Who reported the same goes on
    without it (SYNC-048)."""
    job = open_job(world, request)
    if lifecycle.is_open("request", request.status):
        hand_over(world, BY, act, request)
    if job is not None and is_under_way(job):
        tell(world, BY, act, job, "report_removed")
        write(world, job, BY, "log")
    elif lifecycle.is_open("request", request.status):
        set_status(world, request, "withdrawn")
        if job is not None and not any(_still_needs(one, request) for one in requests_of(world, job)):
            cancel_job(world, BY, act, job)
    request.description = request.status_note = request.reporter_device = ""
    request.place = Place(source="typed")
    request.route = None
    request.erased_at = world.now
    write(world, request, BY, "text", "place", "status")
    request.fver = {}


def _still_needs(other: RequestState, erased: RequestState) -> bool:
    """Whether somebody else waits for the job: a duplicate too has nobody else once what it was merged into is gone."""
    waits = lifecycle.is_open("request", other.status) or other.status == "duplicate"
    return waits and other is not erased and other.erased_at is None


def forget_device(world: World, device_id: str) -> None:
    """No version of a job names the device any more; for whoever compares, somebody else wrote it."""
    for job in world.work_orders.values():
        job.fver = {group: [ver, "" if by == device_id else by] for group, (ver, by) in job.fver.items()}


def erased_of(world: World, act: Act) -> set[str]:
    """The erased reports that the act names: nothing may be added to them, and nothing hung on them."""
    named = {act.id, getattr(act.args, "into", None), getattr(act.args, "request_id", None)}
    return {id for id in named if id in world.requests and world.requests[id].erased_at is not None}
