"""What was over long ago leaves the devices of desk and crews: they would carry all years of a city else (ADR-0034).

It stays what it is. Its reporter keeps it, the desk finds it in its history, and an act on it brings it back a while.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Integer, bindparam, select

from backend.db.columns import Moment
from backend.db.commit import Change
from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.db.tables import SyncFeed
from backend.requests.tables import ServiceRequest
from sync.decide.state import RequestState

CARRIED_FOR = timedelta(days=30)
_FEED, _REQUEST = table(SyncFeed), table(ServiceRequest)
_OVER = Prepared(
    select(_FEED.c.id)
    .join(_REQUEST, _REQUEST.c.id == _FEED.c.id)
    .where(
        _FEED.c.jurisdiction == bindparam("here"),
        among(_FEED.c.bucket, "buckets"),
        _FEED.c.kind == "request",
        _FEED.c.op == "put",
        _REQUEST.c.closed_at < bindparam("before", type_=Moment),
        _REQUEST.c.updated_at < bindparam("before", type_=Moment),
    )
    .limit(bindparam("n", type_=Integer))
)


def long_over(connection: Connection, here: str, buckets: Iterable[str], now: datetime, n: int) -> set[str]:
    """Up to n requests that these buckets hold, that are over and had nothing done to them for CARRIED_FOR."""
    facts = {"here": here, "buckets": list(buckets), "before": now - CARRIED_FOR}
    return {id for (id,) in _OVER.rows(connection, **facts, n=n)}


def is_long_over(request: RequestState, now: datetime) -> bool:
    """Whether nobody carries it any more but its reporter."""
    before = now - CARRIED_FOR
    return request.closed_at is not None and request.closed_at < before and request.updated_at < before


def leaving(requests: Iterable[RequestState]) -> list[Change]:
    """Their leaving as changes for `commit_changes`."""
    return [Change("request", one.id, one.ver, frozenset({f"device:{one.reporter_device}"})) for one in requests]
