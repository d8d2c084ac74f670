"""Features as a vector tile (MVT 2): by PostGIS where the database has it, else by a library. Both say the same."""

from typing import Protocol
from weakref import WeakKeyDictionary

import mapbox_vector_tile  # type: ignore[import-untyped]
import msgspec
import shapely  # type: ignore[import-untyped]
from sqlalchemy import Connection, Engine, text

from backend.atlas.drawing import Feature
from backend.atlas.grid import EXTENT

LAYER = "requests"
_SCHEMA = text(
    "SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace "
    "WHERE e.extname = 'postgis'"
)
_OPTIONS = {"y_coord_down": True, "extents": EXTENT}


class Encoder(Protocol):
    """Makes a tile of its features. An empty tile is no bytes."""

    def __call__(self, connection: Connection, features: list[Feature]) -> bytes:
        """The tile's bytes, not packed."""


def by_library(connection: Connection, features: list[Feature]) -> bytes:
    """In this process, with mapbox-vector-tile."""
    if not features:
        return b""
    points = shapely.points([(one.x, one.y) for one in features])
    made = [{"geometry": point, "properties": one.facts} for point, one in zip(points.tolist(), features, strict=True)]
    return bytes(mapbox_vector_tile.encode({"name": LAYER, "features": made}, default_options=_OPTIONS))


class ByPostGIS:
    """In the database, with ST_AsMVT. `schema` is where the extension lies."""

    def __init__(self, schema: str) -> None:
        self._encode = text(
            f"SELECT {schema}.ST_AsMVT(tile, '{LAYER}', {EXTENT}, 'at') FROM ("
            f"SELECT {schema}.ST_MakePoint(x, y) AS at, facts "
            "FROM jsonb_to_recordset(CAST(:features AS jsonb)) AS f(x int, y int, facts jsonb)) AS tile"
        )

    def __call__(self, connection: Connection, features: list[Feature]) -> bytes:
        """The tile's bytes."""
        if not features:
            return b""
        given = msgspec.json.encode(features).decode()
        return bytes(connection.execute(self._encode, {"features": given}).scalar_one())


_ENCODERS: WeakKeyDictionary[Engine, Encoder] = WeakKeyDictionary()


def encoder(connection: Connection) -> Encoder:
    """What makes tiles beside this database; looked up once."""
    found = _ENCODERS.get(connection.engine)
    if found is None:
        schema = connection.execute(_SCHEMA).scalar() if connection.dialect.name == "postgresql" else None
        found = _ENCODERS[connection.engine] = ByPostGIS(str(schema)) if schema else by_library
    return found
