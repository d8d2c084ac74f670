"""Areas and cities for tests: unit squares side by side, and a database that has a layer of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import box, mapping  # type: ignore[import-untyped]
from sqlalchemy import Connection

from backend.db.commit import Change, commit_changes, start_history
from backend.db.session import Database, opened
from backend.places import service
from backend.places.importing import Area, Areas, read_areas
from backend.reroutes import service as reroutes
from tests.factories.migrated import migrated_file

PUBLIC_DATA = Path(__file__).parents[3] / "shared" / "data"


def public_data(path: str) -> Path:
    """A file of the public data folder; the test is skipped where the folder is absent."""
    found = PUBLIC_DATA / path
    if not found.exists():
        pytest.skip(f"the public data folder is not beside the project: no {path}")
    return found


def square(west: float, south: float, side: float = 1.0) -> Any:
    """A square area by its south-western corner and its side, in degrees."""
    return box(west, south, west + side, south + side)


def feature(geometry: Any, **properties: object) -> dict[str, object]:
    """A GeoJSON feature."""
    shape = geometry if isinstance(geometry, dict | None) else mapping(geometry)
    return {"type": "Feature", "properties": properties, "geometry": shape}


def collection(*features: dict[str, object], **members: object) -> bytes:
    """A GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": features, **members}).encode()


def areas(squares: Mapping[str, Any], crews: Mapping[str, str] | None = None) -> Areas:
    """Named areas as a file would give them."""
    return Areas([Area(name, geometry, (crews or {}).get(name)) for name, geometry in squares.items()], [])


NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def put_layer(
    connection: Connection, id: str, layer: str, of: Areas, also: Sequence[Change] = ()
) -> service.ImportResult:
    """Make the layer's districts these areas, and let open requests follow."""
    result, changes = service.put_layer(connection, id, layer, of, file_name="areas", made_by="manager", now=NOON)
    if changes or also:
        commit_changes(connection, id, [*also, *changes])
    for one in service.versions(connection, id, layer):
        while one.state == "applying" and not reroutes.follow(connection, id, layer, one.number, NOON).is_over:
            pass
    return result


EAST_AND_WEST = {"West": square(0, 0), "East": square(1, 0)}


@contextmanager
def city(folder: Path, id: str = "testville") -> Iterator[Database]:
    """A new database with one jurisdiction and nothing in it."""
    url = migrated_file(folder)

    def unit(connection: Connection) -> None:
        start_history(connection)
        commit_changes(connection, id, [service.create_jurisdiction(connection, id, id.title(), lat=0.5, lon=1)])

    with opened(url) as database:
        database.write_now(unit)
        yield database


def read_file(path: Path, name_field: str) -> Areas:
    """The areas of a file of the public data folder or the seed."""
    return read_areas(path.read_bytes(), name_field)
