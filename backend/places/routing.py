"""Who answers for a point: the district and crew on a service's responsibility layer, and why. Reads only."""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import shapely  # type: ignore[import-untyped]
from msgspec import Struct
from sqlalchemy import URL, Connection, bindparam, select

from backend.db.prepared import Prepared
from backend.db.remembered import publishes, remembered
from backend.errors import Problem
from backend.people.service import crew_names, known_crew_names
from backend.places.locate import AreaIndex, Floats, Found, Positions, Reason
from backend.places.tables import District, Layer, Service

_DISTRICT = District.__table__  # type: ignore[attr-defined]
_LAYER = Layer.__table__  # type: ignore[attr-defined]
_SERVICE = Service.__table__  # type: ignore[attr-defined]


class Ask(Struct, frozen=True):
    """A problem of a kind at a point in WGS 84 degrees; lat and lon are None where there are only words."""

    service_code: str
    lat: float | None
    lon: float | None


class Route(Struct, frozen=True):
    """Who answers and why (see `locate.Reason`). Nobody: district is None; a district may lack a crew."""

    district_id: str | None
    district: str | None
    crew_id: str | None
    crew: str | None
    layer: str | None
    reason: Reason


class Routes(Struct, frozen=True):
    """Many points on one layer: `targets[positions[i]]` answers for point i, nobody where positions[i] is -1.

    `on_border` says for which points the tie rule chose. A target's own reason is `inside`.
    """

    targets: list[Route]
    positions: Positions
    on_border: npt.NDArray[np.bool_]


class LayerAreas(Struct, frozen=True):
    """A layer as it was at `rev`; `districts` are (id, crew id) in the order of the index's positions."""

    rev: int
    name: str
    index: AreaIndex
    districts: list[tuple[str, str | None]]


_REV = Prepared(select(_LAYER.c.name, _LAYER.c.rev).where(_LAYER.c.id == bindparam("id_")))
_AREAS: dict[tuple[URL, str], LayerAreas] = {}
"""(database, layer id) -> its areas. One entry a layer; replaced when `rev` moved, whichever process moved it."""


def responsible_many(
    connection: Connection, jurisdiction: str, asks: Sequence[Ask], instead: LayerAreas | None = None
) -> list[Route]:
    """Who answers for each ask, in their order. A point outside every district is an answer, never an error.

    A service that is unknown or has no layer gives `no_layer`. `instead` stands in for the layer of its name: a version
    that is not applied yet.
    """
    layer_ids = _layer_ids(connection, jurisdiction)
    wanted = {layer_ids[ask.service_code] for ask in asks if ask.service_code in layer_ids}
    layers = {layer_id: _areas(connection, layer_id) for layer_id in wanted}
    layers |= {id: instead for id, areas in layers.items() if instead is not None and areas.name == instead.name}
    crews = known_crew_names(connection, jurisdiction)
    return [_route(layers.get(layer_ids.get(ask.service_code, "")), ask, crews) for ask in asks]


def route_point(connection: Connection, jurisdiction: str, layer: str, lat: float, lon: float) -> Route:
    """Who answers for one point on a layer. Raises `not_found` for an unknown layer."""
    areas = _areas(connection, layer_id(connection, jurisdiction, layer))
    return _route(areas, Ask("", lat, lon), crew_names(connection, jurisdiction))


def route_on_layer(connection: Connection, jurisdiction: str, layer: str, lons: Floats, lats: Floats) -> Routes:
    """Who answers for many points on one layer, by arrays of degrees. Raises `not_found` for an unknown layer."""
    areas = _areas(connection, layer_id(connection, jurisdiction, layer))
    crews = crew_names(connection, jurisdiction)
    targets = [_target(areas, position, "inside", crews) for position in range(len(areas.districts))]
    positions = areas.index.locate_many(lons, lats)
    return Routes(targets, positions, areas.index.on_border(lons, lats, positions))


def layer_id(connection: Connection, jurisdiction: str, name: str) -> str:
    """The id of a layer by name. Raises `not_found`, naming the layers there are."""
    ids = layer_names(connection, jurisdiction)
    if name not in ids:
        known = ", ".join(sorted(ids)) or "none yet"
        raise Problem("not_found", f"'{jurisdiction}' has no layer '{name}'. Its layers: {known}.")
    return ids[name]


def layer_names(connection: Connection, jurisdiction: str) -> dict[str, str]:
    """Layer name -> id."""
    rows = connection.execute(select(_LAYER.c.name, _LAYER.c.id).where(_LAYER.c.jurisdiction == jurisdiction))
    return {row.name: row.id for row in rows}


def is_point(lat: float | None, lon: float | None) -> bool:
    """Whether the numbers are a place on earth in WGS 84 degrees."""
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return False
    return -90 <= lat <= 90 and -180 <= lon <= 180


@remembered
def _layer_ids(connection: Connection, jurisdiction: str) -> dict[str, str]:
    """Service code -> id of the layer that answers for it."""
    rows = connection.execute(
        select(_SERVICE.c.code, _SERVICE.c.layer_id).where(
            _SERVICE.c.jurisdiction == jurisdiction, _SERVICE.c.layer_id.is_not(None)
        )
    )
    return {row.code: row.layer_id for row in rows}


def _route(areas: LayerAreas | None, ask: Ask, crews: dict[str, str]) -> Route:
    if areas is None:
        return Route(None, None, None, None, None, "no_layer")
    if ask.lat is None or ask.lon is None or not is_point(ask.lat, ask.lon):
        return Route(None, None, None, None, areas.name, "no_point")
    found: Found = areas.index.locate(ask.lon, ask.lat)
    if found.position < 0:
        return Route(None, None, None, None, areas.name, found.reason)
    return _target(areas, found.position, found.reason, crews)


def _target(areas: LayerAreas, position: int, reason: Reason, crews: dict[str, str]) -> Route:
    id, crew_id = areas.districts[position]
    return Route(id, areas.index.names[position], crew_id, crews.get(crew_id or "", crew_id), areas.name, reason)


def layer_areas(rev: int, layer: str, districts: Sequence[tuple[str, str, str | None, bytes]]) -> LayerAreas:
    """A layer of these (district id, name, crew id, boundary as WKB)."""
    geometries = shapely.from_wkb(np.array([boundary for *_, boundary in districts], object))
    index = AreaIndex([(name, geometry) for (_, name, _, _), geometry in zip(districts, geometries, strict=True)])
    by_name = {name: (id, crew_id) for id, name, crew_id, _ in districts}
    return LayerAreas(rev, layer, index, [by_name[area] for area in index.names])


def _areas(connection: Connection, layer_id: str) -> LayerAreas:
    """The layer's areas as this snapshot has them, from memory when the layer has not changed since."""
    key = (connection.engine.url, layer_id)
    name, rev = _REV.rows(connection, id_=layer_id)[0]
    known = _AREAS.get(key)
    if known is not None and known.rev == rev:
        return known
    rows = connection.execute(
        select(_DISTRICT.c.id, _DISTRICT.c.name, _DISTRICT.c.crew_id, _DISTRICT.c.boundary).where(
            _DISTRICT.c.layer_id == layer_id, _DISTRICT.c.active
        )
    ).all()
    loaded = layer_areas(rev, name, [tuple(row) for row in rows])
    if not publishes(connection):  # it may yet be rolled back, and its `rev` be given to other areas
        _AREAS[key] = loaded
    return loaded
