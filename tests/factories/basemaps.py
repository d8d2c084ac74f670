"""Small maps for tests: archives of hand-made vector tiles, with water, a road and the name of a place in each."""

import gzip
import math
import random
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

KNOXVILLE = (-84.15, 35.82, -83.68, 36.12)
_POINT, _LINE, _AREA = 1, 2, 3


def archive(
    path: Path,
    bounds: tuple[float, float, float, float] = KNOXVILLE,
    zooms: Sequence[int] = range(8, 15),
    *,
    noise_bytes: int = 0,
    attribution: str = "© Test surveyors",
    seed: int = 0,
) -> Path:
    """Write an archive of the tiles that touch the bounds. With `noise_bytes` each tile is larger by so much and equals
    no other."""
    chance = random.Random(seed)
    with path.open("wb") as file:
        writer = Writer(file)  # type: ignore[no-untyped-call]
        for tile_id, name in sorted(_tiles(bounds, zooms)):
            noise = chance.randbytes(noise_bytes // 2).hex()
            writer.write_tile(tile_id, gzip.compress(tile(name, noise), mtime=0))  # type: ignore[no-untyped-call]
        writer.finalize(header(bounds), metadata(attribution))  # type: ignore[no-untyped-call]
    return path


def header(bounds: tuple[float, float, float, float], **also: Any) -> dict[str, Any]:
    """What the writer of the library wants to know."""
    sides = ("min_lon_e7", "min_lat_e7", "max_lon_e7", "max_lat_e7")
    told = dict(zip(sides, (round(degrees * 1e7) for degrees in bounds), strict=True))
    return {"tile_type": TileType.MVT, "tile_compression": Compression.GZIP, **told, **also}


def metadata(attribution: str = "© Test surveyors") -> dict[str, Any]:
    """What an archive says of itself."""
    layers = [{"id": name, "fields": {"name": "String"}} for name in ("water", "roads", "places")]
    return {"name": "test", "attribution": attribution, "vector_layers": layers, "made_by": "tests"}


def tile(name: str, noise: str = "") -> bytes:
    """A lake in the middle, a road across, and a named place."""
    square = [(1024, 1024), (3072, 1024), (3072, 3072), (1024, 3072)]
    return b"".join(
        _field(3, layer)
        for layer in (
            _layer("water", _AREA, square),
            _layer("roads", _LINE, [(0, 2048), (4096, 2048)], kind="major_road"),
            _layer("places", _POINT, [(2048, 512)], name=name),
            *([_layer("noise", _POINT, [(0, 0)], noise=noise)] if noise else []),
        )
    )


def _tiles(bounds: tuple[float, float, float, float], zooms: Iterable[int]) -> Iterable[tuple[int, str]]:
    west, south, east, north = bounds
    for zoom in zooms:
        (left, top), (right, bottom) = _place(zoom, west, north), _place(zoom, east, south)
        for x in range(left, right + 1):
            for y in range(top, bottom + 1):
                yield zxy_to_tileid(zoom, x, y), "Testville"


def _place(zoom: int, lon: float, lat: float) -> tuple[int, int]:
    n = 2**zoom
    return int((lon + 180) / 360 * n), int((1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * n)


def _layer(layer: str, kind_of: int, points: list[tuple[int, int]], **values: str) -> bytes:
    tags = b"".join(bytes([i, i]) for i in range(len(values)))
    feature = _field(2, tags) + bytes([3 << 3, kind_of]) + _field(4, _geometry(kind_of, points))
    keys = b"".join(_field(3, key.encode()) for key in values)
    texts = b"".join(_field(4, _field(1, value.encode())) for value in values.values())
    return _field(1, layer.encode()) + _field(2, feature) + keys + texts + b"\x28\x80\x20\x78\x02"


def _geometry(kind: int, points: list[tuple[int, int]]) -> bytes:
    """Commands and steps: move to the first, lines to the others, close an area."""
    at, numbers = (0, 0), list[int]()
    for i, (x, y) in enumerate(points):
        if i == 0:
            numbers.append(1 | 1 << 3)
        elif i == 1:
            numbers.append(2 | (len(points) - 1) << 3)
        numbers += [_zigzag(x - at[0]), _zigzag(y - at[1])]
        at = (x, y)
    return b"".join(map(_varint, numbers + ([7 | 1 << 3] if kind == _AREA else [])))


def _zigzag(number: int) -> int:
    return number << 1 if number >= 0 else (-number << 1) - 1


def _field(number: int, value: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(value)) + value


def _varint(number: int) -> bytes:
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes(found) + bytes([number])
