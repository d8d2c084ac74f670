"""The layers of a city at a glance, and how the areas of a version lie beside those that answer today."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import shapely  # type: ignore[import-untyped]
from msgspec import Struct, json
from sqlalchemy import Connection, func, select

from backend.people.service import crew_names
from backend.places.layers import districts_of
from backend.places.offers import services
from backend.places.routing import layer_id, layer_names
from backend.places.tables import District
from backend.places.versions import Version, drawn_in, version, versions

_DISTRICT = District.__table__  # type: ignore[attr-defined]
_FINE = 2e-5
"""Degrees, some two metres: what a map of a whole city does not show."""


class LayerInfo(Struct, frozen=True):
    """A layer: the names of the services that ask it, how many districts answer, and its versions, newest first."""

    name: str
    services: list[str]
    districts: int
    versions: list[Version]


class Outline(Struct, frozen=True):
    """An area to be drawn, a little coarser than it is: `geometry` is GeoJSON in WGS 84."""

    name: str
    crew: str | None
    geometry: dict[str, Any]


class Redrawn(Struct, frozen=True):
    """The areas that answer today, and those of a version."""

    before: list[Outline]
    after: list[Outline]


def layers(connection: Connection, jurisdiction: str) -> list[LayerInfo]:
    """All layers by name."""
    mine = (_DISTRICT.c.jurisdiction == jurisdiction) & _DISTRICT.c.active
    counts = connection.execute(select(_DISTRICT.c.layer_id, func.count()).where(mine).group_by(_DISTRICT.c.layer_id))
    districts = {row[0]: int(row[1]) for row in counts}
    asking, made = defaultdict(list), defaultdict(list)
    for one in services(connection, jurisdiction).values():
        if one.active and one.layer is not None:
            asking[one.layer].append(one.name)
    for each in versions(connection, jurisdiction):
        made[each.layer].append(each)
    names = layer_names(connection, jurisdiction)
    return [
        LayerInfo(name, sorted(asking[name]), districts.get(id, 0), made[name][::-1])
        for name, id in sorted(names.items())
    ]


def redrawn(connection: Connection, jurisdiction: str, layer: str, number: int) -> Redrawn:
    """What a map of the change shows. Raises `not_found`."""
    version(connection, jurisdiction, layer, number)
    id = layer_id(connection, jurisdiction, layer)
    crews = crew_names(connection, jurisdiction)
    known = districts_of(connection, id)
    answering = {name: crews.get(row.crew_id or "") for name, row in known.items() if row.active}
    drawn = [(one.name, one.crew or answering.get(one.name), one.boundary) for one in drawn_in(connection, id, number)]
    return Redrawn(_outlines((name, answering[name], known[name].boundary) for name in answering), _outlines(drawn))


def _outlines(areas: Iterable[tuple[str, str | None, bytes]]) -> list[Outline]:
    found = []
    for name, crew, boundary in areas:
        geometry = shapely.simplify(shapely.from_wkb(boundary), _FINE)
        rounded = shapely.transform(geometry, lambda points: points.round(6))
        found.append(Outline(name, crew, json.decode(shapely.to_geojson(rounded), type=dict[str, Any])))
    return found
