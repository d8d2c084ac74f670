"""What becomes of an open request when the city redraws its map: it moves to whom its point belongs now, and a job that
nobody has begun goes along (SYNC-080). What is over keeps the district that did the work.
"""

from typing import Any, Protocol

from sync.decide.jobs import cancel_job, flag, followers, give_to_crew, is_under_way, new_work_order, open_job
from sync.decide.state import Act, Answerable, RequestState, Rights, WorkOrderState, World, made_id, tell, write
from sync.protocol import lifecycle

BY = Rights(device_id="", role="manager", signature="routing")
"""In whose name it is done: nobody's device."""


class Routed(Protocol):
    """What of a request says where it lies, and why."""

    @property
    def district_id(self) -> str | None: ...
    @property
    def route_reason(self) -> str: ...
    @property
    def route(self) -> dict[str, Any] | None: ...


def reroute(
    world: World,
    act: Act,
    request: RequestState,
    who: Answerable,
    name: str,
    is_by_routing: bool = False,
) -> None:
    """Bring the request to `who` answers for it now, in the district called `name` ("" where nobody does).

    Its duplicates go with it. `is_by_routing`: no person chose the crew that has its job. What is right already is not
    touched.
    """
    if not lifecycle.is_open("request", request.status):
        return
    for one in (request, *followers(world, request)):
        _move(world, act, one, who, name)
    job = open_job(world, request)
    if job is not None:
        _move_job(world, act, job, who, name, is_by_routing)
    elif request.work_order_id is None and who.crew_id is not None:
        made = new_work_order(world, made_id(act.op_id, request.id, "job"), request)
        give_to_crew(world, BY, act, made, who.crew_id)


def is_as_before(request: Routed, who: Answerable) -> bool:
    """Whether the request lies where it should, for the reason it says. Which version said so first may stay there."""
    if (request.district_id, request.route_reason) != (who.district_id, who.reason):
        return False
    return request.route is None or _lasting(request.route) == _lasting(who.route or {})


def _lasting(route: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in route.items() if name != "version"}


def _move(world: World, act: Act, request: RequestState, who: Answerable, name: str) -> None:
    if is_as_before(request, who):
        return
    if request.district_id != who.district_id:
        tell(world, BY, act, request, "rerouted", name)
    request.district_id, request.route_reason, request.route = who.district_id, who.reason, who.route
    write(world, request, BY, "route")


def _move_job(world: World, act: Act, job: WorkOrderState, who: Answerable, name: str, is_by_routing: bool) -> None:
    """Work that has begun stays with its crew, and the desk hears of it; a crew that a person chose keeps the job."""
    if job.district_id != who.district_id:
        job.district_id = who.district_id
        tell(world, BY, act, job, "rerouted", name)
        write(world, job, BY, "route")
    if job.crew_id is None or job.crew_id == who.crew_id or not is_by_routing:
        return
    if is_under_way(job):
        if "rerouted" not in job.flags:
            flag(job, "rerouted")
            write(world, job, BY, "flags")
    elif who.crew_id is not None:
        give_to_crew(world, BY, act, job, who.crew_id)
    else:
        cancel_job(world, BY, act, job)
