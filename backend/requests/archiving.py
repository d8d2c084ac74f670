"""What was over long ago leaves the devices of desk and crews: they would carry all years of a city else (ADR-0034).

It stays what it is. Its reporter keeps it, the desk finds it in its history, and an act on it brings it back a while.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, Integer, bindparam, case, func, select

from backend.db.columns import Moment
from backend.db.commit import Change
from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.db.tables import SyncFeed
from backend.requests.tables import ServiceRequest
from sync.decide.state import RequestState

CARRIED_FOR = timedelta(days=30)
_FEED, _REQUEST = table(SyncFeed), table(ServiceRequest)
_HOME = _REQUEST.alias("home")
_over_since = func.coalesce(
    _HOME.c.closed_at, _REQUEST.c.closed_at, case((_REQUEST.c.status == "withdrawn", _REQUEST.c.updated_at))
)
"""A duplicate is over with what it follows; one that was taken back, since then."""
_OVER = Prepared(
    select(_FEED.c.id)
    .join(_REQUEST, _REQUEST.c.id == _FEED.c.id)
    .outerjoin(_HOME, _HOME.c.id == _REQUEST.c.duplicate_of)
    .where(
        _FEED.c.jurisdiction == bindparam("here"),
        among(_FEED.c.bucket, "buckets"),
        _FEED.c.kind == "request",
        _FEED.c.op == "put",
        _over_since < bindparam("before", type_=Moment),
        _REQUEST.c.updated_at < bindparam("before", type_=Moment),
    )
    .limit(bindparam("n", type_=Integer))
)


def long_over(connection: Connection, here: str, buckets: Iterable[str], now: datetime, n: int) -> set[str]:
    """Up to n requests that these buckets hold, that are over and had nothing done to them for CARRIED_FOR."""
    facts = {"here": here, "buckets": list(buckets), "before": now - CARRIED_FOR}
    return {id for (id,) in _OVER.rows(connection, **facts, n=n)}


def is_long_over(request: RequestState, home: RequestState | None, now: datetime) -> bool:
    """Whether nobody carries it any more but its reporter; `home` is what it follows."""
    if request.erased_at is not None:
        return True
    since = (home or request).closed_at or (request.updated_at if request.status == "withdrawn" else None)
    before = now - CARRIED_FOR
    return since is not None and since < before and request.updated_at < before


def leaving(requests: Iterable[RequestState]) -> list[Change]:
    """Their leaving as changes for `commit_changes`."""
    return [Change("request", one.id, one.ver, frozenset({f"device:{one.reporter_device}"})) for one in requests]
