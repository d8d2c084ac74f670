"""commit_changes(): the only way a change becomes visible to devices.

It must be the last statement group of a writing transaction: whoever holds the counter row makes every later writer
wait, so a snapshot that shows seq s shows every committed seq below s (SYNC-020, SYNC-021).
"""

import secrets
from collections.abc import Callable, Sequence
from functools import cache

from msgspec import Struct
from sqlalchemy import Connection, Table, bindparam, select, update

from backend.db.checks import count
from backend.db.prepared import Prepared, among
from backend.db.rows import Insert, add, insert_of, put, table
from backend.db.tables import SyncClock, SyncFeed, SyncMeta

_CLOCK = table(SyncClock)
_FEED = table(SyncFeed)
_META = table(SyncMeta)
_HEAD = Prepared(select(_CLOCK.c.head).where(_CLOCK.c.jurisdiction == bindparam("here")))
_EPOCH = Prepared(select(_META.c.epoch))
_HOLDERS = Prepared(
    select(_FEED.c.id, _FEED.c.bucket, _FEED.c.ver).where(
        _FEED.c.kind == bindparam("kind"),
        among(_FEED.c.id, "ids"),
        _FEED.c.jurisdiction == bindparam("here"),
        _FEED.c.op == "put",
    )
)
_SEQS = Prepared(
    select(_FEED.c.id, _FEED.c.seq).where(
        _FEED.c.kind == bindparam("kind"),
        among(_FEED.c.id, "ids"),
        _FEED.c.jurisdiction == bindparam("here"),
        _FEED.c.bucket == bindparam("bucket"),
        _FEED.c.op == "put",
    )
)


class Change(Struct, frozen=True):
    """A thing that was written: its new version, and every bucket that now holds it."""

    kind: str
    id: str
    ver: int
    buckets: frozenset[str]
    erased_from: frozenset[str] = frozenset()
    """Buckets that hold or held it and whose devices must keep nothing of it (SYNC-046)."""


class Poke(Struct, frozen=True):
    """What a committed transaction tells the devices that listen: look again, up to this head. No data in it."""

    jurisdiction: str
    head: int
    buckets: frozenset[str]


POKES = "pokes"
"""Where a connection keeps its pokes until the transaction is on disk: `connection.info[POKES]`."""


def commit_changes(connection: Connection, jurisdiction: str, changes: Sequence[Change]) -> int:
    """Give the changes their seqs and put them on the feed; the head after it (SYNC-020).

    A bucket that held a thing and no longer does gets a `leave` in the same transaction (SYNC-023).
    """
    changes = list({(change.kind, change.id): change for change in changes}.values())  # what changed twice, once
    before = _memberships(connection, jurisdiction, changes)
    rows = [
        (bucket, change, "put" if bucket in change.buckets else "erase" if change.erased_from else "leave")
        for change in changes
        for bucket in sorted(change.buckets | before.get((change.kind, change.id), {}).keys() | change.erased_from)
    ]
    head = _advance(connection, jurisdiction, len(rows))
    if rows:
        first = head - len(rows) + 1
        put(
            connection,
            _FEED,
            [
                {
                    "jurisdiction": jurisdiction,
                    "bucket": bucket,
                    "kind": change.kind,
                    "id": change.id,
                    "seq": seq,
                    "op": op,
                    "ver": change.ver,
                }
                for seq, (bucket, change, op) in enumerate(rows, first)
            ],
        )
        count(connection, jurisdiction, changes, before)
        moved = frozenset(bucket for bucket, _, _ in rows)
        connection.info.setdefault(POKES, []).append(Poke(jurisdiction, head, moved))
    return head


def buckets_ever(connection: Connection, jurisdiction: str, kind: str, id: str) -> frozenset[str]:
    """Every bucket that holds the thing, or held it and still says so."""
    rows = select(_FEED.c.bucket).where(_FEED.c.jurisdiction == jurisdiction, _FEED.c.kind == kind, _FEED.c.id == id)
    return frozenset(connection.execute(rows).scalars())


def seqs_in(connection: Connection, jurisdiction: str, bucket: str, kind: str, ids: Sequence[str]) -> dict[str, int]:
    """Of these things those that the bucket holds, each with the seq of its last change there."""
    return dict(_SEQS.rows(connection, here=jurisdiction, bucket=bucket, kind=kind, ids=ids))


def versions_in(connection: Connection, jurisdiction: str, bucket: str, kind: str) -> dict[str, int]:
    """Every such thing that the bucket holds, with its version now."""
    here = (_FEED.c.jurisdiction == jurisdiction, _FEED.c.bucket == bucket, _FEED.c.kind == kind, _FEED.c.op == "put")
    return {row.id: row.ver for row in connection.execute(select(_FEED.c.id, _FEED.c.ver).where(*here))}


def head(connection: Connection, jurisdiction: str) -> int:
    """How far the jurisdiction's history has come in this snapshot."""
    return int(_HEAD.scalar(connection, here=jurisdiction) or 0)


def epoch(connection: Connection) -> str:
    """Which history cursors speak of."""
    return str(_EPOCH.scalar(connection))


def start_history(connection: Connection) -> None:
    """Name this database's history, once."""
    add(connection, _META, [{"one": 1, "epoch": secrets.token_hex(8)}])


def new_history(connection: Connection, instead_of: str) -> None:
    """Give the history another name, unless it has one already: every device reads everything again (SYNC-026)."""
    connection.execute(update(_META).where(_META.c.epoch == instead_of).values(epoch=secrets.token_hex(8)))


def _advance(connection: Connection, jurisdiction: str, by: int) -> int:
    return int(_bump(insert_of(connection.dialect)).scalar(connection, jurisdiction=jurisdiction, head=by))


@cache
def _bump(insert: Callable[[Table], Insert]) -> Prepared:
    bump = insert(_CLOCK)
    raised = {"head": _CLOCK.c.head + bump.excluded.head}
    return Prepared(bump.on_conflict_do_update(index_elements=["jurisdiction"], set_=raised).returning(_CLOCK.c.head))


def _memberships(
    connection: Connection, jurisdiction: str, changes: Sequence[Change]
) -> dict[tuple[str, str], dict[str, int]]:
    """(kind, id) -> bucket that holds it -> version. A kind at a time: for pairs SQLite would read the whole feed."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    ids: dict[str, list[str]] = {}
    for change in changes:
        ids.setdefault(change.kind, []).append(change.id)
    for kind, wanted in ids.items():
        for id, bucket, ver in _HOLDERS.rows(connection, here=jurisdiction, kind=kind, ids=wanted):
            found.setdefault((kind, id), {})[bucket] = ver
    return found
