"""Taking what was over long ago out of the buckets: a few at a time, found among the readers, each in a short unit."""

from datetime import datetime
from functools import partial

from sqlalchemy import Connection, select

from backend.db.commit import Change, commit_changes
from backend.db.rows import table
from backend.db.session import Database
from backend.db.tables import SyncClock
from backend.places import service as places
from backend.requests import service as requests
from backend.work_orders import service as work_orders
from sync.decide.state import WorkOrderState
from sync.protocol import lifecycle

_CLOCK = table(SyncClock)
_AT_ONCE = 200


def archive_old(database: Database, now: datetime) -> int:
    """Let every city's devices let go of what was over long ago; how many requests. Blocking: run it in a thread."""
    cities = database.read_now(lambda c: list(c.execute(select(_CLOCK.c.jurisdiction)).scalars()))
    return sum(_archive_city(database, city, now) for city in cities)


def _archive_city(database: Database, city: str, now: datetime) -> int:
    total, staying = 0, set[str]()
    while ids := database.read_now(partial(_long_over, city=city, staying=staying, now=now)):
        gone = database.write_now(partial(_archive, city=city, ids=ids, now=now))
        total += len(gone)
        staying |= ids - gone
    return total


def _long_over(connection: Connection, city: str, staying: set[str], now: datetime) -> set[str]:
    buckets = [f"district:{id}" for id in ("none", *places.route_names(connection, city))]
    return requests.long_over(connection, city, buckets, now, _AT_ONCE + len(staying)) - staying


def _archive(connection: Connection, city: str, ids: set[str], now: datetime) -> set[str]:
    """Which of them left. What was opened again in this moment stays, and what a job serves that is not over itself: a
    crew has it on its list, or the desk has a flag to decide."""
    jobs = work_orders.hold(connection, city, work_orders.serving(connection, ids))
    beside = {id for job in jobs.values() for id in job.request_ids}
    held = requests.hold(connection, city, ids | beside)
    homes = requests.load(connection, city, {one.duplicate_of for one in held.values() if one.duplicate_of})
    over = {id for id, one in held.items() if requests.is_long_over(one, homes.get(one.duplicate_of or ""), now)}
    over -= {id for job in jobs.values() if _is_needed(job) for id in job.request_ids}
    gone = [job for job in jobs.values() if over.issuperset(job.request_ids)]
    changes = requests.leaving(held[id] for id in sorted(ids & over))
    changes += [Change("wo", job.id, job.ver, frozenset()) for job in gone]
    commit_changes(connection, city, changes)
    return ids & over


def _is_needed(job: WorkOrderState) -> bool:
    return lifecycle.is_open("work_order", job.status) or bool(job.flags)
