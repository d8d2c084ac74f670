"""Making a work order and giving it to a crew: what reporting and assigning have in common."""

from sync.decide.state import Act, RequestState, Rights, WorkOrderState, World, tell, write
from sync.protocol import lifecycle


def new_work_order(world: World, id: str, request: RequestState) -> WorkOrderState:
    """An open work order for the request."""
    job = WorkOrderState(id=id, request_ids=[request.id], district_id=request.district_id, created_at=world.now)
    world.work_orders[id] = job
    return job


def give_to_crew(world: World, rights: Rights, act: Act, job: WorkOrderState, crew_id: str) -> None:
    """The job goes on this crew's list and off the former one's; what it serves is planned."""
    if job.crew_id is not None and job.crew_id not in job.past_crews:
        job.past_crews.append(job.crew_id)
    job.crew_id = crew_id
    job.status = "assigned"
    job.accepted_at = job.started_at = None
    write(world, job, rights, "assignee", "status")
    job.assign_rev = job.ver
    tell(world, rights, act, job, "assigned", crew_id)
    for request in requests_of(world, job):
        request.work_order_id, request.crew_id = job.id, crew_id
        move_request(world, rights, act, request, "planned")


def requests_of(world: World, job: WorkOrderState) -> list[RequestState]:
    """The service requests that the job serves."""
    return [world.requests[id] for id in job.request_ids if id in world.requests]


def move_request(world: World, rights: Rights, act: Act, request: RequestState, status: str, note: str = "") -> None:
    """The request follows its job where its own lifecycle allows it; a note reaches the reporter without a move too."""
    may_move = request.status != status and lifecycle.can("request", request.status, status)
    if may_move or (request.status == status and note):
        request.status, request.status_note = status, note
        tell(world, rights, act, request, status, note)
    write(world, request, rights, "status")
