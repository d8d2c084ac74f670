"""Loading what a batch of ops touches into a World, and saving what the decisions changed."""

from collections.abc import Container, Sequence
from datetime import datetime

from sqlalchemy import Connection

from backend.attachments import service as attachments
from backend.db.commit import commit_changes
from backend.people.rules import Actor
from backend.people.service import crew_names
from backend.places import service as places
from backend.requests import service as requests
from backend.work_orders import service as work_orders
from sync.decide.state import Act, Answerable, RequestState, WorkOrderState, World
from sync.protocol.messages import AssignArgs, ReportArgs

Jobs = dict[str, WorkOrderState]


def load(connection: Connection, actor: Actor, acts: Sequence[Act], now: datetime) -> World:
    """Everything the acts may read or change, within the actor's jurisdiction.

    What they may change is held until the unit ends, in one order for everybody: attachments, work orders, requests.
    """
    here = actor.jurisdiction
    reports = [act for act in acts if isinstance(act.args, ReportArgs)]
    photos = [photo.id for act in acts for photo in getattr(act.args, "photos", [])]
    promised = attachments.promised(connection, here, actor.device_id, photos) if photos else {}
    found, jobs = _hold(connection, here, acts)
    world = World(now=now, requests=found, work_orders=jobs, promised=promised)
    assigned = [act.id for act in acts if isinstance(act.args, AssignArgs)]
    if assigned:
        world.crews = set(crew_names(connection, here))
        world.elsewhere |= work_orders.elsewhere(connection, here, assigned)
    if reports:
        _prepare_reports(connection, here, reports, world)
    return world


def known(world: World) -> set[str]:
    """The ids of what was loaded: what a decision makes is new, and must not be there when it is written."""
    return {*world.requests, *world.work_orders}


def save(connection: Connection, actor: Actor, world: World, known: Container[str]) -> None:
    """Write what was touched, then give it its place in the history; nothing may be written after that."""
    here, now = actor.jurisdiction, world.now
    changed = [world.requests[id] for kind, id in sorted(world.touched) if kind == "request"]
    jobs = [world.work_orders[id] for kind, id in sorted(world.touched) if kind == "wo"]
    requests.save(connection, here, changed, known, [line for line in world.lines if line.thing == "request"], now)
    work_orders.save(connection, here, jobs, known, [line for line in world.lines if line.thing == "wo"], now)
    attachments.promise(
        connection,
        here,
        [
            attachments.Promise(
                p.photo.id, p.photo.sha256, p.photo.size_bytes, p.photo.mime, p.role, actor.device_id, p.links
            )
            for p in world.promises
        ],
        now,
    )
    commit_changes(connection, here, [*requests.changes(changed), *work_orders.changes(jobs)])


def _hold(connection: Connection, here: str, acts: Sequence[Act]) -> tuple[dict[str, RequestState], Jobs]:
    """The requests and work orders of the acts, with the jobs of those requests and the requests of those jobs."""
    request_ids = {act.id for act in acts if act.thing == "request"}
    request_ids |= {act.args.request_id for act in acts if isinstance(act.args, AssignArgs) and act.args.request_id}
    job_ids = {act.id for act in acts if act.thing == "wo"}
    known_ids = request_ids - {act.id for act in acts if isinstance(act.args, ReportArgs)}  # what is new has no job
    job_ids |= requests.jobs_of(connection, here, known_ids) if known_ids else set()
    jobs = work_orders.hold(connection, here, job_ids) if job_ids else {}
    served = {id for job in jobs.values() for id in job.request_ids}
    found = requests.hold(connection, here, request_ids | served)
    given = {found[id].work_order_id for id in request_ids & found.keys()}
    late = {id for id in given if id} - jobs.keys()  # given to a crew while we waited for the requests
    if late:
        jobs |= work_orders.hold(connection, here, late)
        found |= requests.hold(connection, here, {id for id in late & jobs.keys() for id in jobs[id].request_ids})
    return found, jobs


def version(world: World, on: str) -> int:
    """The version now of the thing an op is about; 0 when there is none."""
    kind, _, id = on.partition("/")
    thing = world.requests.get(id) if kind == "request" else world.work_orders.get(id)
    return thing.ver if thing else 0


def signature(connection: Connection, actor: Actor) -> str:
    """How histories name the actor: by crew or by role, never as a person."""
    if actor.crew_id is not None:
        return crew_names(connection, actor.jurisdiction)[actor.crew_id]
    return "dispatcher" if actor.is_desk else "reporter"


def _prepare_reports(connection: Connection, here: str, reports: Sequence[Act], world: World) -> None:
    asks = [places.Ask(act.args.service_code, *_point(act.args)) for act in reports]
    for act, route in zip(reports, places.responsible_many(connection, here, asks), strict=True):
        world.answerable[act.op_id] = Answerable(route.district_id, route.crew_id, route.reason)
    world.services = {code: service.active for code, service in places.services(connection, here).items()}
    world.taken = requests.taken(connection, [act.args.reference for act in reports])
    world.elsewhere |= requests.elsewhere(connection, here, [act.id for act in reports])


def _point(args: ReportArgs) -> tuple[float | None, float | None]:
    lat, lon = args.place.lat, args.place.lon
    return (lat, lon) if places.is_point(lat, lon) else (None, None)
