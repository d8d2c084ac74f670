"""The check of every bucket, kept up with each change: how many things it holds, the sum of their marks (SYNC-018)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from sqlalchemy import Connection, Table, bindparam, literal_column, select

from backend.db.prepared import Prepared, among
from backend.db.rows import table, write
from backend.db.tables import SyncBucket
from sync.protocol.check import mark
from sync.protocol.messages import Check

_BUCKET = table(SyncBucket)
_ALL = 2**32
_EMPTY = Check(0, 0)
_CHECKS = Prepared(
    select(_BUCKET.c.bucket, _BUCKET.c.n_live, _BUCKET.c.digest).where(
        _BUCKET.c.jurisdiction == bindparam("here"), among(_BUCKET.c.bucket, "buckets")
    )
)


class Written(Protocol):
    """What of a change the check looks at."""

    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def ver(self) -> int: ...
    @property
    def buckets(self) -> frozenset[str]: ...


def count(
    connection: Connection,
    jurisdiction: str,
    changes: Iterable[Written],
    before: Mapping[tuple[str, str], Mapping[str, int]],
) -> None:
    """Take what the changes replace out of the checks and put in what they bring. Only under the counter row's lock."""
    n_live: dict[str, int] = defaultdict(int)
    sums: dict[str, int] = defaultdict(int)
    held = dict(before)
    for change in changes:
        key = (change.kind, change.id)
        for bucket, ver in held.get(key, {}).items():
            n_live[bucket] -= 1
            sums[bucket] -= mark(*key, ver)
        added = mark(*key, change.ver)
        for bucket in change.buckets:
            n_live[bucket] += 1
            sums[bucket] += added
        held[key] = dict.fromkeys(change.buckets, change.ver)  # one thing may change twice in one transaction
    rows = [
        {"jurisdiction": jurisdiction, "bucket": bucket, "n_live": n_live[bucket], "digest": sums[bucket] % _ALL}
        | {"floor_seq": 0}
        for bucket in sorted(sums)
    ]
    write(connection, _BUCKET, rows, _add_up)


def _add_up(more: Any, into: Table, names: tuple[str, ...]) -> Any:
    sums = {
        "n_live": into.c.n_live + more.excluded.n_live,
        "digest": (into.c.digest + more.excluded.digest) % literal_column(str(_ALL)),
    }
    return more.on_conflict_do_update(index_elements=["jurisdiction", "bucket"], set_=sums)


def checks(connection: Connection, jurisdiction: str, buckets: Iterable[str]) -> dict[str, Check]:
    """The check of each bucket in this snapshot."""
    rows = _CHECKS.rows(connection, here=jurisdiction, buckets=buckets)
    known = {bucket: Check(n_live, digest) for bucket, n_live, digest in rows}
    return {bucket: known.get(bucket, _EMPTY) for bucket in buckets}
