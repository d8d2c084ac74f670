"""Erasing a report at its reporter's wish (SYNC-046): words, place, photos and who it was go, for good and everywhere.

What statistics count is noted in a file beside the database, so that neither a backup nor a phone brings it back.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, select, update

from backend.attachments import service as attachments
from backend.db.commit import Change, buckets_ever, commit_changes, seqs_in
from backend.db.rows import table
from backend.errors import Problem
from backend.exchange import tables
from backend.notices import service as notices
from backend.people import service as people
from backend.places import service as places
from backend.requests import service as requests
from backend.work_orders import service as work_orders
from sync.decide import buckets
from sync.decide import erasure as rules
from sync.decide.state import Act, RequestState, World, write
from sync.protocol.messages import Place

_HELD, _OP, _QUARANTINE = table(tables.HeldOp), table(tables.SyncOp), table(tables.Quarantine)
_FILE = "erased.jsonl"


class Kept(Struct):
    """What stays of an erased report."""

    jurisdiction: str
    id: str
    reference: str
    service_code: str
    status: str
    priority: str
    district_id: str | None
    rating: int | None
    requested_at: datetime
    recorded_at: datetime
    closed_at: datetime | None
    erased_at: datetime


def erase(connection: Connection, here: str, reference: str, now: datetime) -> tuple[list[Kept], attachments.Erased]:
    """Erase the report and all that its reporter told of the same problem. Raises `not_found`.

    The bytes of its photos are the caller's to discard once this is on disk.
    """
    found = requests.find(connection, here, reference)
    if found is None:
        raise Problem("not_found", f"There is no report {reference} here.")
    ids = sorted(requests.told_again(connection, here, found.id))
    if found.erased_at is not None:
        states = requests.load(connection, here, ids).values()
        return [_kept(here, one) for one in states if one.erased_at], attachments.Erased(set(), set(), set())
    reporter = found.reporter_device
    ons = [f"request/{id}" for id in ids]
    waiting = list(connection.execute(select(_HELD.c.op_id).where(_HELD.c.on.in_(ons))).scalars())
    things = [*(("request", id) for id in ids), *(("held", id) for id in waiting)]
    photos = attachments.erase(connection, [reporter], things)
    world, homes = _hold(connection, here, ids, photos, now)
    act = Act(people.new_id(), "erase", "request", found.id, 0, now, None)
    for id in ids:
        rules.erase(world, act, world.requests[id])
    rules.forget_device(world, reporter)
    _tell_closers(connection, here, world)
    notices.forget(connection, ids)
    said = requests.forget_words(connection, homes, reporter) if homes else 0
    for home in homes if said or photos.things else ():
        write(world, world.requests[home], rules.BY, "comments")
    _forget_ops(connection, ons, waiting, reporter)
    _save(connection, here, world, now)
    requests.forget_words(connection, ids)
    work_orders.forget_words(connection, world.work_orders, reporter)
    gone = [("request", id, world.requests[id].ver) for id in ids] + [("held", id, 1) for id in waiting]
    _commit(connection, here, world, gone)
    return [_kept(here, world.requests[id]) for id in ids], photos


def erase_again(connection: Connection, kept: Kept, now: datetime) -> attachments.Erased:
    """Erase what an older database brought back, and take the place of what it has not heard of yet."""
    here = kept.jurisdiction
    known = requests.load(connection, here, [kept.id])
    if known:
        return erase(connection, here, kept.reference, now)[1]
    names = places.route_names(connection, here)
    facts: dict[str, Any] = {
        name: value for name, value in msgspec.structs.asdict(kept).items() if name != "jurisdiction"
    }
    facts |= {"district_id": kept.district_id if kept.district_id in names else None, "updated_at": kept.erased_at}
    facts |= {"description": "", "place": Place(source="typed"), "route_reason": "", "reporter_device": "", "ver": 1}
    state = RequestState(**facts)
    requests.save(connection, here, [state], (), [], now)
    return attachments.Erased(set(), set(), set())


def note(folder: Path, kept: list[Kept]) -> None:
    """Remember beside the database that these are erased."""
    with (folder / _FILE).open("ab") as file:
        file.writelines(msgspec.json.encode(one) + b"\n" for one in kept)
        file.flush()
        os.fsync(file.fileno())


def noted(folder: Path) -> list[Kept]:
    """Every report that was ever erased here, once."""
    file = folder / _FILE
    lines = file.read_bytes().splitlines() if file.exists() else []
    return list({one.id: one for line in lines if (one := msgspec.json.decode(line, type=Kept))}.values())


def _hold(
    connection: Connection, here: str, ids: list[str], photos: attachments.Erased, now: datetime
) -> tuple[World, set[str]]:
    """The reports, their jobs, and the requests of others that have words or photos of theirs."""
    jobs = work_orders.hold(connection, here, work_orders.serving(connection, ids))
    also = {id for job in jobs.values() for id in job.request_ids}
    known = requests.load(connection, here, ids)
    homes = {one.duplicate_of for one in known.values() if one.duplicate_of}
    homes |= {id for kind, id in photos.things if kind == "request"}
    others = requests.followers(connection, here, known.values())
    found = requests.hold(connection, here, {*ids, *also, *homes, *others})
    return World(now=now, requests=found, work_orders=jobs), (homes & found.keys()) - set(ids)


def _tell_closers(connection: Connection, here: str, world: World) -> None:
    """Who closed a job that is another's by now reads what it was about there, and nothing else tells it (SYNC-083)."""
    for job in world.work_orders.values():
        closers = [one for one in buckets.of_work_order(job) if buckets.is_closers(one)]
        if any(seqs_in(connection, here, bucket, "wo", [job.id]) for bucket in closers):  # it may have left them
            write(world, job, rules.BY, "log")


def _forget_ops(connection: Connection, ons: list[str], waiting: list[str], reporter: str) -> None:
    """What the ops about the reports said, and which device sent them about what; that they were answered stays."""
    connection.execute(update(_OP).where(_OP.c.on.in_(ons)).values(on="erased", detail=None))
    connection.execute(delete(_HELD).where(_HELD.c.op_id.in_(waiting)))
    line = people.line_of(connection, reporter)
    connection.execute(delete(_QUARANTINE).where(_QUARANTINE.c.device_id.in_(line)))


def _save(connection: Connection, here: str, world: World, now: datetime) -> None:
    known = {*world.requests, *world.work_orders}
    changed = [world.requests[id] for kind, id in sorted(world.touched) if kind == "request"]
    jobs = list(world.work_orders.values())
    requests.save(connection, here, changed, known, [line for line in world.lines if line.thing == "request"], now)
    work_orders.save(connection, here, jobs, known, [line for line in world.lines if line.thing == "wo"], now)


def _commit(connection: Connection, here: str, world: World, gone: list[tuple[str, str, int]]) -> None:
    erased = [Change(kind, id, ver, frozenset(), told(connection, here, world, kind, id)) for kind, id, ver in gone]
    touched = [world.requests[id] for kind, id in sorted(world.touched) if kind == "request"]
    others = [one for one in touched if one.erased_at is None]
    jobs = [world.work_orders[id] for kind, id in sorted(world.touched) if kind == "wo"]
    commit_changes(connection, here, [*requests.changes(others), *work_orders.changes(jobs), *erased])


def told(connection: Connection, here: str, world: World, kind: str, id: str) -> frozenset[str]:
    """Every bucket that has or had it is told to keep nothing of it; its district's also where none has it any more,
    for the desk's map and history still do (ADR-0034)."""
    home = {f"district:{world.requests[id].district_id or 'none'}"} if kind == "request" else set()
    return frozenset(buckets_ever(connection, here, kind, id) | home)


def _kept(here: str, state: RequestState) -> Kept:
    facts = {name: getattr(state, name) for name in Kept.__struct_fields__ if name != "jurisdiction"}
    return Kept(jurisdiction=here, **facts)
