"""Who answers for a point: the district and crew on a service's responsibility layer, and why. Reads only."""

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
import shapely  # type: ignore[import-untyped]
from msgspec import Struct, structs
from sqlalchemy import URL, Connection, bindparam, or_, select

from backend.db.prepared import Prepared
from backend.db.remembered import publishes, remembered
from backend.errors import Problem
from backend.people.service import crew_names, known_crew_names
from backend.places.borders import Borders, Flags, Floats, NearMany, Positions
from backend.places.default_points import Default, default_at, default_points, defaults_at
from backend.places.locate import AreaIndex, Found, Reason
from backend.places.outlines import outlines
from backend.places.owner_rules import OwnerWay, folded, owner_ways
from backend.places.tables import District, Layer, LayerVersion, Service

_DISTRICT = District.__table__  # type: ignore[attr-defined]
_LAYER = Layer.__table__  # type: ignore[attr-defined]
_VERSION = LayerVersion.__table__  # type: ignore[attr-defined]
_SERVICE = Service.__table__  # type: ignore[attr-defined]


class Ask(Struct, frozen=True):
    """A problem of a kind at a point in WGS 84 degrees; lat and lon are None where there are only words.

    `accuracy_m` is the radius of the phone's fix, `owner` whose the named asset is.
    """

    service_code: str
    lat: float | None
    lon: float | None
    accuracy_m: float | None = None
    owner: str | None = None


class Choice(Struct, frozen=True):
    """Another district that may be meant, and its crew."""

    district_id: str
    district: str
    crew_id: str | None
    crew: str | None


class Route(Struct, frozen=True):
    """Who answers and why (see `locate.Reason`). Nobody: district is None; a district may lack a crew.

    `version` is the layer's; `distance_m` to the nearest border, None where none is within reach, `near_border` and
    `second` are explained in `borders.Near`. `rule`: the owner or the default point that decided.
    """

    district_id: str | None
    district: str | None
    crew_id: str | None
    crew: str | None
    layer: str | None
    reason: Reason
    version: int | None = None
    distance_m: float | None = None
    near_border: bool = False
    second: Choice | None = None
    accuracy_m: float | None = None
    rule: str | None = None
    valid_from_at: datetime | None = None
    """Since when the layer's version answers; None where nobody noted it."""

    @property
    def facts(self) -> dict[str, Any]:
        """What is kept beside a request of the answer, beyond district and reason; only what there is to say."""
        facts = {
            "layer": self.layer,
            "version": self.version,
            "since": self.valid_from_at.date().isoformat() if self.valid_from_at else None,
            "distance_m": self.distance_m,
            "near": self.near_border or None,
            "second": self.second.district_id if self.second else None,
            "accuracy_m": self.accuracy_m if self.near_border else None,
            "rule": self.rule,
            "crew_id": self.crew_id if self.reason == "by_owner" else None,
        }
        return {name: value for name, value in facts.items() if value is not None}


class Routes(Struct, frozen=True):
    """Many points on one layer: `targets[positions[i]]` answers for point i, nobody where positions[i] is -1.

    `on_border` says for which points the tie rule chose, `on_default` which are default points and nobody's. A target's
    own reason is `inside`. `near` is there where it was asked for; its `seconds` are targets too.
    """

    targets: list[Route]
    positions: Positions
    on_border: Flags
    on_default: Flags
    near: NearMany | None = None


class LayerAreas(Struct, frozen=True):
    """Version `number` of a layer, as it was at `rev`; `districts` are (id, crew id) by the index's positions."""

    rev: int
    number: int
    name: str
    index: AreaIndex
    borders: Borders
    districts: list[tuple[str, str | None]]
    valid_from_at: datetime | None = None


class _Ways(Struct, frozen=True):
    """What routing asks of a city beside its areas: service code -> layer, rules by owner, default points."""

    layers: dict[str, str]
    owners: dict[tuple[str, str], OwnerWay]
    defaults: list[Default]

    def layer_of(self, ask: Ask) -> str:
        """The id of the layer that is asked; "" for none."""
        way = self.way_of(ask)
        return (way.layer_id if way is not None else None) or self.layers.get(ask.service_code, "")

    def way_of(self, ask: Ask) -> OwnerWay | None:
        """The rule for the owner of the named asset."""
        return self.owners.get((ask.service_code, folded(ask.owner))) if ask.owner and self.owners else None


_REV = Prepared(select(_LAYER.c.name, _LAYER.c.rev).where(_LAYER.c.id == bindparam("id_")))
_VERSION_NOW = Prepared(
    select(_VERSION.c.number, _VERSION.c.valid_from_at)
    .where(_VERSION.c.layer_id == bindparam("id_"), or_(_VERSION.c.state == "applying", _VERSION.c.state == "applied"))
    .order_by(_VERSION.c.number.desc())
    .limit(1)
)
_AREAS: dict[tuple[URL, str], LayerAreas] = {}
"""(database, layer id) -> its areas. One entry a layer; replaced when `rev` moved, whichever process moved it."""


_OUTLINES: dict[tuple[URL, str], tuple[LayerAreas, dict[str, list[str]]]] = {}
"""(database, layer id) -> its areas and their outlines by district id; made when the first phone asks."""


def responsible_many(
    connection: Connection,
    jurisdiction: str,
    asks: Sequence[Ask],
    instead: LayerAreas | None = None,
    *,
    explain: bool = True,
) -> list[Route]:
    """Who answers for each ask, in their order. A point outside every district is an answer, never an error.

    A service that is unknown or has no layer gives `no_layer`. `instead` stands in for the layer of its name: a version
    that is not applied yet. Without `explain` the borders are not asked, which is quicker for very many.
    """
    ways = _ways(connection, jurisdiction)
    wanted = {ways.layer_of(ask) for ask in asks} - {""}
    layers = {layer_id: _areas(connection, layer_id) for layer_id in wanted}
    layers |= {id: instead for id, areas in layers.items() if instead is not None and areas.name == instead.name}
    crews = known_crew_names(connection, jurisdiction)
    return [_route(layers.get(ways.layer_of(ask)), ask, ways, crews, explain) for ask in asks]


def route_point(
    connection: Connection, jurisdiction: str, layer: str, lat: float, lon: float, accuracy_m: float | None = None
) -> Route:
    """Who answers for one point on a layer. Raises `not_found` for an unknown layer."""
    areas = _areas(connection, layer_id(connection, jurisdiction, layer))
    ways = _Ways({}, {}, default_points(connection, jurisdiction))
    return _route(areas, Ask("", lat, lon, accuracy_m), ways, crew_names(connection, jurisdiction))


def route_on_layer(
    connection: Connection,
    jurisdiction: str,
    layer: str,
    lons: Floats,
    lats: Floats,
    accuracies_m: Floats | None = None,
) -> Routes:
    """Who answers for many points on one layer, by arrays of degrees; with `accuracies_m` (NaN: unknown) also how near
    to a border. Raises `not_found` for an unknown layer.
    """
    areas = _areas(connection, layer_id(connection, jurisdiction, layer))
    crews = crew_names(connection, jurisdiction)
    targets = [_target(areas, position, "inside", crews) for position in range(len(areas.districts))]
    positions = areas.index.locate_many(lons, lats)
    near = None if accuracies_m is None else areas.borders.near_many(lons, lats, positions, accuracies_m)
    on_border = areas.index.on_border(lons, lats, positions)
    on_default = defaults_at(default_points(connection, jurisdiction), lats, lons)
    positions[on_default] = -1
    return Routes(targets, positions, on_border & ~on_default, on_default, near)


def outlines_of(connection: Connection, jurisdiction: str) -> dict[str, list[str]]:
    """District id -> outline, of the districts of all layers that answer today."""
    found: dict[str, list[str]] = {}
    for layer_id in layer_names(connection, jurisdiction).values():
        areas = _areas(connection, layer_id)
        key = (connection.engine.url, layer_id)
        known = _OUTLINES.get(key)
        if known is None or known[0] is not areas:
            ids = [id for id, _ in areas.districts]
            known = areas, dict(zip(ids, outlines(areas.index.areas), strict=True))
            if not publishes(connection):
                _OUTLINES[key] = known
        found |= known[1]
    return found


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
def _ways(connection: Connection, jurisdiction: str) -> _Ways:
    rows = connection.execute(
        select(_SERVICE.c.code, _SERVICE.c.layer_id).where(
            _SERVICE.c.jurisdiction == jurisdiction, _SERVICE.c.layer_id.is_not(None)
        )
    )
    layers = {row.code: row.layer_id for row in rows}
    return _Ways(layers, owner_ways(connection, jurisdiction), default_points(connection, jurisdiction))


def _route(areas: LayerAreas | None, ask: Ask, ways: _Ways, crews: dict[str, str], explain: bool = True) -> Route:
    """The answer for one ask; a crew that a rule names has it wherever the point lies."""
    route = answer_on(areas, ask, ways.defaults, crews, explain)
    way = ways.way_of(ask)
    if way is None:
        return route
    if way.crew_id is None:
        return structs.replace(route, rule=ask.owner)
    crew = crews.get(way.crew_id, way.crew_id)
    return structs.replace(route, crew_id=way.crew_id, crew=crew, reason="by_owner", rule=ask.owner)


def answer_on(
    areas: LayerAreas | None, ask: Ask, defaults: list[Default], crews: dict[str, str], explain: bool
) -> Route:
    """The answer of one layer, whatever rules say of owners; `crews` is crew id -> name."""
    if areas is None:
        return Route(None, None, None, None, None, "no_layer")
    version, accuracy_m = areas.number, ask.accuracy_m
    if ask.lat is None or ask.lon is None or not is_point(ask.lat, ask.lon):
        return Route(None, None, None, None, areas.name, "no_point", version)
    default = default_at(defaults, ask.lat, ask.lon)
    if default is not None:
        return Route(None, None, None, None, areas.name, "default_point", version, rule=default.label)
    found: Found = areas.index.locate(ask.lon, ask.lat)
    if found.position < 0:
        route = Route(None, None, None, None, areas.name, found.reason, version, accuracy_m=accuracy_m)
    else:
        route = _target(areas, found.position, found.reason, crews, accuracy_m)
    if not explain:
        return route
    near = areas.borders.near(ask.lon, ask.lat, found.position, accuracy_m)
    second = None if near.second < 0 else _choice(areas, near.second, crews)
    distance_m = None if near.distance_m is None else round(near.distance_m, 1)
    return structs.replace(route, distance_m=distance_m, near_border=near.near, second=second)


def _choice(areas: LayerAreas, position: int, crews: dict[str, str]) -> Choice:
    id, crew_id = areas.districts[position]
    return Choice(id, areas.index.names[position], crew_id, crews.get(crew_id or "", crew_id))


def _target(
    areas: LayerAreas, position: int, reason: Reason, crews: dict[str, str], accuracy_m: float | None = None
) -> Route:
    one = _choice(areas, position, crews)
    return Route(
        one.district_id,
        one.district,
        one.crew_id,
        one.crew,
        areas.name,
        reason,
        areas.number,
        accuracy_m=accuracy_m,
        valid_from_at=areas.valid_from_at,
    )


def layer_areas(
    rev: int, number: int, layer: str, districts: Sequence[tuple[str, str, str | None, bytes]]
) -> LayerAreas:
    """A layer of these (district id, name, crew id, boundary as WKB)."""
    geometries = shapely.from_wkb(np.array([boundary for *_, boundary in districts], object))
    index = AreaIndex([(name, geometry) for (_, name, _, _), geometry in zip(districts, geometries, strict=True)])
    by_name = {name: (id, crew_id) for id, name, crew_id, _ in districts}
    return LayerAreas(rev, number, layer, index, Borders(index.areas), [by_name[area] for area in index.names])


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
    ((number, valid_from_at),) = _VERSION_NOW.rows(connection, id_=layer_id) or [(0, None)]
    loaded = structs.replace(layer_areas(rev, number, name, [tuple(row) for row in rows]), valid_from_at=valid_from_at)
    if not publishes(connection):  # it may yet be rolled back, and its `rev` be given to other areas
        _AREAS[key] = loaded
    return loaded
