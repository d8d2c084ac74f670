"""How far a point is from the borders of a layer, and whose area comes next. Pure: no database, no I/O.

Borders are the rings of all areas, cut into pieces that lie in the cells of a grid. Distances are in metres on a plane
that touches the earth (WGS 84) at the point: below 5 km and 70 degrees of latitude the error stays under 0.05 percent.
"""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely  # type: ignore[import-untyped]
from msgspec import Struct

Floats = npt.NDArray[np.float64]
Positions = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NEAR_M = 25.0
"""A point is near a border within this, however sure its fix: surveys of areas and phones are no better."""
REACH_M = 250.0
"""Borders are looked for this far from a point within an area: further ones interest nobody."""
REACH_OUTSIDE_M = 1_000.0
"""And this far from a point outside every area, to say whose area is the nearest."""
FURTHEST_M = 5_000.0
"""No fix is so vague that borders are looked for further than this."""

_PIECE_M = 100.0
_MOST_CELLS = 256
_SLICE = 500


class Near(Struct, frozen=True):
    """`distance_m` to the nearest border, None where none is within reach; `near` when it is within the fix's
    accuracy or NEAR_M. `second` is the position of the next choice, -1 for none: within an area the nearest other
    one while `near`, outside all of them the nearest within reach.
    """

    distance_m: float | None
    near: bool
    second: int


class NearMany(Struct, frozen=True):
    """`Near` of many points; a distance is NaN where no border is within reach."""

    distances_m: Floats
    near: Flags
    seconds: Positions


_FAR = Near(None, False, -1)


def metres_per_degree(lat: float) -> tuple[float, float]:
    """Length of a degree of longitude and of latitude there, by the series of the WGS 84 ellipsoid."""
    phi = math.radians(lat)
    lon_m = 111_412.84 * math.cos(phi) - 93.5 * math.cos(3 * phi) + 0.118 * math.cos(5 * phi)
    lat_m = 111_132.92 - 559.82 * math.cos(2 * phi) + 1.175 * math.cos(4 * phi)
    return max(lon_m, 1.0), lat_m


class Borders:
    """The borders of areas, by their positions. Safe to share between threads: nothing changes once it is made."""

    def __init__(self, areas: Sequence[Any]) -> None:
        """`areas` are shapely Polygons or MultiPolygons in WGS 84 degrees."""
        parts = [_pieces(area) for area in areas]
        pieces = np.concatenate([np.empty((0, 4)), *parts])
        owners = np.repeat(np.arange(len(areas)), [len(part) for part in parts]).astype(np.int64)
        middles = pieces[:, :2] + pieces[:, 2:] / 2
        west, south, east, north = _bounds(middles)
        lon_m, lat_m = metres_per_degree(max(abs(south), abs(north)))
        self._west, self._south = west, south
        self._columns = _cells((east - west) * lon_m)
        self._rows = _cells((north - south) * lat_m)
        self._per_lon = self._columns / max(east - west, 1e-9)
        self._per_lat = self._rows / max(north - south, 1e-9)
        columns = np.minimum(((middles[:, 0] - west) * self._per_lon).astype(np.int64), self._columns - 1)
        rows = np.minimum(((middles[:, 1] - south) * self._per_lat).astype(np.int64), self._rows - 1)
        cells = rows * self._columns + columns
        order = np.argsort(cells, kind="stable")
        self._pieces = np.ascontiguousarray(pieces[order].T)
        self._owners = owners[order]
        self._starts: list[int] = np.searchsorted(cells[order], np.arange(self._rows * self._columns + 1)).tolist()

    def near(self, lon: float, lat: float, found: int, accuracy_m: float | None = None) -> Near:
        """The borders about a point on earth that `AreaIndex` found in the area at `found` (-1: none)."""
        sure = min(max(accuracy_m or 0.0, NEAR_M), FURTHEST_M)
        reach = max(REACH_M if found >= 0 else REACH_OUTSIDE_M, sure)
        scale = metres_per_degree(lat)
        slices = self._about(lon, lat, lon, lat, reach, scale)
        if not slices:
            return _FAR
        pieces, owners = self._join(slices)
        squares = _squares(pieces, (lon, lat), scale)
        nearest = math.sqrt(squares.min())
        if nearest > reach:
            return _FAR
        is_near = nearest <= sure
        if not is_near and found >= 0:
            return Near(nearest, False, -1)
        within = sure if found >= 0 else reach
        return Near(nearest, is_near, _next(squares, owners, found, within))

    def near_many(self, lons: Floats, lats: Floats, found: Positions, accuracies_m: Floats) -> NearMany:
        """The same for many points; an accuracy that is not known is NaN. Points that are no place are far.

        Points within areas are asked cell by cell, so that each cell's borders are looked up once.
        """
        answer = NearMany(np.full(len(lons), np.nan), np.zeros(len(lons), bool), np.full(len(lons), -1, np.int64))
        plain = (found >= 0) & ~(accuracies_m > REACH_M)
        alone = np.flatnonzero(~plain & (np.abs(lons) <= 180) & (np.abs(lats) <= 90))
        for i in alone.tolist():
            accuracy = float(accuracies_m[i])
            one = self.near(float(lons[i]), float(lats[i]), int(found[i]), None if math.isnan(accuracy) else accuracy)
            answer.near[i], answer.seconds[i] = one.near, one.second
            answer.distances_m[i] = np.nan if one.distance_m is None else one.distance_m
        together = np.flatnonzero(plain)
        columns = ((lons[together] - self._west) * self._per_lon).astype(np.int64)
        cells = ((lats[together] - self._south) * self._per_lat).astype(np.int64) * (self._columns + 2) + columns
        order = together[np.argsort(cells, kind="stable")]
        for group in np.split(order, np.flatnonzero(np.diff(np.sort(cells))) + 1):
            for start in range(0, len(group), _SLICE):
                self._put(group[start : start + _SLICE], (lons, lats, found, accuracies_m), answer)
        return answer

    def _put(self, these: Positions, points: tuple[Floats, Floats, Positions, Floats], answer: NearMany) -> None:
        """Answer the points at these indexes, which lie in one cell and within areas."""
        lons, lats, found, accuracies_m = (values[these] for values in points)
        if not len(these):
            return
        south, north = float(lats.min()), float(lats.max())
        widest = metres_per_degree(max(abs(south), abs(north)))
        slices = self._about(float(lons.min()), south, float(lons.max()), north, REACH_M, widest)
        if not slices:
            return
        pieces, owners = self._join(slices)
        scale = np.array([metres_per_degree(lat) for lat in lats.tolist()])
        squares = _squares(pieces[:, None], (lons[:, None], lats[:, None]), (scale[:, :1], scale[:, 1:]))
        nearest = np.sqrt(squares.min(1))
        sure = np.fmax(accuracies_m, NEAR_M)
        here = nearest <= REACH_M
        answer.distances_m[these[here]] = nearest[here]
        answer.near[these] = nearest <= sure
        for i in np.flatnonzero(nearest <= sure).tolist():
            answer.seconds[these[i]] = _next(squares[i], owners, int(found[i]), float(sure[i]))

    def _about(
        self, west: float, south: float, east: float, north: float, reach: float, scale: tuple[float, float]
    ) -> list[tuple[int, int]]:
        """Which runs of pieces may lie within reach of a box: each piece lies in the cell of its middle."""
        reach += _PIECE_M / 2
        wide, high = reach / scale[0], reach / scale[1]
        first = max(int((west - wide - self._west) * self._per_lon), 0)
        last = min(int((east + wide - self._west) * self._per_lon), self._columns - 1)
        bottom = max(int((south - high - self._south) * self._per_lat), 0)
        top = min(int((north + high - self._south) * self._per_lat), self._rows - 1)
        if last < first:
            return []
        starts, columns = self._starts, self._columns
        runs = [(starts[row * columns + first], starts[row * columns + last + 1]) for row in range(bottom, top + 1)]
        return [(start, end) for start, end in runs if start < end]

    def _join(self, slices: list[tuple[int, int]]) -> tuple[Floats, Positions]:
        if len(slices) == 1:
            start, end = slices[0]
            return self._pieces[:, start:end], self._owners[start:end]
        pieces = np.concatenate([self._pieces[:, start:end] for start, end in slices], axis=1)
        return pieces, np.concatenate([self._owners[start:end] for start, end in slices])


def _pieces(area: Any) -> Floats:
    """All rings, cut to at most _PIECE_M, as rows lon, lat and the way to the end of the piece."""
    rings = [shapely.get_coordinates(ring) for ring in shapely.get_rings(shapely.get_parts(area))]
    if not rings:
        return np.empty((0, 4))
    starts, ways = np.concatenate([r[:-1] for r in rings]), np.concatenate([r[1:] - r[:-1] for r in rings])
    lengths = np.hypot(*(ways * metres_per_degree(0)).T)
    starts, ways, lengths = starts[lengths > 0], ways[lengths > 0], lengths[lengths > 0]
    counts = np.ceil(lengths / _PIECE_M).astype(np.int64)
    nth = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts)
    steps = np.repeat(ways / counts[:, None], counts, axis=0)
    return np.hstack([np.repeat(starts, counts, axis=0) + steps * nth[:, None], steps])


def _bounds(points: Floats) -> tuple[float, float, float, float]:
    if not len(points):
        return 1.0, 1.0, -1.0, -1.0
    (west, south), (east, north) = points.min(0).tolist(), points.max(0).tolist()
    return west, south, east, north


def _cells(metres: float) -> int:
    """How many cells of REACH_M or more lie along a side."""
    return int(min(max(metres / REACH_M, 1), _MOST_CELLS))


def _squares(pieces: Floats, point: tuple[Any, Any], scale: tuple[Any, Any]) -> Floats:
    """Squares of the distances in metres from a point to pieces; also of a column of points to each piece."""
    x, y = (pieces[0] - point[0]) * scale[0], (pieces[1] - point[1]) * scale[1]
    dx, dy = pieces[2] * scale[0], pieces[3] * scale[1]
    along = x * dx
    along += y * dy
    along /= -(dx * dx + dy * dy)
    np.maximum(along, 0.0, out=along)
    np.minimum(along, 1.0, out=along)
    x += along * dx
    y += along * dy
    x *= x
    y *= y
    x += y
    squares: Floats = x
    return squares


def _next(squares: Floats, owners: Positions, found: int, within: float) -> int:
    """Whose border is the nearest of all other areas'; within a millimetre the first by position."""
    other = np.flatnonzero((squares <= within * within) & (owners != found))
    if not len(other):
        return -1
    order = np.lexsort((owners[other], np.sqrt(squares[other]).round(3)))
    return int(owners[other[order[0]]])
