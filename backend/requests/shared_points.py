"""Points that so many requests share that they can be no places: a city hall, a geocoder's "somewhere in town"."""

from msgspec import Struct
from sqlalchemy import Connection, Integer, cast, func, select

from backend.db.commit import Change, commit_changes
from backend.db.rows import table
from backend.places import service as places
from backend.requests.tables import ServiceRequest

_REQUEST = table(ServiceRequest)
SHARED_BY = 100
_PER_DEGREE = 100_000
"""Points are the same to five decimals, about a metre."""
_RADIUS_M = 1.0


class SharedPoint(Struct, frozen=True):
    """A point and how many requests lie on it."""

    lat: float
    lon: float
    count: int


def shared_points(connection: Connection, jurisdiction: str, at_least: int) -> list[SharedPoint]:
    """The points on which so many requests of the city lie, most first. One look at all of them, by the database.

    What is about an asset lies where that stands: a lamp that is often reported is a place.
    """
    lat, lon = (cast(func.round(_REQUEST.c[name] * _PER_DEGREE), Integer) for name in ("lat", "lon"))
    has_point = (_REQUEST.c.lat.is_not(None), _REQUEST.c.lon.is_not(None))
    rows = connection.execute(
        select(lat, lon, func.count())
        .where(_REQUEST.c.jurisdiction == jurisdiction, _REQUEST.c.asset_id.is_(None), *has_point)
        .group_by(lat, lon)
        .having(func.count() >= at_least)
        .order_by(func.count().desc(), lat, lon)
    )
    return [SharedPoint(y / _PER_DEGREE, x / _PER_DEGREE, count) for y, x, count in rows]


def propose_default_points(connection: Connection, jurisdiction: str, at_least: int) -> list[SharedPoint]:
    """Make the shared points that are none yet default points, marked as proposed, and publish it; which they are."""
    known = places.default_points(connection, jurisdiction)
    found = [
        one
        for one in shared_points(connection, jurisdiction, at_least)
        if places.default_at(known, one.lat, one.lon) is None
    ]
    changes: list[Change] = []
    for one in found:
        label = f"shared by {one.count} requests at {one.lat:.5f}, {one.lon:.5f}"
        point = (one.lat, one.lon)
        changes.append(places.add_default_point(connection, jurisdiction, label, point, _RADIUS_M, is_proposed=True))
    if changes:
        commit_changes(connection, jurisdiction, changes[-1:])
    return found
