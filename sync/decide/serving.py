"""Rules for what a job is for: the desk lets it serve one more request, or takes one off it."""

from sync.decide.jobs import (
    canonical,
    drop_unneeded,
    follow,
    followers,
    give_to_crew,
    move_request,
    new_work_order,
    open_job,
    requests_of,
    take_off,
)
from sync.decide.state import APPLIED, Act, Decision, RequestState, Rights, WorkOrderState, World, rejected, tell, write
from sync.protocol import lifecycle


def serve(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.serve`: it and who reported the same leave the job they had; of a duplicate, what it follows does."""
    job, request = world.work_orders.get(act.id), world.requests.get(act.args.request_id)
    refusal = _refusal(rights, job, request)
    if refusal is not None or job is None or request is None:
        return refusal or rejected("not_found")
    request = canonical(world, request)
    if not lifecycle.is_open("request", request.status):
        return rejected("illegal_transition", status=request.status)
    former = open_job(world, request)
    if former is job:
        return Decision("merged", "already_so")
    if former is not None:
        _leave(world, rights, act, former, request)
    tell(world, rights, act, job, "served", request.reference)
    follow(world, rights, act, request, job)
    if former is not None:
        drop_unneeded(world, rights, act, former)
    return APPLIED


def split(world: World, rights: Rights, act: Act) -> Decision:
    """`wo.split`: the request and who reported the same become a job of their own, or wait for the desk."""
    job, request = world.work_orders.get(act.id), world.requests.get(act.args.request_id)
    refusal = _refusal(rights, job, request)
    if refusal is not None or job is None or request is None:
        return refusal or rejected("not_found")
    if request.id not in job.request_ids:
        return Decision("merged", "already_so")
    if not lifecycle.is_open("request", request.status):
        return rejected("illegal_transition", status=request.status)
    own = act.args.job_id
    if own in world.work_orders or own in world.elsewhere:
        return rejected("bad_value", fields=[{"code": "bad_value", "at": "/job_id"}])
    _leave(world, rights, act, job, request)
    if own is None:
        for one in (request, *followers(world, request)):
            move_request(world, rights, act, one, "triaged")
    else:
        _job_of_its_own(world, rights, act, job, request, own)
    drop_unneeded(world, rights, act, job)
    return APPLIED


def _refusal(rights: Rights, job: WorkOrderState | None, request: RequestState | None) -> Decision | None:
    if not rights.is_desk:
        return rejected("not_allowed")
    if job is None or request is None:
        return rejected("not_found")
    is_open = lifecycle.is_open("work_order", job.status)
    return None if is_open else rejected("illegal_transition", status=job.status)


def _leave(world: World, rights: Rights, act: Act, job: WorkOrderState, request: RequestState) -> None:
    take_off(world, rights, job, [request, *followers(world, request)])
    tell(world, rights, act, job, "split_off", request.reference)


def _job_of_its_own(
    world: World, rights: Rights, act: Act, job: WorkOrderState, request: RequestState, id: str
) -> None:
    made = new_work_order(world, id, request)
    if job.crew_id is not None:
        give_to_crew(world, rights, act, made, job.crew_id)
        return
    tell(world, rights, act, made, "proposed")
    write(world, made, rights, "status")
    for one in requests_of(world, made):
        one.work_order_id = made.id
        move_request(world, rights, act, one, "triaged")
