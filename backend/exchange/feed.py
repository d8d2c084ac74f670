"""Pulling changes: what each bucket of the device gained or lost since its cursor, from one snapshot (protocol 2.6)."""

import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from backend.db.checks import checks
from backend.db.commit import epoch, head
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
    rows, more = _page(connection, actor.jurisdiction, have, ask.limit)
    reached = rows[-1].seq if more else now
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


def _page(connection: Connection, jurisdiction: str, have: dict[str, int], limit: int) -> tuple[list[Any], bool]:
    """The next `limit` rows over all buckets in the order of the history, and whether there are more."""
    by_cursor: dict[int, list[str]] = defaultdict(list)
    for bucket, cursor in have.items():
        by_cursor[cursor].append(bucket)
    since: list[ColumnElement[bool]] = [
        and_(_FEED.c.bucket.in_(buckets), _FEED.c.seq > cursor) for cursor, buckets in by_cursor.items()
    ]
    rows: list[Any] = list(
        connection.execute(
            select(_FEED.c.bucket, _FEED.c.seq, _FEED.c.kind, _FEED.c.id, _FEED.c.op, _FEED.c.ver)
            .where(_FEED.c.jurisdiction == jurisdiction, or_(*since))
            .order_by(_FEED.c.seq)
            .limit(limit + 1)
        )
    )
    return rows[:limit], len(rows) > limit


def _with_docs(connection: Connection, actor: Actor, rows: Sequence[Any]) -> list[FeedRow]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.op == "put":
            wanted[row.kind].add(row.id)
    docs = {kind: _DOCS[kind](connection, sorted(ids), actor) for kind, ids in wanted.items()}
    return [
        FeedRow(
            row.bucket, row.seq, row.kind, row.id, row.op, row.ver, docs[row.kind][row.id] if row.op == "put" else None
        )
        for row in rows
    ]
