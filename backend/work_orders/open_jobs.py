"""What crews have to do, without documents: for tours, and for who asks whether it has reached their phones."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, select

from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.requests.service import Spot, spots
from backend.work_orders.tables import WorkOrder, WorkOrderRequest

_JOB = table(WorkOrder)
_SERVES = table(WorkOrderRequest)
_PAIRS = Prepared(
    select(_SERVES.c.work_order_id, _SERVES.c.request_id)
    .where(among(_SERVES.c.work_order_id, "ids"))
    .order_by(_SERVES.c.request_id)
)
_OPEN = ("assigned", "started", "blocked")


class OpenJob(Struct, frozen=True):
    """A job that a crew has. `spot` is what it serves, a request with a point before one without; None when all that
    was erased.
    """

    id: str
    crew_id: str
    status: str
    created_at: datetime
    started_at: datetime | None
    from_at: datetime | None
    until_at: datetime | None
    is_urgent: bool
    spot: Spot | None


def open_jobs(connection: Connection, jurisdiction: str, crew_ids: Iterable[str]) -> list[OpenJob]:
    """What these crews still have to do, oldest first."""
    columns = ("id", "crew_id", "status", "created_at", "started_at", "scheduled_from_at", "scheduled_until_at")
    rows = connection.execute(
        select(*(_JOB.c[name] for name in columns))
        .where(_JOB.c.crew_id.in_(set(crew_ids)), _JOB.c.closed_at.is_(None))
        .where(_JOB.c.status.in_(_OPEN), _JOB.c.jurisdiction == jurisdiction)
        .order_by(_JOB.c.created_at, _JOB.c.id)
    ).all()
    served = _served(connection, [row.id for row in rows])
    found = []
    for row in rows:
        spots_of = served[row.id]
        facts: list[Any] = [*row, any(one.priority == "urgent" for one in spots_of), _first(spots_of)]
        found.append(OpenJob(*facts))
    return found


def last_closed(connection: Connection, jurisdiction: str, crew_id: str) -> tuple[datetime, Spot] | None:
    """When the crew last closed one of its jobs, and where; None when it never did, or nobody knows where."""
    row = connection.execute(
        select(_JOB.c.id, _JOB.c.closed_at)
        .where(_JOB.c.crew_id == crew_id, _JOB.c.closed_at.is_not(None), _JOB.c.jurisdiction == jurisdiction)
        .order_by(_JOB.c.closed_at.desc())
        .limit(1)
    ).first()
    spot = _first(_served(connection, [row.id])[row.id]) if row else None
    return (row.closed_at, spot) if row and spot else None


def _served(connection: Connection, ids: list[str]) -> dict[str, list[Spot]]:
    pairs = _PAIRS.rows(connection, ids=ids)
    known = spots(connection, {request for _, request in pairs})
    found: dict[str, list[Spot]] = defaultdict(list)
    for job, request in pairs:
        if request in known:
            found[job].append(known[request])
    return found


def _first(served: list[Spot]) -> Spot | None:
    return min(served, key=lambda one: (one.point is None, one.is_duplicate), default=None)
