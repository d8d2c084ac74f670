"""Assets: things of the city with a number on them. Which are near, whose they are, and bringing them up to a file."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, structs
from sqlalchemy import BindParameter, Connection, bindparam, select, update

from backend.db.cells import cell, distance_m, touched
from backend.db.prepared import Prepared, among
from backend.db.rows import insert_new, put, table
from backend.people.service import new_id
from backend.places.address_import import new_edition
from backend.places.columns import Columns, Skipped, point
from backend.places.csv_files import Row, reading, whole
from backend.places.gazetteer import Here
from backend.places.gazetteer_tables import Asset
from backend.places.importing import ImportProblem
from sync.protocol.messages import PlaceFound

_ASSET = table(Asset)
_HERE: BindParameter[str] = bindparam("here")
_KNOWN = Prepared(
    select(_ASSET.c.id, _ASSET.c.label, _ASSET.c.owner).where(_ASSET.c.jurisdiction == _HERE, among(_ASSET.c.id, "ids"))
)
_NUMBERED = Prepared(
    select(_ASSET.c.id, _ASSET.c.label, _ASSET.c.lat, _ASSET.c.lon)
    .where(_ASSET.c.jurisdiction == _HERE, _ASSET.c.number.in_([bindparam("number"), bindparam("upper")]))
    .where(_ASSET.c.active)
    .order_by(_ASSET.c.label)
)
_NUMBER = re.compile(r"[A-Za-z]{0,4}-?[0-9]{1,12}(?:-[0-9]{1,8})?[A-Za-z]?")


class AssetRow(Struct, frozen=True):
    """One usable row of a file of assets."""

    number: str
    owner: str
    label: str
    lat: float
    lon: float


class AssetCount(Struct, frozen=True):
    """How many assets an import added, changed, left as they were, and retired."""

    added: int
    changed: int
    unchanged: int
    retired: int


class KnownAsset(Struct, frozen=True):
    """What a city calls an asset, and whose it is (empty: not said)."""

    label: str
    owner: str


def known_assets(connection: Connection, jurisdiction: str, ids: Collection[str]) -> dict[str, KnownAsset]:
    """Those of the ids that are assets of this city, retired ones too: a request may be about one that is gone."""
    if not ids:
        return {}
    rows = _KNOWN.rows(connection, here=jurisdiction, ids=set(ids))
    return {id: KnownAsset(label, owner) for id, label, owner in rows}


def owners(connection: Connection, jurisdiction: str, ids: Collection[str]) -> dict[str, str]:
    """Asset id -> whose it is, of those whose owner is known."""
    return {id: one.owner for id, one in known_assets(connection, jurisdiction, ids).items() if one.owner}


def search_assets(connection: Connection, jurisdiction: str, words: str, near: Here | None = None) -> list[PlaceFound]:
    """The assets with the number that is the last word of the text: "4411", "lamp 4411", "pole LP-4411"."""
    last = (words.split() or [""])[-1].lstrip("#")
    if not _NUMBER.fullmatch(last) or (len(words.split()) > 1 and words.split(maxsplit=1)[0][0].isdigit()):
        return []
    rows = _NUMBERED.rows(connection, here=jurisdiction, number=last, upper=last.upper())
    away = [None if near is None else distance_m(near.lat, near.lon, lat, lon) for _, _, lat, lon in rows]
    return _nearest_first([(*row, distance) for row, distance in zip(rows, away, strict=True)])


def nearest_assets(
    connection: Connection, jurisdiction: str, at: Here, kind: str | None = None, radius_m: float = 75, limit: int = 5
) -> list[PlaceFound]:
    """The assets within the radius, of one kind or all, the nearest first."""
    where = [_ASSET.c.jurisdiction == jurisdiction, _ASSET.c.active]
    if kind is not None:
        where.append(_ASSET.c.kind == kind)
    wanted = select(_ASSET.c.id, _ASSET.c.label, _ASSET.c.lat, _ASSET.c.lon).where(*where)
    rows = connection.execute(touched(wanted, _ASSET.c.cell, at.lat, at.lon, radius_m))
    away = [(*row, distance_m(at.lat, at.lon, row.lat, row.lon)) for row in rows]
    return _nearest_first([one for one in away if one[4] <= radius_m])[:limit]


def _nearest_first(found: Sequence[tuple[Any, ...]]) -> list[PlaceFound]:
    ordered = sorted(found, key=lambda one: (one[4] or 0.0, one[1]))
    return [
        PlaceFound("asset", label, lat, lon, asset_id=id, distance_m=None if away is None else round(away, 1))
        for id, label, lat, lon, away in ordered
    ]


def read_assets(
    path: Path, called: str, fields: dict[str, str | None], advance: Callable[[int], None]
) -> tuple[list[AssetRow], Skipped]:
    """The assets of a CSV, or of a GeoJSON of points, each number once. `called` is what people call one: "Lamp".

    Raises ImportProblem.
    """
    skipped = Skipped()
    found: dict[str, AssetRow] = {}
    with _rows(path) as (header, rows, position):
        columns = Columns(header, fields, needed=("asset", "lat", "lon"))
        for line, row in enumerate(rows, 2):
            if line % 1_000 == 0:
                advance(position())
            if isinstance(one := _row(columns, row, called), str):
                skipped.add(line, one)
            elif one.number in found:
                skipped.add(line, "a number that another row has")
            else:
                found[one.number] = one
        advance(position())
    if not found:
        raise ImportProblem(f"{path.name} has no usable asset. {skipped.sentence()}")
    return list(found.values()), skipped


def put_assets(connection: Connection, jurisdiction: str, kind: str, rows: Sequence[AssetRow]) -> AssetCount:
    """Make the rows the city's assets of this kind: known by number, those that are not among them retired."""
    stored = connection.execute(select(_ASSET).where(_ASSET.c.jurisdiction == jurisdiction, _ASSET.c.kind == kind))
    known = {row["number"]: dict(row) for row in stored.mappings()}
    fresh: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for row in rows:
        facts = structs.asdict(row) | {"active": True}
        there = known.pop(row.number, None)
        if there is None:
            placed = {"cell": cell(row.lat, row.lon), "ver": 1}
            fresh.append({"id": new_id(), "jurisdiction": jurisdiction, "kind": kind} | facts | placed)
        elif any(there[name] != value for name, value in facts.items()):
            changed.append(there | facts | {"cell": cell(row.lat, row.lon), "ver": there["ver"] + 1})
    insert_new(connection, _ASSET, fresh)
    put(connection, _ASSET, changed)
    gone = [row["id"] for row in known.values() if row["active"]]
    for id in gone:
        connection.execute(update(_ASSET).where(_ASSET.c.id == id).values(active=False, ver=_ASSET.c.ver + 1))
    if fresh or changed or gone:
        new_edition(connection, jurisdiction)
    return AssetCount(len(fresh), len(changed), len(rows) - len(fresh) - len(changed), len(gone))


def _row(columns: Columns, row: Row, called: str) -> AssetRow | str:
    number = columns.of(row, "asset")
    if not number:
        return "no number"
    where = point(columns, row)
    if isinstance(where, str):
        return where
    lat, lon = where
    if lat is None or lon is None:
        return "no point"
    return AssetRow(number, columns.of(row, "owner"), f"{called} {number}", lat, lon)


class _Geometry(Struct):
    type: str = ""
    coordinates: Any = None


class _Feature(Struct):
    properties: dict[str, Any] | None = None
    geometry: _Geometry | None = None


class _Collection(Struct):
    features: list[_Feature]


@contextmanager
def _rows(path: Path) -> Iterator[tuple[Row, Iterator[Row], Callable[[], int]]]:
    """Header and rows of a CSV, or of a GeoJSON as if it were one."""
    if path.suffix.lower() in (".geojson", ".json"):
        header, rows = _of_geojson(path)
        yield header, iter(rows), path.stat().st_size.__int__
        return
    with reading(path) as (lines, position):
        header = next(lines, [])
        yield header, whole(lines, len(header)), position


def _of_geojson(path: Path) -> tuple[Row, list[Row]]:
    try:
        features = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"), type=_Collection).features
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ImportProblem(f"{path.name} is no GeoJSON FeatureCollection: {error}.") from error
    names = sorted({name for one in features for name in one.properties or {}} - {"lat", "lon"})
    rows = []
    for one in features:
        at = one.geometry.coordinates if one.geometry and one.geometry.type == "Point" else None
        spot = [str(at[1]), str(at[0])] if isinstance(at, list) and len(at) >= 2 else ["", ""]
        given = one.properties or {}
        rows.append([*("" if given.get(name) is None else str(given[name]) for name in names), *spot])
    return [*names, "lat", "lon"], rows
