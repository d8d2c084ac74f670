"""Who answers for a point: speed beside bare shapely loops over the same polygons, and agreement with truth."""

import importlib.util
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import shapely  # type: ignore[import-untyped]

from backend.places.borders import Floats, Positions
from backend.places.importing import Areas
from backend.places.routing import Ask, LayerAreas, answer_on, layer_areas
from backend.seeding import FOLDER
from tests.bench.measures import Asked, Measure, compared, percentile
from tests.bench.places_truth import agreement
from tests.factories.places import PUBLIC_DATA, read_file

_MANY = 500_000
_ONES = 5_000
_ROUNDS = 7
_ACCURACY_M = 12.0
_ELSEWHERE = ("places_reroute", "places_duplicates", "places_search")
"""Measures of their own files, where they are there."""

Box = tuple[float, float, float, float]


def measure(asked: Asked) -> Iterator[Measure]:
    """`route_points_s` (more is better, ratio above 1 is faster than bare), `route_explained_points_s`,
    `route_one_p99_us` with its explanation and `route_one_plain_p99_us` without (less is better), and agreement.
    """
    areas, where = _areas()
    print(f"places: {len(areas.areas)} areas of {where}, {_MANY} points over their box", file=sys.stderr)
    layer = layer_areas(1, 1, "layer", [(a.name, a.name, None, shapely.to_wkb(a.geometry)) for a in areas.areas])
    polygons = layer.index.areas
    shapely.prepare(polygons)
    boxes: list[Box] = [tuple(polygon.bounds) for polygon in polygons]
    west, south, east, north = shapely.total_bounds(polygons)
    rng = np.random.default_rng(311)
    lons, lats = rng.uniform(west, east, _MANY), rng.uniform(south, north, _MANY)
    yield from _many(layer, polygons, boxes, (lons, lats), where)
    within = np.flatnonzero(layer.index.locate_many(lons, lats) >= 0)[:_ONES]
    ones = list(zip(lons[within].tolist(), lats[within].tolist(), strict=True))
    yield from _one(layer, polygons, boxes, ones, where)
    yield from agreement()
    for name in _ELSEWHERE:
        if importlib.util.find_spec(f"tests.bench.{name}") is not None:
            yield from importlib.import_module(f"tests.bench.{name}").measure(asked)


def _areas() -> tuple[Areas, str]:
    new_york = PUBLIC_DATA / "nyc" / "community_district.geojson"
    if new_york.exists():
        return read_file(new_york, "geography_value"), "New York community districts"
    return read_file(Path(FOLDER) / "districts.geojson", "name"), "demo districts"


def _many(
    layer: LayerAreas, polygons: list[Any], boxes: list[Box], points: tuple[Floats, Floats], where: str
) -> Iterator[Measure]:
    lons, lats = points
    found = layer.index.locate_many(lons, lats)
    if not np.array_equal(found, _bare_many(polygons, boxes, lons, lats)):
        raise RuntimeError("the bare loop and ours disagree: the comparison would mean nothing")
    ours, bare = _medians(lambda: layer.index.locate_many(lons, lats), lambda: _bare_many(polygons, boxes, lons, lats))
    yield compared("route_points_s", _MANY / ours, f"points/s, {where}", _MANY / bare)
    inside = np.flatnonzero(found >= 0)
    lons, lats, found = lons[inside], lats[inside], found[inside]
    sure = np.full(len(inside), _ACCURACY_M)
    began = time.perf_counter()
    layer.index.locate_many(lons, lats)
    layer.borders.near_many(lons, lats, found, sure)
    taken = time.perf_counter() - began
    yield Measure("route_explained_points_s", len(inside) / taken, "points/s in areas, with borders and second choice")


def _one(
    layer: LayerAreas, polygons: list[Any], boxes: list[Box], ones: list[tuple[float, float]], where: str
) -> Iterator[Measure]:
    asks = [Ask("", lat, lon, _ACCURACY_M) for lon, lat in ones]
    note = f"us a point in an area, best of {_ROUNDS} at each, {where}"
    plain = _best(lambda i: answer_on(layer, asks[i], [], {}, False), len(asks))
    bare = _best(lambda i: _bare_one(polygons, boxes, *ones[i]), len(asks))
    yield compared("route_one_plain_p99_us", percentile(plain, 0.99), note, percentile(bare, 0.99))
    whole = _best(lambda i: answer_on(layer, asks[i], [], {}, True), len(asks))
    slow = _best(lambda i: _bare_explained(polygons, boxes, *ones[i]), 200)
    unit = f"{note}; baseline: shapely.distance to each boundary"
    yield compared("route_one_p50_us", percentile(whole, 0.5), unit, percentile(slow, 0.5))
    yield compared("route_one_p99_us", percentile(whole, 0.99), unit, percentile(slow, 0.99))


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


def _bare_explained(polygons: list[Any], boxes: list[Box], lon: float, lat: float) -> tuple[int, float]:
    """The area, and how far its border is in degrees, as shapely says it."""
    found = _bare_one(polygons, boxes, lon, lat)
    return found, float(shapely.distance(polygons[found].boundary, shapely.Point(lon, lat)))


def _best(ask: Callable[[int], object], count: int) -> list[float]:
    """Microseconds of each question, the best of several rounds: what the question costs, not what else ran."""
    best = [float("inf")] * count
    for _ in range(_ROUNDS):
        for i in range(count):
            began = time.perf_counter()
            ask(i)
            best[i] = min(best[i], (time.perf_counter() - began) * 1e6)
    return best


def _medians(ours: Callable[[], object], bare: Callable[[], object]) -> tuple[float, float]:
    """Median seconds of each, taken in turns so that a busy machine is equally unkind to both."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS):
        for work, taken in zip((ours, bare), times, strict=True):
            began = time.perf_counter()
            work()
            taken.append(time.perf_counter() - began)
    return median(times[0]), median(times[1])
