"""Pulling changes: what each bucket of the device gained or lost since its cursor, from one snapshot (protocol 2.6)."""

import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, Literal

from sqlalchemy import Connection, Integer, bindparam, select, union_all

from backend.db.checks import checks
from backend.db.commit import epoch, head
from backend.db.prepared import Prepared
from backend.db.purge import floors
from backend.db.rows import table
from backend.db.tables import SyncFeed
from backend.exchange import held
from backend.people.rules import Actor
from backend.people.service import crew_docs
from backend.places import service as places
from backend.requests import service as requests
from backend.work_orders import service as work_orders
from sync.protocol.messages import ERASE_SCHEMA, FeedRow, PullAsk, PullReply

_FEED = table(SyncFeed)
_AT_ONCE = 100
"""Buckets in one statement; SQLite puts 500 SELECTs together."""
_LOG = logging.getLogger(__name__)

Docs = Callable[[Connection, list[str], Actor], dict[str, Any]]


def _of_places(kind: str) -> Docs:
    return lambda connection, ids, actor: dict(places.docs(connection, kind, ids, actor))


_DOCS: dict[str, Docs] = {
    "request": requests.docs,
    "wo": work_orders.docs,
    "held": held.docs,
    "crew": crew_docs,
    "service": _of_places("service"),
    "district": _of_places("district"),
    "jurisdiction": _of_places("jurisdiction"),
}


def pull(connection: Connection, actor: Actor, ask: PullAsk) -> PullReply:
    """A page of changes, and the cursors that go with it. Rights are those of this moment, not of the cursors."""
    now, history = head(connection, actor.jurisdiction), epoch(connection)
    allowed = places.readable_buckets(connection, actor)
    known = ask.epoch == history
    have = {bucket: ask.have[bucket] if known and bucket in ask.have else 0 for bucket in allowed}
    doubted, floor = set(ask.reset), floors(connection, actor.jurisdiction, list(allowed))

    def must_begin_anew(bucket: str, cursor: int) -> bool:
        has_missed = 0 < cursor < floor.get(bucket, 0) and bucket not in ask.begun
        return not known or cursor > now or bucket in doubted or has_missed

    reset = [bucket for bucket in allowed if bucket in ask.have and must_begin_anew(bucket, ask.have[bucket])]
    if known and doubted:
        _LOG.warning("device %s holds something else of %s and reads it anew", actor.sender_id, sorted(doubted))
    have |= dict.fromkeys(reset, 0)
    rows, more = _page(connection, actor.jurisdiction, have, now, ask.limit)
    reached = rows[-1][1] if more else now
    return PullReply(
        epoch=history,
        head=now,
        drop=sorted(ask.have.keys() - have.keys()),
        reset=reset,
        rows=_with_docs(connection, actor, rows),
        cursors={bucket: max(cursor, reached) for bucket, cursor in have.items()},
        more=more,
        begun=[bucket for bucket, cursor in have.items() if cursor == 0 or bucket in ask.begun] if more else [],
        check=None if more else checks(connection, actor.jurisdiction, allowed),
    )


def as_of(reply: PullReply, schema: int) -> PullReply:
    """The page as an app of this schema reads it (SYNC-041)."""
    for row in reply.rows if schema < ERASE_SCHEMA else []:
        row.op = "leave" if row.op == "erase" else row.op
    return reply


def is_from_lost_future(ask: PullAsk, reply: PullReply) -> bool:
    """Whether the cursors speak of this history and yet lie beyond it: the database was put back without a new name."""
    return ask.epoch == reply.epoch and any(cursor > reply.head for cursor in ask.have.values())


Row = tuple[str, int, str, str, Literal["put", "leave", "erase"], int]
"""(bucket, seq, kind, id, op, ver) of the feed."""


def _page(connection: Connection, here: str, have: dict[str, int], now: int, limit: int) -> tuple[list[Row], bool]:
    """The next `limit` rows over all buckets in the order of the history, and whether there are more."""
    behind = [(bucket, cursor) for bucket, cursor in have.items() if cursor < now]
    rows: list[Any] = []
    for start in range(0, len(behind), _AT_ONCE):
        some = behind[start : start + _AT_ONCE]
        given: dict[str, Any] = {f"bucket_{i}": bucket for i, (bucket, _) in enumerate(some)}
        given |= {f"cursor_{i}": cursor for i, (_, cursor) in enumerate(some)}
        rows += _since(len(some)).rows(connection, here=here, most=limit + 1, **given)
    if len(behind) > _AT_ONCE:
        rows.sort(key=itemgetter(1))
    return rows[:limit], len(rows) > limit


@cache
def _since(n_buckets: int) -> Prepared:
    """The first rows of each bucket after its cursor, and of these the first: no bucket is read further than a page."""
    columns = [_FEED.c[name] for name in ("bucket", "seq", "kind", "id", "op", "ver")]
    most = bindparam("most", type_=Integer())
    each = [
        select(*columns)
        .where(
            _FEED.c.jurisdiction == bindparam("here"),
            _FEED.c.bucket == bindparam(f"bucket_{i}"),
            _FEED.c.seq > bindparam(f"cursor_{i}"),
        )
        .order_by(_FEED.c.seq)
        .limit(most)
        .subquery()
        .select()
        for i in range(n_buckets)
    ]
    together = union_all(*each)
    return Prepared(together.order_by(together.selected_columns.seq).limit(most))


def _with_docs(connection: Connection, actor: Actor, rows: Sequence[Row]) -> list[FeedRow]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for _, _, kind, id, op, _ in rows:
        if op == "put":
            wanted[kind].add(id)
    docs = {kind: _DOCS[kind](connection, sorted(ids), actor) for kind, ids in wanted.items()}
    return [
        FeedRow(bucket, seq, kind, id, op, ver, docs[kind][id] if op == "put" else None)
        for bucket, seq, kind, id, op, ver in rows
    ]
