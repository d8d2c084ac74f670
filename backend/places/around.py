"""What a resident's phone carries: all there is around a coarse square, or the whole of a small city.

The city learns a square of some two kilometres at most, and the same pack serves everybody in it.
"""

import hashlib
import math
from typing import Any

import numpy as np
from sqlalchemy import Connection, Row, Select, func, literal, select

from backend.db.cells import METRES_PER_DEGREE, touched
from backend.db.rows import table
from backend.places.gazetteer import Here, revision
from backend.places.gazetteer_tables import Address, Asset
from backend.places.pack import packed
from sync.protocol.messages import PlacePack

_ADDRESS, _ASSET = table(Address), table(Asset)
_SQUARES_PER_DEGREE = 50
"""Twin of `SQUARES_PER_DEGREE` in pwa/src/store/pack.ts: a square is 2.2 km high, and 1.8 km wide at 36 degrees."""
RADII_M = (1_500, 2_000, 3_000)
"""From the middle of a square, whose corners lie 1.4 km away: the first that has enough is as far as a pack goes."""
MOST_HOUSES = 20_000
MOST_ASSETS = 5_000


def square(at: Here) -> Here:
    """The middle of the square that holds the point."""
    lat, lon = ((math.floor(value * _SQUARES_PER_DEGREE) + 0.5) / _SQUARES_PER_DEGREE for value in (at.lat, at.lon))
    return Here(round(lat, 2), round(lon, 2))


def edition(connection: Connection, jurisdiction: str, at: Here) -> str:
    """Which pack belongs to the point now: a small city has one for all its squares."""
    middle = square(at)
    where = "all" if _is_small(connection, jurisdiction) else f"{middle.lat} {middle.lon}"
    told = f"around {revision(connection, jurisdiction)} {where}"
    return hashlib.sha256(told.encode()).hexdigest()[:20]


def pack_around(connection: Connection, jurisdiction: str, at: Here) -> PlacePack:
    """The nearest houses and assets to the middle of the point's square, no more of each than a phone should carry."""
    told = edition(connection, jurisdiction, at)
    middle = None if _is_small(connection, jurisdiction) else square(at)
    houses = select(_ADDRESS.c.street_id, _ADDRESS.c.number, _ADDRESS.c.house, _ADDRESS.c.lat, _ADDRESS.c.lon)
    houses = houses.where(_ADDRESS.c.jurisdiction == jurisdiction, _ADDRESS.c.lat.is_not(None))
    assets = select(_ASSET).where(_ASSET.c.jurisdiction == jurisdiction, _ASSET.c.active)
    once: dict[tuple[int, int, str], Row[Any]] = {}  # a house of forty units is one house
    for row in _nearest(connection, jurisdiction, houses, _ADDRESS, middle, MOST_HOUSES):
        if len(once) < MOST_HOUSES:
            once.setdefault((row.street_id, row.number, row.house), row)
    return packed(
        connection,
        jurisdiction,
        told,
        [once[house] for house in sorted(once)],
        sorted(
            _nearest(connection, jurisdiction, assets, _ASSET, middle, MOST_ASSETS)[:MOST_ASSETS],
            key=lambda row: row.id,
        ),
    )


def _is_small(connection: Connection, jurisdiction: str) -> bool:
    """Whether all there is fits into one pack; counts no further than it must."""
    return all(
        connection.scalar(select(func.count()).select_from(_some(things, jurisdiction, most + 1))) <= most  # type: ignore[operator]
        for things, most in ((_ADDRESS, MOST_HOUSES), (_ASSET, MOST_ASSETS))
    )


def _some(things: Any, jurisdiction: str, most: int) -> Any:
    return select(literal(1)).select_from(things).where(things.c.jurisdiction == jurisdiction).limit(most).subquery()


def _nearest(
    connection: Connection, jurisdiction: str, rows: Select[Any], things: Any, middle: Here | None, most: int
) -> list[Row[Any]]:
    """Those around the middle, the nearest first; all of them without a middle."""
    if middle is None:
        return list(connection.execute(rows).all())
    for radius_m in RADII_M:
        one = select(literal(1)).where(things.c.jurisdiction == jurisdiction)
        there = touched(one, things.c.cell, middle.lat, middle.lon, radius_m).subquery()
        # A quarter more than is wanted: the corners of the grid lie outside the circle.
        if (connection.scalar(select(func.count()).select_from(there)) or 0) >= 1.25 * most:
            break
    found = connection.execute(touched(rows, things.c.cell, middle.lat, middle.lon, radius_m)).all()
    north = np.array([row.lat for row in found], float) - middle.lat
    east = (np.array([row.lon for row in found], float) - middle.lon + 180) % 360 - 180
    away = np.hypot(north, east * math.cos(math.radians(middle.lat))) * METRES_PER_DEGREE
    order = np.argsort(away, kind="stable")
    return [found[at] for at in order[away[order] <= radius_m].tolist()]
