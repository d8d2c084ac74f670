"""A grid over the earth, so that "what lies near this point" is a few ranges of one indexed integer on both databases.

A cell is a thousandth of a degree each way: 111 m north to south, and east to west 111 m at the equator, 90 m at 36°.
It only preselects: who asks "near" compares `distance_m` afterwards.
"""

import math
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, union_all

_PER_DEGREE = 1_000
_COLUMNS = 360 * _PER_DEGREE
_ROWS = 180 * _PER_DEGREE
METRES_PER_DEGREE = 111_195.0
_MOST = 15_000
"""The same list twice in one statement still fits what SQLite takes; two kilometres of it reach to 84 degrees."""
_RADIUS_M = 6_371_008.8


def cell(lat: float, lon: float) -> int:
    """The cell of a point in WGS 84 degrees: cells of one row are numbered one after the other from west to east."""
    return _row(lat) * _COLUMNS + math.floor((lon + 180) * _PER_DEGREE) % _COLUMNS


def around(lat: float, lon: float, radius_m: float) -> list[tuple[int, int]]:
    """The cells that a circle touches as (first, last) ranges, one for each row of the grid, two at the date line."""
    tall = radius_m / METRES_PER_DEGREE
    top = min(89.999, abs(lat) + tall)  # a degree of longitude is shortest at the end nearer to the pole
    wide = min(179.999, tall / math.cos(math.radians(top)))
    first = math.floor((lon - wide + 180) * _PER_DEGREE) % _COLUMNS
    last = math.floor((lon + wide + 180) * _PER_DEGREE) % _COLUMNS
    pieces = [(first, last)] if first <= last else [(0, last), (first, _COLUMNS - 1)]
    rows = range(_row(lat - tall), _row(lat + tall) + 1)
    return [(row * _COLUMNS + west, row * _COLUMNS + east) for row in rows for west, east in pieces]


def listed(lat: float, lon: float, radius_m: float) -> list[int]:
    """The cells of `around` one by one; none where they are too many, so near to a pole that no city lies there."""
    ranges = around(lat, lon, radius_m)
    if sum(last - first + 1 for first, last in ranges) > _MOST:
        return []
    return [one for first, last in ranges for one in range(first, last + 1)]


def box(west: float, south: float, east: float, north: float) -> list[tuple[int, int]]:
    """The cells that a box touches, as `around`; one with its west beyond its east crosses the date line."""
    first, last = (math.floor((lon + 180) * _PER_DEGREE) % _COLUMNS for lon in (west, min(east, 179.9999)))
    pieces = [(first, last)] if first <= last else [(0, last), (first, _COLUMNS - 1)]
    return [(row * _COLUMNS + a, row * _COLUMNS + b) for row in range(_row(south), _row(north) + 1) for a, b in pieces]


def touched(
    rows: Select[Any], column: ColumnElement[int], lat: float, lon: float, radius_m: float
) -> CompoundSelect[Any]:
    """The rows with a cell that `around` gives. One search of the index for each range: where a table is its own index
    (WITHOUT ROWID), SQLite reads all of it for ranges that `or` joins.
    """
    return union_all(*(rows.where(column.between(first, last)) for first, last in around(lat, lon, radius_m)))


def distance_m(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Metres between two points along the ground, on a sphere: within half a percent of the ellipsoid's."""
    north = math.radians(other_lat - lat)
    east = math.radians(other_lon - lon)
    lats = math.cos(math.radians(lat)) * math.cos(math.radians(other_lat))
    half = math.sin(north / 2) ** 2 + lats * math.sin(east / 2) ** 2
    return 2 * _RADIUS_M * math.asin(math.sqrt(min(1.0, half)))


def _row(lat: float) -> int:
    return min(_ROWS - 1, max(0, math.floor((lat + 90) * _PER_DEGREE)))
