"""Finding who answers: many points at once and one at a time, beside bare shapely loops over the same polygons."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import shapely  # type: ignore[import-untyped]

from backend.places.importing import Areas
from backend.places.locate import AreaIndex, Floats, Positions
from backend.seeding import FOLDER
from tests.bench.measures import Asked, Measure, compared
from tests.factories.places import PUBLIC_DATA, read_file

_MANY = 500_000
_ONES = 5_000
_ROUNDS = 7

Box = tuple[float, float, float, float]


def measure(asked: Asked) -> Iterator[Measure]:
    """`route_points_s` (more is better, ratio above 1 is faster than bare) and `route_one_us` (less is better)."""
    areas, where = _areas()
    print(f"route: {len(areas.areas)} areas of {where}, {_MANY} points over their box", file=sys.stderr)
    index = AreaIndex([(area.name, area.geometry) for area in areas.areas])
    polygons = [area.geometry for area in sorted(areas.areas, key=lambda area: area.name)]
    shapely.prepare(polygons)
    boxes: list[Box] = [tuple(polygon.bounds) for polygon in polygons]
    west, south, east, north = shapely.total_bounds(polygons)
    rng = np.random.default_rng(311)
    lons, lats = rng.uniform(west, east, _MANY), rng.uniform(south, north, _MANY)
    if not np.array_equal(index.locate_many(lons, lats), _bare_many(polygons, boxes, lons, lats)):
        raise RuntimeError("the bare loop and ours disagree: the comparison would mean nothing")
    ours, bare = _medians(lambda: index.locate_many(lons, lats), lambda: _bare_many(polygons, boxes, lons, lats))
    yield compared("route_points_s", _MANY / ours, f"points/s, {where}", _MANY / bare)
    ones = list(zip(lons[:_ONES].tolist(), lats[:_ONES].tolist(), strict=True))
    ours, bare = _medians(
        lambda: [index.locate(lon, lat) for lon, lat in ones],
        lambda: [_bare_one(polygons, boxes, lon, lat) for lon, lat in ones],
    )
    yield compared("route_one_us", ours / _ONES * 1e6, f"us a point, {where}", bare / _ONES * 1e6)


def _areas() -> tuple[Areas, str]:
    new_york = PUBLIC_DATA / "nyc" / "community_district.geojson"
    if new_york.exists():
        return read_file(new_york, "geography_value"), "New York community districts"
    return read_file(Path(FOLDER) / "districts.geojson", "name"), "demo districts"


def _bare_many(polygons: list[Any], boxes: list[Box], lons: Floats, lats: Floats) -> Positions:
    """The best bare loop: a box mask, then prepared polygons on the points that are left."""
    found = np.full(len(lons), -1, np.int64)
    for position, (w, s, e, n) in enumerate(boxes):
        near = np.flatnonzero((found < 0) & (lons >= w) & (lons <= e) & (lats >= s) & (lats <= n))
        found[near[shapely.intersects_xy(polygons[position], lons[near], lats[near])]] = position
    return found


def _bare_one(polygons: list[Any], boxes: list[Box], lon: float, lat: float) -> int:
    for position, (w, s, e, n) in enumerate(boxes):
        if w <= lon <= e and s <= lat <= n and shapely.intersects_xy(polygons[position], lon, lat):
            return position
    return -1


def _medians(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of each, taken in turns so that a busy machine is equally unkind to both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS):
        for work, taken in zip((ours, bare), times, strict=True):
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
    return median(times[0]), median(times[1])
