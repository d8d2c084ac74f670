"""Web Mercator in whole numbers, and the order of a Z through it: what lies in one tile lies side by side. Pure.

A point is (x, y) on a square of 2^30, from the north-west corner, y growing southwards (3.7 cm at the equator). Its
code interleaves the bits of both, so that a tile of any zoom is one range of codes, and so is every cell of it.
"""

import math

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from backend.errors import Problem

BITS = 30
SIDE = 1 << BITS
EXTENT = 4096
"""Units of a tile's side in what is sent."""
CLOSEST = 20
"""No tile is asked for further in."""
NOWHERE = -1
"""The code of what has no point."""
_EDGE = 85.0511287798
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
_SPREAD = [
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
]


class Tile(Struct, frozen=True):
    """One square of the map: row y from the north and column x from the west, of 2^z each way."""

    z: int
    x: int
    y: int

    @property
    def codes(self) -> tuple[int, int]:
        """The first code in it, and the first beyond it."""
        first, shift = int(_interleaved(np.array([self.x]), np.array([self.y]))[0]), 2 * (BITS - self.z)
        return first << shift, (first + 1) << shift

    @property
    def corner(self) -> tuple[int, int]:
        """(x, y) of its north-west corner."""
        return self.x << (BITS - self.z), self.y << (BITS - self.z)


def tile(z: int, x: int, y: int) -> Tile:
    """Raises `bad_value` for one that there is not."""
    if not (0 <= z <= CLOSEST and 0 <= x < 1 << z and 0 <= y < 1 << z):
        raise Problem("bad_value", f"There is no tile {z}/{x}/{y}: zooms go from 0 to {CLOSEST}.")
    return Tile(z, x, y)


def spots(lats: Floats, lons: Floats) -> tuple[Ints, Ints]:
    """(x, y) of points in WGS 84 degrees; what lies nearer to a pole than the map reaches lies on its edge."""
    sines = np.sin(np.radians(np.clip(lats, -_EDGE, _EDGE)))
    x = (lons / 360 + 0.5) * SIDE
    y = (0.5 - np.log((1 + sines) / (1 - sines)) / (4 * math.pi)) * SIDE
    return _whole(x), _whole(y)


def codes(x: Ints, y: Ints) -> Ints:
    """The place of each point in the order of a Z."""
    return _interleaved(x, y)


def tiles_over(west: float, south: float, east: float, north: float, z: int) -> list[Tile]:
    """Every tile of a zoom that a box in degrees touches."""
    (left, right), (bottom, top) = (
        (one >> (BITS - z)).tolist() for one in spots(np.array([south, north]), np.array([west, east]))
    )
    return [Tile(z, x, y) for y in range(top, bottom + 1) for x in range(left, right + 1)]


def _whole(places: Floats) -> Ints:
    return np.clip(np.floor(places), 0, SIDE - 1).astype(np.int64)


def _interleaved(x: Ints, y: Ints) -> Ints:
    return _spread(x) | (_spread(y) << 1)


def _spread(numbers: Ints) -> Ints:
    """Each bit with an empty one before it."""
    wide = numbers.astype(np.int64)
    for shift, mask in _SPREAD:
        wide = (wide | (wide << shift)) & mask
    return wide
