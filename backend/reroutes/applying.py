"""Applying a version of a layer: at once for whatever comes in from now on; open requests follow in slices, each a
transaction with its own cursor, so that whoever comes after a crash goes on where it stopped.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from msgspec import Struct
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.commit import Change, commit_changes
from backend.db.session import Database
from backend.places import service as places
from backend.requests import service as requests
from backend.reroutes.preview import asks_of, codes_of
from backend.work_orders import service as work_orders
from sync.decide.reroute import is_as_before, reroute
from sync.decide.state import Act, Answerable, World, made_id

_LOOKED_AT = 2_000
_SLICE = 250
"""Requests that one transaction moves: other writers wait for as long as that takes."""


class Step(Struct, frozen=True):
    """One slice: how many open requests it looked at, how many of them it moved or found differently, and the end."""

    looked_at: int
    moved: int
    is_over: bool


def begin(
    connection: Connection, jurisdiction: str, layer: str, number: int, now: datetime, also: list[Change] | None = None
) -> places.ImportResult:
    """From now on the version answers; `finish` lets open requests follow. Raises `not_found`, `bad_value`, `busy`."""
    result, changes = places.begin_version(connection, jurisdiction, layer, number, now)
    if changes or also:
        commit_changes(connection, jurisdiction, [*(also or ()), *changes])
    return result


def apply_version(
    database: Database,
    jurisdiction: str,
    layer: str,
    number: int,
    clock: Clock,
    advance: Callable[[int], None] = lambda looked_at: None,
) -> places.ImportResult:
    """`begin`, and then let all open requests follow; `advance` hears how many more were looked at."""
    finish(database, jurisdiction, layer, clock)
    result = database.write_now(lambda connection: begin(connection, jurisdiction, layer, number, clock()))
    finish(database, jurisdiction, layer, clock, advance)
    return result


def finish(
    database: Database,
    jurisdiction: str,
    layer: str,
    clock: Clock,
    advance: Callable[[int], None] = lambda looked_at: None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> int:
    """Let open requests follow what is applying on the layer; how many moved. Whoever is stopped loses nothing."""
    moved = 0
    for one in database.read_now(lambda connection: places.versions(connection, jurisdiction, layer)):
        step = partial(_next, jurisdiction=jurisdiction, layer=layer, number=one.number, clock=clock)
        is_over = one.state != "applying"
        while not (is_over or is_stopping()):
            made = database.write_now(step)
            advance(made.looked_at)
            moved += made.moved
            is_over = made.is_over
    return moved


def apply_due(database: Database, clock: Clock, is_stopping: Callable[[], bool] = lambda: False) -> None:
    """Finish what was cut, and apply the scheduled versions whose moment has come."""
    due = database.read_now(lambda connection: places.under_way(connection, clock()))
    for city, one in sorted(due, key=lambda found: found[1].state):  # applying before scheduled
        if is_stopping():
            return
        if one.state == "scheduled":
            database.write_now(partial(_begin_now, jurisdiction=city, layer=one.layer, number=one.number, clock=clock))
        finish(database, city, one.layer, clock, is_stopping=is_stopping)


def _begin_now(connection: Connection, jurisdiction: str, layer: str, number: int, clock: Clock) -> None:
    """`begin` what is scheduled, unless another server was faster."""
    if places.hold_version(connection, jurisdiction, layer, number).state == "scheduled":
        begin(connection, jurisdiction, layer, number, clock())


def _next(connection: Connection, jurisdiction: str, layer: str, number: int, clock: Clock) -> Step:
    return follow(connection, jurisdiction, layer, number, clock())


def follow(
    connection: Connection, jurisdiction: str, layer: str, number: int, now: datetime, at_most: int = _SLICE
) -> Step:
    """One slice: move the next open requests to whom they belong now, and note how far that went."""
    version = places.hold_version(connection, jurisdiction, layer, number)
    if version.state != "applying":
        return Step(0, 0, True)
    codes = codes_of(connection, jurisdiction, layer)
    placed = requests.open_after(connection, jurisdiction, codes, version.rerouted_to, _LOOKED_AT)
    asks = asks_of(connection, jurisdiction, placed)
    answers = places.responsible_many(connection, jurisdiction, asks, explain=False)
    wrong = [i for i, (one, answer) in enumerate(zip(placed, answers, strict=True)) if _is_wrong(one, answer)]
    n_seen = wrong[at_most - 1] + 1 if len(wrong) >= at_most else len(placed)
    is_over = n_seen == len(placed) < _LOOKED_AT
    places.note_rerouted(connection, jurisdiction, layer, number, None if is_over else placed[n_seen - 1].id)
    ids = [placed[i].id for i in wrong[:at_most]]
    op_id = made_id("reroute", jurisdiction, layer, str(number))
    return Step(n_seen, _move(connection, jurisdiction, op_id, ids, now) if ids else 0, is_over)


def _is_wrong(one: requests.Placed, answer: places.Route) -> bool:
    """Whether it may have to move; a crew that a person chose is looked at too, and left alone."""
    return one.crew_id != answer.crew_id or not is_as_before(one, _who(answer))


def _who(route: places.Route) -> Answerable:
    return Answerable(route.district_id, route.crew_id, route.reason, route.facts)


def _move(connection: Connection, here: str, op_id: str, ids: list[str], now: datetime) -> int:
    """Move these requests, with their duplicates and jobs; how many requests that changed."""
    world, known = _hold(connection, here, {*ids, *requests.duplicates_of(connection, here, ids)}, now)
    routes = places.responsible_many(connection, here, asks_of(connection, here, [world.requests[id] for id in ids]))
    by_routing = work_orders.given_by_routing(connection, world.work_orders)
    for id, route in zip(ids, routes, strict=True):
        request = world.requests[id]
        act = Act(op_id, "reroute", "request", id, 0, now, None)
        reroute(world, act, request, _who(route), route.district or "", request.work_order_id in by_routing)
    return _save(connection, here, world, known)


def _hold(connection: Connection, here: str, ids: set[str], now: datetime) -> tuple[World, set[str]]:
    """The requests, their jobs and whatever those serve, and the ids of all; jobs come before requests."""
    jobs = work_orders.hold(connection, here, requests.jobs_of(connection, here, ids))
    found = requests.hold(connection, here, ids | {id for job in jobs.values() for id in job.request_ids})
    just_made = {one.work_order_id for one in found.values() if one.work_order_id} - jobs.keys()
    jobs |= work_orders.hold(connection, here, just_made) if just_made else {}
    return World(now=now, requests=found, work_orders=jobs), {*found, *jobs}


def _save(connection: Connection, here: str, world: World, known: set[str]) -> int:
    """Write what was touched and publish it, as the last thing of the transaction (SYNC-020)."""
    changed = [world.requests[id] for kind, id in sorted(world.touched) if kind == "request"]
    jobs = [world.work_orders[id] for kind, id in sorted(world.touched) if kind == "wo"]
    if not world.touched:
        return 0
    told = [[line for line in world.lines if line.thing == thing] for thing in ("request", "wo")]
    requests.save(connection, here, changed, known, told[0], world.now)
    work_orders.save(connection, here, jobs, known, told[1], world.now)
    commit_changes(connection, here, [*requests.changes(changed), *work_orders.changes(jobs)])
    return len(changed)
