"""Districts as areas that anybody may have: boundary, name, layer and crew."""

from typing import Any

import shapely  # type: ignore[import-untyped]
from msgspec import Struct
from sqlalchemy import Connection, select

from backend.people.service import crew_names
from backend.places.documents import geojson
from backend.places.tables import District, Layer

_DISTRICT = District.__table__  # type: ignore[attr-defined]
_LAYER = Layer.__table__  # type: ignore[attr-defined]


class PublicDistrict(Struct, frozen=True):
    """An area that somebody answers for. `boundary` is a GeoJSON geometry."""

    id: str
    name: str
    layer: str
    crew: str | None
    boundary: dict[str, object]


def public_districts(
    connection: Connection, jurisdiction: str, box: Any = None, only: str | None = None
) -> list[PublicDistrict]:
    """The districts that answer today, in the order of their ids: all, those that touch a box (a shapely geometry in
    WGS 84 degrees), or only one.
    """
    wanted = (
        select(_DISTRICT.c.id, _DISTRICT.c.name, _LAYER.c.name, _DISTRICT.c.crew_id, _DISTRICT.c.boundary)
        .join(_LAYER, _LAYER.c.id == _DISTRICT.c.layer_id)
        .where(_DISTRICT.c.jurisdiction == jurisdiction, _DISTRICT.c.active)
        .order_by(_DISTRICT.c.id)
    )
    if only is not None:
        wanted = wanted.where(_DISTRICT.c.id == only)
    crews = crew_names(connection, jurisdiction)
    return [
        PublicDistrict(id, name, layer, crews.get(crew_id or ""), geojson(boundary))
        for id, name, layer, crew_id, boundary in connection.execute(wanted)
        if box is None or shapely.intersects(shapely.from_wkb(boundary), box)
    ]


class DistrictArea(Struct, frozen=True):
    """A district that answers today, and whose it is. `boundary` is WKB in WGS 84."""

    id: str
    name: str
    layer: str
    crew_id: str | None
    boundary: bytes


def district_areas(connection: Connection, jurisdiction: str) -> list[DistrictArea]:
    """The districts that answer today, by layer and name."""
    rows = connection.execute(
        select(_DISTRICT.c.id, _DISTRICT.c.name, _LAYER.c.name, _DISTRICT.c.crew_id, _DISTRICT.c.boundary)
        .join(_LAYER, _LAYER.c.id == _DISTRICT.c.layer_id)
        .where(_DISTRICT.c.jurisdiction == jurisdiction, _DISTRICT.c.active)
        .order_by(_LAYER.c.name, _DISTRICT.c.name)
    )
    return [DistrictArea(*row) for row in rows]
