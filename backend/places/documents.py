"""What devices hold of places: the buckets an actor may read, and the documents in them."""

import re

import shapely  # type: ignore[import-untyped]
from msgspec import json
from sqlalchemy import Connection, select

from backend.db.remembered import remembered
from backend.people.rules import Actor
from backend.places.routing import outlines_of
from backend.places.tables import District, Jurisdiction, Layer, Service
from sync.decide.buckets import closed_by
from sync.protocol.messages import DistrictDoc, JurisdictionDoc, ServiceDoc

_DISTRICT = District.__table__  # type: ignore[attr-defined]
_JURISDICTION = Jurisdiction.__table__  # type: ignore[attr-defined]
_LAYER = Layer.__table__  # type: ignore[attr-defined]
_SERVICE = Service.__table__  # type: ignore[attr-defined]

PlaceDoc = ServiceDoc | DistrictDoc | JurisdictionDoc


def readable_buckets(connection: Connection, actor: Actor) -> list[str]:
    """The buckets that this actor's device may hold (protocol 2.1)."""
    own = f"device:{actor.device_id}"
    if actor.is_desk:
        return [own, "ref", "desk", "district:none", *_district_buckets(connection, actor.jurisdiction)]
    if actor.crew_id is not None:
        return [own, "ref", f"crew:{actor.crew_id}", closed_by(actor.crew_id)]
    return [own, "ref"]


@remembered
def _district_buckets(connection: Connection, jurisdiction: str) -> list[str]:
    rows = connection.execute(select(_DISTRICT.c.id).where(_DISTRICT.c.jurisdiction == jurisdiction))
    return [f"district:{id}" for id in sorted(rows.scalars())]


def jurisdiction_name(connection: Connection, id: str) -> str:
    """The city's name; empty when it is not known here."""
    return connection.execute(select(_JURISDICTION.c.name).where(_JURISDICTION.c.id == id)).scalar() or ""


@remembered
def route_names(connection: Connection, jurisdiction: str) -> dict[str, tuple[str, str, str | None]]:
    """District id -> (layer, district, id of its crew), to say in words why a request lies where it does."""
    rows = connection.execute(
        select(_DISTRICT.c.id, _LAYER.c.name, _DISTRICT.c.name, _DISTRICT.c.crew_id)
        .join(_LAYER, _LAYER.c.id == _DISTRICT.c.layer_id)
        .where(_DISTRICT.c.jurisdiction == jurisdiction)
    )
    return {row[0]: tuple(row[1:]) for row in rows}


@remembered
def districts_today(connection: Connection, jurisdiction: str) -> list[tuple[str, str, str]]:
    """(id, name, layer) of the districts that answer today, as people would list them: 2 before 10."""
    rows = connection.execute(
        select(_DISTRICT.c.id, _DISTRICT.c.name, _LAYER.c.name)
        .join(_LAYER, _LAYER.c.id == _DISTRICT.c.layer_id)
        .where(_DISTRICT.c.jurisdiction == jurisdiction, _DISTRICT.c.active)
    )
    return sorted(((id, name, layer) for id, name, layer in rows), key=lambda one: (one[2], _counted(one[1])))


def _counted(name: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


def docs(connection: Connection, kind: str, ids: list[str], actor: Actor) -> dict[str, PlaceDoc]:
    """Documents of kind `service` (by code), `district` or `jurisdiction` as the actor may read them, by id."""
    match kind:
        case "service":
            return _service_docs(connection, ids, actor)
        case "district":
            return _district_docs(connection, ids, actor)
        case "jurisdiction":
            return _jurisdiction_docs(connection, ids, actor)
    raise ValueError(f"places has no documents of kind {kind!r}")


def _service_docs(connection: Connection, codes: list[str], actor: Actor) -> dict[str, PlaceDoc]:
    rows = connection.execute(
        select(
            _SERVICE.c.code,
            _SERVICE.c.ver,
            _SERVICE.c.name,
            _SERVICE.c.description,
            _SERVICE.c.group_name,
            _SERVICE.c.keywords,
            _SERVICE.c.icon,
            _SERVICE.c.position,
            _SERVICE.c.active,
        )
        .add_columns(_SERVICE.c.asset_kind, _LAYER.c.name, _SERVICE.c.expected_days, _SERVICE.c.translations)
        .outerjoin(_LAYER, _LAYER.c.id == _SERVICE.c.layer_id)
        .where(_SERVICE.c.jurisdiction == actor.jurisdiction, _SERVICE.c.code.in_(codes))
    )
    return {row[0]: ServiceDoc(*tuple(row)) for row in rows}


def _district_docs(connection: Connection, ids: list[str], actor: Actor) -> dict[str, PlaceDoc]:
    rows = connection.execute(
        select(_DISTRICT.c.id, _DISTRICT.c.ver, _DISTRICT.c.name, _LAYER.c.name, _DISTRICT.c.crew_id)
        .add_columns(*([_DISTRICT.c.boundary] if actor.is_desk else []))
        .join(_LAYER, _LAYER.c.id == _DISTRICT.c.layer_id)
        .where(_DISTRICT.c.jurisdiction == actor.jurisdiction, _DISTRICT.c.id.in_(ids))
    )
    if actor.is_desk:
        return {row[0]: DistrictDoc(*row[:5], *map(geojson, row[5:])) for row in rows}
    lines = outlines_of(connection, actor.jurisdiction)
    return {
        id: DistrictDoc(id, ver, name, layer, crew_id, outline=lines.get(id)) for id, ver, name, layer, crew_id in rows
    }


def _jurisdiction_docs(connection: Connection, ids: list[str], actor: Actor) -> dict[str, PlaceDoc]:
    columns = [_JURISDICTION.c[field] for field in JurisdictionDoc.__struct_fields__]
    rows = connection.execute(
        select(*columns).where(_JURISDICTION.c.id == actor.jurisdiction, _JURISDICTION.c.id.in_(ids))
    )
    return {row[0]: JurisdictionDoc(*row) for row in rows}


def geojson(boundary: bytes) -> dict[str, object]:
    """A boundary as a GeoJSON geometry; six decimals are a tenth of a metre, finer than any survey we are given."""
    geometry = shapely.transform(shapely.from_wkb(boundary), lambda points: points.round(6))
    return json.decode(shapely.to_geojson(geometry), type=dict[str, object])
