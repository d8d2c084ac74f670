"""Where requests lie and how urgent they are, and nothing else of them."""

from collections.abc import Iterable

from msgspec import Struct
from sqlalchemy import Connection, select

from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.requests.tables import ServiceRequest

_REQUEST = table(ServiceRequest)
_SPOTS = Prepared(
    select(*(_REQUEST.c[name] for name in ("id", "lat", "lon", "priority", "duplicate_of"))).where(
        among(_REQUEST.c.id, "ids"), _REQUEST.c.erased_at.is_(None)
    )
)


class Spot(Struct, frozen=True):
    """`point` is (lat, lon), WGS 84; None where only words are known."""

    point: tuple[float, float] | None
    priority: str
    is_duplicate: bool


def spots(connection: Connection, ids: Iterable[str]) -> dict[str, Spot]:
    """Request id -> where, of requests that the caller knows to be its city's; those that were erased left out."""
    rows = _SPOTS.rows(connection, ids=set(ids))
    return {
        id: Spot(None if lat is None or lon is None else (lat, lon), priority, other is not None)
        for id, lat, lon, priority, other in rows
    }
