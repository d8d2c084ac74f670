"""What a crew carries so that it finds addresses and assets without a network: all that lies in its districts."""

import hashlib
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely  # type: ignore[import-untyped]
from sqlalchemy import Connection, Row, select

from backend.db.rows import table
from backend.places.gazetteer import revision
from backend.places.gazetteer_tables import Address, Asset, Street
from backend.places.tables import District
from sync.protocol.messages import PackedAssets, PackedHouses, PlacePack

_DISTRICT, _STREET, _ADDRESS, _ASSET = table(District), table(Street), table(Address), table(Asset)


def edition(connection: Connection, jurisdiction: str, crew_id: str) -> str:
    """Which pack the crew should have now: another when its districts or the gazetteer changed."""
    mine = (_DISTRICT.c.jurisdiction == jurisdiction, _DISTRICT.c.crew_id == crew_id, _DISTRICT.c.active)
    rows = connection.execute(select(_DISTRICT.c.id, _DISTRICT.c.ver).where(*mine).order_by(_DISTRICT.c.id))
    told = [str(revision(connection, jurisdiction)), *(f"{row.id} {row.ver}" for row in rows)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:20]


def pack(connection: Connection, jurisdiction: str, crew_id: str) -> PlacePack:
    """The addresses and assets with a point in the crew's districts, borders included."""
    mine = (_DISTRICT.c.jurisdiction == jurisdiction, _DISTRICT.c.crew_id == crew_id, _DISTRICT.c.active)
    shapes = connection.scalars(select(_DISTRICT.c.boundary).where(*mine)).all()
    area = shapely.union_all(shapely.from_wkb(np.array(shapes, object))) if shapes else shapely.Polygon()
    houses = _inside(connection, _ADDRESS, jurisdiction, area)
    assets = [row for row in _inside(connection, _ASSET, jurisdiction, area) if row.active]
    return packed(connection, jurisdiction, edition(connection, jurisdiction, crew_id), houses, assets)


def packed(
    connection: Connection, jurisdiction: str, edition: str, houses: Sequence[Row[Any]], assets: Sequence[Row[Any]]
) -> PlacePack:
    """Rows of addresses and assets as a phone carries them: columns, and each street's name once."""
    names = select(_STREET.c.id, _STREET.c.name).where(_STREET.c.jurisdiction == jurisdiction)
    streets = {row.id: row.name for row in connection.execute(names)}
    used = sorted({row.street_id for row in houses})
    position = {id: at for at, id in enumerate(used)}
    return PlacePack(
        edition,
        [streets[id] for id in used],
        PackedHouses([position[row.street_id] for row in houses], [row.house for row in houses], *_points(houses)),
        PackedAssets(
            [row.id for row in assets],
            [row.label for row in assets],
            [row.number for row in assets],
            [row.kind for row in assets],
            *_points(assets),
        ),
    )


def _inside(connection: Connection, things: Any, jurisdiction: str, area: Any) -> list[Row[Any]]:
    """The rows with a point that the area covers."""
    if shapely.is_empty(area):
        return []
    west, south, east, north = area.bounds
    box = (things.c.lat.between(south, north), things.c.lon.between(west, east))
    rows = connection.execute(
        select(things).where(things.c.jurisdiction == jurisdiction, *box).order_by(*things.primary_key)
    ).all()
    shapely.prepare(area)
    lons, lats = np.array([row.lon for row in rows], float), np.array([row.lat for row in rows], float)
    return [rows[at] for at in np.flatnonzero(shapely.intersects_xy(area, lons, lats)).tolist()]


def _points(rows: Sequence[Row[Any]]) -> tuple[list[float], list[float]]:
    """Five decimals are a metre: enough to find a door, and half the bytes."""
    return [round(row.lat, 5) for row in rows], [round(row.lon, 5) for row in rows]
