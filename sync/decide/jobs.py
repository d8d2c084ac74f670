"""What several rules do with work orders and the requests they serve: make, give, call off, follow."""

from msgspec import structs

from sync.decide.buckets import is_closers, of_work_order
from sync.decide.state import (
    Act,
    Answerable,
    RequestState,
    Rights,
    Unserved,
    WorkOrderState,
    World,
    deed,
    tell,
    write,
)
from sync.protocol import lifecycle

_AT_WORK = ("started", "blocked")
_FOLLOWS = {"open": "triaged", "assigned": "planned", "started": "in_work", "blocked": "planned"}


def new_work_order(world: World, id: str, request: RequestState) -> WorkOrderState:
    """An open work order for the request, and for who reported the same (SYNC-048)."""
    served = [request.id, *(one.id for one in followers(world, request))]
    job = WorkOrderState(id=id, request_ids=served, district_id=request.district_id, created_at=world.now)
    world.work_orders[id] = job
    return job


def propose(world: World, rights: Rights, act: Act, job: WorkOrderState, text: str = "") -> None:
    """The desk reads of a job that nobody has yet."""
    write(world, job, rights, "status")
    tell(world, rights, act, job, "proposed", text)
    for request in requests_of(world, job):
        request.work_order_id, request.crew_id = job.id, None


def canonical(world: World, request: RequestState) -> RequestState:
    """The request that this one was merged into, over every step; itself when it is no duplicate."""
    while (home := world.requests.get(request.duplicate_of or "")) is not None and home.erased_at is None:
        request = home
    return request


def followers(world: World, request: RequestState) -> list[RequestState]:
    """The duplicates of the request, over every step, oldest first: all but those that were erased."""
    if not request.followers:
        return []
    others = [one for one in world.requests.values() if one.duplicate_of and one.erased_at is None]
    return sorted(
        (one for one in others if canonical(world, one) is request), key=lambda one: (one.recorded_at, one.id)
    )


def tell_followers(world: World, rights: Rights, act: Act, request: RequestState, kind: str, text: str = "") -> None:
    """Who reported the same reads it too (SYNC-048)."""
    for one in followers(world, request):
        tell(world, rights, act, one, kind, text)
        write(world, one, rights, "status")


def give_to_crew(world: World, rights: Rights, act: Act, job: WorkOrderState, crew_id: str) -> None:
    """The job goes on this crew's list and off the former one's; what it serves is planned."""
    if job.crew_id is not None and job.crew_id not in (crew_id, *job.past_crews):
        job.past_crews.append(job.crew_id)
    job.crew_id = crew_id
    job.status = "assigned"
    job.accepted_at = job.started_at = None
    write(world, job, rights, "assignee", "status")
    job.assign_rev = job.ver
    job.moved = deed("assigned", rights, act)
    tell(world, rights, act, job, "assigned", crew_id)
    for request in requests_of(world, job):
        request.work_order_id, request.crew_id = job.id, crew_id
        move_request(world, rights, act, request, "planned")


def renew_for_closers(world: World, rights: Rights, request: RequestState) -> None:
    """Kind or place changed: who closed its job and has it no more reads them there, and nothing else tells it."""
    for job in world.work_orders.values():
        if request.id in job.request_ids and any(map(is_closers, of_work_order(job))):
            write(world, job, rights, "log")


def route(
    world: World, rights: Rights, act: Act, request: RequestState, job_id: str, chosen_crew_id: str | None = None
) -> None:
    """Who answers for it now; with a crew in charge and no open job yet, it becomes that crew's job, or that of the
    one that was chosen."""
    who = world.answerable.get(act.op_id, Answerable())
    request.district_id, request.route_reason, request.route = who.district_id, who.reason, who.route
    crew_id = chosen_crew_id or who.crew_id
    if crew_id is not None and lifecycle.is_open("request", request.status) and open_job(world, request) is None:
        job = new_work_order(world, job_id, request)
        give_to_crew(world, rights if chosen_crew_id else by_routing(rights), act, job, crew_id)


def by_routing(rights: Rights) -> Rights:
    """The author, whose act makes routing choose: no person chose the crew."""
    return structs.replace(rights, signature="routing", name="")


def requests_of(world: World, job: WorkOrderState) -> list[RequestState]:
    """The service requests that the job serves."""
    return [world.requests[id] for id in job.request_ids if id in world.requests]


def open_job(world: World, request: RequestState) -> WorkOrderState | None:
    """The request's work order while something is left to do on it."""
    job = world.work_orders.get(request.work_order_id or "")
    return job if job is not None and lifecycle.is_open("work_order", job.status) else None


def is_under_way(job: WorkOrderState | None) -> bool:
    """Whether a crew has begun: from then on nobody but the desk and the crew ends the job."""
    return job is not None and job.status in _AT_WORK


def move_request(world: World, rights: Rights, act: Act, request: RequestState, status: str, note: str = "") -> None:
    """The request follows its job where its own lifecycle allows it; a note reaches the reporter without a move too.

    A duplicate stays one, but its reporter reads how the job goes.
    """
    may_move = request.status != status and lifecycle.can("request", request.status, status)
    if request.status == "duplicate":
        request.status_note = note or request.status_note
        tell(world, rights, act, request, status, note)
    elif may_move or (request.status == status and note):
        set_status(world, request, status)
        request.status_note = note
        tell(world, rights, act, request, status, note)
    write(world, request, rights, "status")


def set_status(world: World, request: RequestState, status: str) -> None:
    """The new status, without a note; the server's clock says when it was over."""
    request.status, request.status_note = status, ""
    request.closed_at = world.now if status in ("resolved", "closed") else None


def follow(world: World, rights: Rights, act: Act, request: RequestState, job: WorkOrderState) -> None:
    """From now on the job serves this request too, and who reported the same."""
    if request.id not in job.request_ids:
        job.request_ids.append(request.id)
        write(world, job, rights, "serves")
    is_news = request.status != "duplicate" or request.work_order_id != job.id
    request.work_order_id, request.crew_id = job.id, job.crew_id
    if is_news:
        move_request(world, rights, act, request, _FOLLOWS[job.status])
    else:
        write(world, request, rights, "status")
    for one in followers(world, request):
        follow(world, rights, act, one, job)


def take_off(world: World, rights: Rights, job: WorkOrderState, requests: list[RequestState]) -> None:
    """The job no longer serves these requests. Whoever calls gives them another one, or leaves them to the desk.

    What was said when it was closed stays with those that it goes on serving, where it was said of them too.
    """
    leaving = {request.id for request in requests}
    closings, notes, photos = _given_back(job, leaving)
    for request in requests:
        if request.id in job.request_ids:
            job.request_ids.remove(request.id)
            world.unserved.append(Unserved(job.id, request.id, closings, notes, photos))
        if request.status_note in notes:
            request.status_note = ""
        request.work_order_id = request.crew_id = None
        write(world, request, rights, "status")
    write(world, job, rights, "serves")


def _given_back(job: WorkOrderState, leaving: set[str]) -> tuple[list[str], list[str], list[str]]:
    """Closings, notes and photos that those who leave have no longer: what told somebody who stays too. Of a closing
    from before that was kept, everybody was told."""
    stay = set(job.request_ids) - leaving
    said = [
        one
        for one in job.closings
        if stay.intersection(job.request_ids if one.request_ids is None else one.request_ids)
    ]
    kept = [one for one in job.closings if one not in said]
    of_them = {one.note for one in kept} | {photo for one in kept for photo in one.photos}
    for one in said:
        if one.request_ids is not None:
            one.request_ids = [id for id in one.request_ids if id not in leaving]
    notes = [one.note for one in said if one.note and one.note not in of_them]
    photos = [photo for one in said for photo in one.photos if photo not in of_them]
    return [one.id for one in said], notes, photos


def cancel_job(world: World, rights: Rights, act: Act, job: WorkOrderState, note: str = "") -> None:
    """The job is called off; what it was to mend waits for the desk again."""
    job.status = "cancelled"
    job.moved = deed("cancelled", rights, act)
    write(world, job, rights, "status")
    tell(world, rights, act, job, "cancelled", note)
    for request in requests_of(world, job):
        home = canonical(world, request)
        if home.work_order_id == job.id and lifecycle.is_open("request", home.status):
            move_request(world, rights, act, request, "triaged")


def drop_unneeded(world: World, rights: Rights, act: Act, job: WorkOrderState) -> None:
    """A job whose requests are all over leaves its crew's list; if work has begun, the desk hears of double work."""
    if any(lifecycle.is_open("request", request.status) for request in requests_of(world, job)):
        return
    if is_under_way(job):
        flag(job, "double_work")
        write(world, job, rights, "flags")
    else:
        cancel_job(world, rights, act, job)


def flag(job: WorkOrderState, name: str) -> None:
    """Something here needs the dispatcher's eye."""
    if name not in job.flags:
        job.flags.append(name)
