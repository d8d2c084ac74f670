"""What every device reads and hardly ever changes, kept in memory: services, districts, crews, the `ref` bucket."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, func, select

from backend.db.commit import POKES
from backend.db.prepared import Prepared
from backend.db.rows import table
from backend.db.tables import SyncFeed, SyncMeta

T = TypeVar("T")
Load = Callable[[Connection, str], T]

_FEED, _META = table(SyncFeed), table(SyncMeta)
_LATEST = select(func.max(_FEED.c.seq)).where(_FEED.c.jurisdiction == bindparam("here"), _FEED.c.bucket == "ref")
_REVISION = Prepared(select(_META.c.epoch, _LATEST.scalar_subquery()))


def remembered(load: Load[T]) -> Load[T]:
    """Call `load(connection, jurisdiction)` once for each revision of the jurisdiction's `ref` bucket.

    A revision is the bucket's last seq, which moves in the transaction that changes what is published. What a
    transaction published itself is read anew and never kept: it may yet be rolled back and its seq given to another.
    What a transaction changed and has not published yet is not seen here.
    """
    kept: WeakKeyDictionary[Engine, dict[str, tuple[Any, T]]] = WeakKeyDictionary()

    @wraps(load)
    def read(connection: Connection, jurisdiction: str) -> T:
        if publishes(connection):
            return load(connection, jurisdiction)
        known = kept.setdefault(connection.engine, {})
        revision = _revision(connection, jurisdiction)
        if jurisdiction in known and known[jurisdiction][0] == revision:
            return known[jurisdiction][1]
        loaded = load(connection, jurisdiction)
        if _revision(connection, jurisdiction) == revision:  # or another writer published between two statements
            known[jurisdiction] = (revision, loaded)
        return loaded

    return read


def publishes(connection: Connection) -> bool:
    """Whether this transaction has itself put something new into a `ref` bucket."""
    return any("ref" in poke.buckets for poke in connection.info.get(POKES, ()))


def _revision(connection: Connection, jurisdiction: str) -> tuple[Any, ...] | None:
    rows = _REVISION.rows(connection, here=jurisdiction)
    return rows[0] if rows else None
