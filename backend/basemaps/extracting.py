"""Cutting the tiles of one area out of a larger archive, as a stream: what a phone can carry."""

from bisect import bisect_left
from math import asinh, ceil, cos, floor, pi, radians, tan
from pathlib import Path
from typing import Any

import numpy as np
import shapely  # type: ignore[import-untyped]
from pmtiles.tile import HeaderDict, zxy_to_tileid
from pmtiles.writer import Writer

from backend.basemaps.archive import Archive, bounds_of
from backend.errors import Problem

MARGIN_M = 1_000
_M_PER_DEGREE = 111_195
_MOST_TILES = 2_000_000
_ALL_LATITUDES = 85.05112878


def extract(archive: Archive, area: Any, name: str, max_zoom: int | None, target: Path) -> None:
    """Write the tiles that show the area (a shapely geometry in WGS 84 degrees) and its margin as an archive.

    The same cut gives the same bytes. Raises `bad_value` when nothing of the area is in the archive.
    """
    shape = with_margin(area)
    deepest = min(archive.header["max_zoom"], max_zoom if max_zoom is not None else 22)
    wanted = _wanted(shape, archive.header["min_zoom"], deepest)
    with target.open("wb") as file:
        writer = Writer(file)  # type: ignore[no-untyped-call]
        for entry in archive.entries():
            at = bisect_left(wanted, entry.tile_id)
            end = bisect_left(wanted, entry.tile_id + entry.run_length)
            if at == end:
                continue
            data = archive.stored(entry)
            for tile_id in wanted[at:end]:
                writer.write_tile(tile_id, data)  # type: ignore[no-untyped-call]
        if not writer.tile_entries:
            raise archive.refuse(f"shows nothing of {name}.")
        writer.finalize(_header(archive, shape), _metadata(archive, name))  # type: ignore[no-untyped-call]


def _header(archive: Archive, shape: Any) -> HeaderDict:
    """Where the map is; the writer fills in the rest."""
    own, cut = bounds_of(archive.header), shape.bounds
    west, south, east, north = (*map(max, own[:2], cut[:2]), *map(min, own[2:], cut[2:]))
    header: Any = {
        "tile_type": archive.header["tile_type"],
        "tile_compression": archive.header["tile_compression"],
        "min_lon_e7": floor(west * 1e7),
        "min_lat_e7": floor(south * 1e7),
        "max_lon_e7": ceil(east * 1e7),
        "max_lat_e7": ceil(north * 1e7),
    }
    return header  # type: ignore[no-any-return]


def _metadata(archive: Archive, name: str) -> dict[str, Any]:
    """What a map needs to be drawn, and nothing of how the larger one was made."""
    kept: dict[str, Any] = {
        key: archive.metadata[key] for key in ("attribution", "vector_layers") if key in archive.metadata
    }
    return {"name": name, "format": "pbf", **kept}


def with_margin(area: Any) -> Any:
    """The area and what is around it on the map: crews drive up to their border."""
    _, south, _, north = area.bounds
    degrees = MARGIN_M / _M_PER_DEGREE / max(0.1, cos(radians((south + north) / 2)))
    return area.buffer(degrees)


def _wanted(shape: Any, min_zoom: int, max_zoom: int) -> list[int]:
    """The ids of the tiles that touch the shape, ascending."""
    shapely.prepare(shape)
    ids: list[int] = []
    for zoom in range(min_zoom, max_zoom + 1):
        ids.extend(sorted(zxy_to_tileid(zoom, x, y) for x, y in _touching(shape, zoom)))
        if len(ids) > _MOST_TILES:
            raise Problem("bad_value", f"That is more than {_MOST_TILES:,} tiles. Choose a smaller --max-zoom.")
    return ids


def _touching(shape: Any, zoom: int) -> list[tuple[int, int]]:
    west, south, east, north = shape.bounds
    n = 2**zoom
    columns = np.arange(_column(west, n), _column(east, n) + 1)
    rows = np.arange(_row(north, n), _row(south, n) + 1)
    if len(columns) * len(rows) > 4 * _MOST_TILES:
        raise Problem("bad_value", f"That is more than {_MOST_TILES:,} tiles. Choose a smaller --max-zoom.")
    x, y = (grid.ravel() for grid in np.meshgrid(columns, rows))
    boxes = shapely.box(x / n * 360 - 180, _latitude(y + 1, n), (x + 1) / n * 360 - 180, _latitude(y, n))
    touch = shapely.intersects(shape, boxes)
    return list(zip(x[touch].tolist(), y[touch].tolist(), strict=True))


def _column(lon: float, n: int) -> int:
    return min(n - 1, max(0, floor((lon + 180) / 360 * n)))


def _row(lat: float, n: int) -> int:
    lat = radians(min(_ALL_LATITUDES, max(-_ALL_LATITUDES, lat)))
    return min(n - 1, max(0, floor((1 - asinh(tan(lat)) / pi) / 2 * n)))


def _latitude(row: Any, n: int) -> Any:
    return np.degrees(np.arctan(np.sinh(pi * (1 - 2 * row / n))))
