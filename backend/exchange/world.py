"""Loading what a batch of ops touches into a World, and saving what the decisions changed."""

from collections.abc import Container, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from backend.attachments import service as attachments
from backend.db.commit import Change, commit_changes
from backend.db.rows import table
from backend.exchange import held, tables
from backend.notices import service as notices
from backend.people import service as people
from backend.people.rules import Actor
from backend.people.service import known_crew_names
from backend.places import service as places
from backend.requests import service as requests
from backend.work_orders import service as work_orders
from sync.decide import reporters
from sync.decide.state import Act, Answerable, Lost, RequestState, Rights, WorkOrderState, World
from sync.protocol.messages import (
    AssignArgs,
    EditArgs,
    MergeArgs,
    Place,
    ReopenArgs,
    ReportArgs,
    ReviewArgs,
    ServeArgs,
    SortArgs,
    SplitArgs,
    UnmergeArgs,
)

_OP = table(tables.SyncOp)
Jobs = dict[str, WorkOrderState]


def load(connection: Connection, actor: Actor, acts: Sequence[Act], now: datetime) -> World:
    """Everything the acts may read or change, within the actor's jurisdiction.

    What they may change is held until the unit ends, in one order for everybody: attachments, work orders, requests.
    """
    here = actor.jurisdiction
    photos = [photo.id for act in acts for photo in getattr(act.args, "photos", [])]
    promised = attachments.promised(connection, here, actor.device_id, photos) if photos else {}
    reviewed = [act.id for act in acts if isinstance(act.args, ReviewArgs)]
    waiting = held.load(connection, here, reviewed) if reviewed else {}
    acts = [*acts, *(one.act for one in waiting.values())]
    found, jobs = _hold(connection, here, acts)
    world = World(now=now, requests=found, work_orders=jobs, held=waiting, promised=promised)
    assigned = [act.id for act in acts if isinstance(act.args, AssignArgs)]
    if assigned:
        world.crews = set(known_crew_names(connection, here))
    made = [*assigned, *_split(acts)]
    if made:
        world.elsewhere |= work_orders.elsewhere(connection, here, made)
    if actor.is_desk:
        world.agencies = set(people.agencies(connection, here))
    world.refused = _refused(connection, actor, acts, found)
    named = {asset_id for act in acts if (asset_id := _asset_of(act)) is not None}
    world.assets = set(places.known_assets(connection, here, named))
    _prepare_places(connection, here, acts, world)
    return world


def known(world: World) -> set[str]:
    """The ids of what was loaded: what a decision makes is new, and must not be there when it is written."""
    return {*world.requests, *world.work_orders}


def away(world: World) -> set[str]:
    """The jobs that have left the devices of desk and crews with what they serve: a change to that brings both back."""
    here, now = world.requests, world.now
    left = {one.id for one in here.values() if requests.is_long_over(one, here.get(one.duplicate_of or ""), now)}
    return {job.id for job in world.work_orders.values() if not left.isdisjoint(job.request_ids)} if left else set()


def save(connection: Connection, actor: Actor, world: World, known: Container[str], away: Container[str]) -> None:
    """Write what was touched, then give it its place in the history; nothing may be written after that."""
    here, now = actor.jurisdiction, world.now
    changed = [world.requests[id] for kind, id in sorted(world.touched) if kind == "request"]
    jobs = [world.work_orders[id] for kind, id in sorted(world.touched) if kind == "wo"]
    requests.save(connection, here, changed, known, [line for line in world.lines if line.thing == "request"], now)
    work_orders.save(
        connection, here, jobs, known, [line for line in world.lines if line.thing == "wo"], now, world.unserved
    )
    notices.subscribe(connection, here, world.wishes, world.requests, now)
    attachments.promise(
        connection,
        here,
        [
            attachments.Promise(
                p.photo.id, p.photo.sha256, p.photo.size_bytes, p.photo.mime, p.role, p.device_id, p.links, p.crew_id
            )
            for p in world.promises
        ],
        now,
    )
    for one in world.unserved:
        if one.closings:
            attachments.unlink(connection, ("request", one.request_id), one.photos)
            requests.take_back_words(connection, one)
    for old, new in world.carried:
        attachments.carry(connection, ("request", old), ("request", new))
    waiting = [world.held[id] for kind, id in sorted(world.touched) if kind == "held"]
    held.save(connection, here, waiting)
    gone = [
        Change("request", id, world.requests[id].ver, frozenset(), frozenset({f"device:{actor.device_id}"}))
        for id in sorted(world.gone)
    ]
    changes = [*requests.changes(changed), *work_orders.changes([*jobs, *_back(world, away)])]
    changes += [*held.changes(waiting), *gone]
    commit_changes(connection, here, changes)


def _back(world: World, away: Container[str]) -> list[WorkOrderState]:
    """Of the jobs that were away, those that come back untouched with what they serve."""
    jobs = [job for id, job in sorted(world.work_orders.items()) if id in away and ("wo", id) not in world.touched]
    return [job for job in jobs if any(("request", id) in world.touched for id in job.request_ids)]


def _hold(connection: Connection, here: str, acts: Sequence[Act]) -> tuple[dict[str, RequestState], Jobs]:
    """The requests and work orders that the acts name, and what hangs on them, in as many steps as it takes.

    Work orders come before requests; what a step finds late is held out of that order, which a retry makes good.
    """
    request_ids = {act.id for act in acts if act.thing == "request"}
    request_ids |= {act.args.request_id for act in acts if isinstance(act.args, AssignArgs) and act.args.request_id}
    request_ids |= {act.args.request_id for act in acts if isinstance(act.args, ServeArgs | SplitArgs)}
    request_ids |= {act.args.into for act in acts if isinstance(act.args, MergeArgs)}
    job_ids = {*(act.id for act in acts if act.thing == "wo"), *_split(acts)}
    apart = {act.id for act in acts if _concerns_former_jobs(act)}
    job_ids |= work_orders.serving(connection, apart) if apart else set()
    known_ids = request_ids - {act.id for act in acts if isinstance(act.args, ReportArgs)}  # what is new has no job
    same = {act.args.same_as for act in acts if isinstance(act.args, ReportArgs) and act.args.same_as}
    known_ids |= requests.named(connection, here, same) if same else set()
    request_ids |= known_ids
    job_ids |= requests.jobs_of(connection, here, known_ids) if known_ids else set()
    found: dict[str, RequestState] = {}
    jobs: Jobs = {}
    asked: set[str] = set()
    while request_ids or job_ids:
        asked |= request_ids | job_ids
        jobs |= work_orders.hold(connection, here, job_ids) if job_ids else {}
        request_ids |= {id for job in jobs.values() for id in job.request_ids} - found.keys()
        asked |= request_ids
        found |= requests.hold(connection, here, request_ids) if request_ids else {}
        job_ids = {request.work_order_id for request in found.values() if request.work_order_id} - asked
        request_ids = {request.duplicate_of for request in found.values() if request.duplicate_of} - asked
        request_ids |= requests.followers(connection, here, found.values()) - asked
    return found, jobs


def _concerns_former_jobs(act: Act) -> bool:
    """Whether it is about jobs too that serve the request beside the one that it waits for."""
    match act.args:
        case UnmergeArgs() | EditArgs(place=Place()) | SortArgs(service_code=str()):
            return True
    return False


def _split(acts: Sequence[Act]) -> list[str]:
    """The jobs that are to be made of what leaves others."""
    return [act.args.job_id for act in acts if isinstance(act.args, SplitArgs) and act.args.job_id]


def _refused(connection: Connection, actor: Actor, acts: Sequence[Act], found: Container[str]) -> set[str]:
    """Of the requests that are not there, those whose report by this device was rejected before (SYNC-056)."""
    reported = {act.id for act in acts if isinstance(act.args, ReportArgs)}
    named = {act.id for act in acts if act.thing == "request"} - reported
    missing = [f"request/{id}" for id in named if id not in found]
    if not missing:
        return set()
    rejected = select(_OP.c.on).where(
        _OP.c.device_id.in_({actor.sender_id, actor.device_id}),
        _OP.c.kind == "request.report",
        _OP.c.outcome == "rejected",
        _OP.c.on.in_(missing),
    )
    return {on.partition("/")[2] for on in connection.scalars(rejected)}


def version(world: World, on: str) -> int:
    """The version now of the thing an op is about; 0 when there is none, or it is the device itself."""
    kind, _, id = on.partition("/")
    things: dict[str, Any] = {"request": world.requests, "wo": world.work_orders, "op": world.held}
    thing = things.get(kind, {}).get(id)
    return thing.ver if thing else 0


def rights(connection: Connection, actor: Actor, acts: Sequence[Act]) -> Rights:
    """What the actor may do today, and which rights to the things of these acts ended."""
    lost = people.lost_rights(connection, actor, [f"{act.thing}/{act.id}" for act in acts])
    names = known_crew_names(connection, actor.jurisdiction) if lost else {}
    ended = {on: Lost(ver, crew_id, names[crew_id]) for on, (ver, crew_id) in lost.items()}
    name = actor.name if actor.is_staff else ""
    return Rights(
        actor.device_id, actor.role, actor.crew_id, signature(connection, actor), ended, actor.is_leaving, name
    )


def signature(connection: Connection, actor: Actor) -> str:
    """How histories name the actor: by crew or by role, never as a person."""
    if actor.crew_id is not None:
        return known_crew_names(connection, actor.jurisdiction)[actor.crew_id]
    return "dispatcher" if actor.is_desk else "crew" if actor.is_staff else "reporter"


def _asset_of(act: Act) -> str | None:
    place = getattr(act.args, "place", None)
    return place.asset_id if isinstance(place, Place) else None


_Where = tuple[str, Place]


def _prepare_places(connection: Connection, here: str, acts: Sequence[Act], world: World) -> None:
    """Who answers where, for every act that makes a request or moves it to another place or kind."""
    reports = [act for act in acts if isinstance(act.args, ReportArgs)]
    where = _where(acts, world)
    if where:
        asks = places.asks_of(connection, here, [placed for _, placed in where])
        for (act, _), route in zip(where, places.responsible_many(connection, here, asks), strict=True):
            world.answerable[act.op_id] = Answerable(route.district_id, route.crew_id, route.reason, route.facts)
        world.services = {code: service.active for code, service in places.services(connection, here).items()}
    drawn = [one for act in acts if isinstance(act.args, ReopenArgs) for one in reporters.drawn(act.op_id)]
    if reports or drawn:
        world.taken = requests.taken(connection, [*drawn, *(act.args.reference for act in reports)])
        world.elsewhere |= requests.elsewhere(connection, here, [act.id for act in reports])


def _where(acts: Sequence[Act], world: World) -> list[tuple[Act, _Where]]:
    """Kind and place of the request after each such act, the earlier ones of the batch counted in."""
    now: dict[str, _Where] = {id: (one.service_code, one.place) for id, one in world.requests.items()}
    found = []
    for act in acts:
        match act.args:
            case ReportArgs(service_code=service_code, place=place) if act.id not in now:
                now[act.id] = (service_code, place)
            case EditArgs(place=Place() as place) if act.id in now:
                now[act.id] = (now[act.id][0], place)
            case SortArgs(service_code=str() as service_code) if act.id in now:
                now[act.id] = (service_code, now[act.id][1])
            case ReopenArgs() | UnmergeArgs() if act.id in now:
                pass
            case _:
                continue
        found.append((act, now[act.id]))
    return found
