"""Outlines of districts for phones: simplified together, so that neighbours keep one border between them, and small.

An outline says where a report will probably go while there is no network; the server's answer is made from the whole
boundary and wins (ADR-0020).
"""

from collections.abc import Sequence
from typing import Any
from zlib import compress

import numpy as np
import shapely  # type: ignore[import-untyped]

from backend.places.borders import metres_per_degree

FINEST_M = 10.0
"""Detail smaller than this (corners that cut off less than its square) is left out; more where a layer is big."""
LARGEST_BYTES = 30_000
"""What all outlines of a layer may weigh, compressed."""
_COARSEST_M = 640.0
_PER_DEGREE = 100_000


def outlines(areas: Sequence[Any]) -> list[list[str]]:
    """For each Polygon or MultiPolygon (WGS 84) its rings as encoded lines: a point is in it that an odd number of
    the rings hold. Detail of FINEST_M is left out, or of twice that and so on until all weigh LARGEST_BYTES.
    """
    if not areas:
        return []
    middle = shapely.total_bounds(areas)[1::2].mean()
    scale = np.array(metres_per_degree(float(middle)))
    plane = [shapely.transform(area, lambda points: points * scale) for area in areas]
    tolerance = FINEST_M
    while True:
        lines = [_rings(area, scale) for area in shapely.coverage_simplify(plane, tolerance)]
        size = len(compress("".join(line for area in lines for line in area).encode()))
        if size <= LARGEST_BYTES or tolerance >= _COARSEST_M:
            return lines
        tolerance *= 2


def encode_line(points: Sequence[tuple[int, int]]) -> str:
    """Whole numbers in pairs as text: differences, zigzag, five bits a character (the encoded polyline format)."""
    said: list[str] = []
    before = (0, 0)
    for point in points:
        for value, last in zip(point, before, strict=True):
            step = value - last
            rest = ~(step << 1) if step < 0 else step << 1
            while rest >= 0x20:
                said.append(chr((0x20 | (rest & 0x1F)) + 63))
                rest >>= 5
            said.append(chr(rest + 63))
        before = point
    return "".join(said)


def _rings(area: Any, scale: Any) -> list[str]:
    """Lines of lat, lon in hundred-thousandths of a degree; the point that closes a ring is left out."""
    rings = [shapely.get_coordinates(ring) / scale for ring in shapely.get_rings(shapely.get_parts(area))]
    whole = [np.rint(ring[:-1, ::-1] * _PER_DEGREE).astype(int).tolist() for ring in rings]
    return [encode_line([(lat, lon) for lat, lon in ring]) for ring in whole]
