"""Default points: where reports end up whose place nobody gave, such as a city hall, 0/0, a point shared by hundreds.

A report there is kept and waits for the desk; it is not routed as if its place were known (ADR-0020).
"""

import math
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from backend.db.commit import Change
from backend.errors import Problem
from backend.people.service import new_id
from backend.places.borders import Flags, Floats, metres_per_degree
from backend.places.jurisdictions import change_jurisdiction
from backend.places.tables import DefaultPoint

_POINT = DefaultPoint.__table__  # type: ignore[attr-defined]
LARGEST_M = 1_000.0
_NOWHERE_M = 1.0


class Default(Struct, frozen=True):
    """A default point: all within `radius_m` of it. `is_proposed`: it was found by counting, nobody has looked yet."""

    id: str
    label: str
    lat: float
    lon: float
    radius_m: float
    is_proposed: bool = False


NOWHERE = Default("", "0/0", 0.0, 0.0, _NOWHERE_M)
"""What programs write that have no place; true of every city."""


def default_at(points: Sequence[Default], lat: float, lon: float) -> Default | None:
    """The first default point that holds this one."""
    for point in points:
        if abs(point.lat - lat) < 0.01 and _distance_m(point, lat, lon) <= point.radius_m:
            return point
    return None


def defaults_at(points: Sequence[Default], lats: Floats, lons: Floats) -> Flags:
    """Which of many points lie on a default point."""
    answer = np.zeros(len(lats), bool)
    for point in points:
        lon_m, lat_m = metres_per_degree(point.lat)
        answer |= np.hypot((lons - point.lon) * lon_m, (lats - point.lat) * lat_m) <= point.radius_m
    return answer


def default_points(connection: Connection, jurisdiction: str) -> list[Default]:
    """The city's default points by label, then the one that every city has."""
    columns = [_POINT.c[field] for field in Default.__struct_fields__]
    rows = connection.execute(
        select(*columns).where(_POINT.c.jurisdiction == jurisdiction).order_by(_POINT.c.label, _POINT.c.id)
    )
    return [*(Default(*row) for row in rows), NOWHERE]


def add_default_point(
    connection: Connection,
    jurisdiction: str,
    label: str,
    point: tuple[float, float],
    radius_m: float,
    *,
    is_proposed: bool = False,
) -> Change:
    """One more; `point` is lat, lon. From the change's commit on it counts for every new report."""
    lat, lon = point
    facts = {"label": label, "lat": lat, "lon": lon, "radius_m": radius_m, "is_proposed": is_proposed}
    connection.execute(insert(_POINT).values(id=new_id(), jurisdiction=jurisdiction, **facts))
    return change_jurisdiction(connection, jurisdiction)


def remove_default_point(connection: Connection, jurisdiction: str, label: str) -> Change:
    """The points of this label are places again. Raises `not_found`."""
    gone = connection.execute(delete(_POINT).where(_POINT.c.jurisdiction == jurisdiction, _POINT.c.label == label))
    if not gone.rowcount:
        raise Problem("not_found", f"'{jurisdiction}' has no default point '{label}'.")
    return change_jurisdiction(connection, jurisdiction)


def _distance_m(point: Default, lat: float, lon: float) -> float:
    lon_m, lat_m = metres_per_degree(point.lat)
    return math.hypot((point.lon - lon) * lon_m, (point.lat - lat) * lat_m)
