"""Where the areas of a layer overlap and where they leave gaps, measured in square metres on an equal-area plane.

Shapes narrower than `SLIVER_M` are slivers: counted, never listed. Six decimals of a degree, which many files are
rounded to, move a border by up to 0.11 m, and two roundings come apart by twice that; no phone measures half a metre.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import numpy as np
import shapely  # type: ignore[import-untyped]
from msgspec import Struct

from backend.places.importing import Area, Areas, Watch
from backend.places.projections import Move, plane

SLIVER_M = 0.5
"""The mean width below which an overlap or a gap is a sliver: twice its area by its border."""
_NOISE_M = 0.001
"""Below this nothing is there at all: it is what calculating on a plane does to a border that was shared exactly."""
_REACH_M, _LONG_M, _SMALL_M2 = 10.0, 60.0, 100.0
"""A strip between two areas that is open to the outside is a gap when it is narrower than twice the reach, longer and
larger than this; else it is a corner of the outline, in which two areas meet at a sharp angle."""
_COARSE_M = 0.25
"""How far the outline may be simplified before such strips are looked for; less than a sliver."""
LISTED = 100
"""So many of a kind are listed, the largest first; all are counted."""


class Overlap(Struct, frozen=True):
    """Ground that two areas claim; points there go to `first`, by the tie rule. `lat`, `lon` lies in it."""

    first: str
    second: str
    area_m2: float
    lat: float
    lon: float


class Gap(Struct, frozen=True):
    """Ground between areas that none claims, and whose areas lie around it. `lat`, `lon` lies in it."""

    neighbours: list[str]
    area_m2: float
    lat: float
    lon: float


Found = TypeVar("Found", Overlap, Gap)


class Findings(Struct, frozen=True):
    """What somebody should look at before the areas are used; counts include what is not listed."""

    overlaps: list[Overlap]
    overlap_count: int
    gaps: list[Gap]
    gap_count: int
    slivers: int
    sliver_m2: float
    repaired: list[str]


def examine(areas: Areas, watch: Watch = iter) -> Findings:
    """Overlaps of pairs, the holes of the union that no area fills, and narrow strips between two areas."""
    ordered = sorted(areas.areas, key=lambda area: area.name)
    west, south, east, north = shapely.total_bounds([area.geometry for area in ordered]).tolist()
    to_metres, to_degrees = plane((west + east) / 2, (south + north) / 2)
    shapes = [_valid(to_metres(area.geometry)) for area in ordered]
    tree = shapely.STRtree(shapes)
    overlaps = list(_overlaps(ordered, shapes, tree, to_degrees, watch))
    gaps = [
        _gap(shape, ordered, tree, to_degrees)
        for shape in _unclaimed(shapely.get_parts(shapely.union_all(shapes)), tree)
    ]
    narrow = _narrow(overlaps) + _narrow(gaps)
    return Findings(
        overlaps=_largest(overlaps),
        overlap_count=sum(width >= SLIVER_M for width, _ in overlaps),
        gaps=_largest(gaps),
        gap_count=sum(width >= SLIVER_M for width, _ in gaps),
        slivers=len(narrow),
        sliver_m2=round(sum(narrow), 1),
        repaired=list(areas.repaired),
    )


def in_words(findings: Findings, most: int = 5) -> list[str]:
    """Sentences for a terminal; only so many of each kind."""
    lines = [
        f"'{one.first}' and '{one.second}' overlap by {_size(one)}; points there go to '{one.first}', first by name."
        for one in findings.overlaps[:most]
    ]
    lines += _more(findings.overlap_count - most, "overlaps")
    lines += [f"A gap of {_size(one)} between {', '.join(one.neighbours)}." for one in findings.gaps[:most]]
    lines += _more(findings.gap_count - most, "gaps")
    if findings.slivers:
        lines.append(f"{findings.slivers} slivers narrower than {SLIVER_M} m, {findings.sliver_m2:,.1f} m² in all.")
    return lines


def _size(one: Overlap | Gap) -> str:
    return f"{one.area_m2:,.0f} m² at {one.lat}, {one.lon}"


def _more(count: int, kind: str) -> list[str]:
    return [f"And {count} smaller {kind}."] if count > 0 else []


def _narrow(kind: list[tuple[float, Found]]) -> list[float]:
    return [found.area_m2 for width, found in kind if _NOISE_M <= width < SLIVER_M]


def _largest(kind: list[tuple[float, Found]]) -> list[Found]:
    wide = [found for width, found in kind if width >= SLIVER_M]
    return sorted(wide, key=lambda found: -found.area_m2)[:LISTED]


def _overlaps(
    areas: Sequence[Area], shapes: list[Any], tree: Any, to_degrees: Move, watch: Watch
) -> Iterable[tuple[float, Overlap]]:
    """Every overlap of two areas with its mean width; several parts of one overlap are measured together."""
    for one in watch(list(range(len(shapes)))):
        others = [int(other) for other in tree.query(shapes[one], predicate="intersects") if other > one]
        for other in sorted(others):
            shared = _polygons(shapely.intersection(shapes[one], shapes[other]))
            if shared.area > 0:
                lat, lon = _inside(shared, to_degrees)
                found = Overlap(areas[one].name, areas[other].name, round(shared.area, 1), lat, lon)
                yield _width(shared), found


def _unclaimed(parts: Sequence[Any], tree: Any) -> Iterable[Any]:
    """The holes of the union's parts, and the strips between areas that its outline runs into."""
    yield from (shapely.Polygon(ring) for part in parts for ring in part.interiors)
    filled = shapely.simplify(shapely.union_all([shapely.Polygon(part.exterior) for part in parts]), _COARSE_M)
    closed = shapely.buffer(shapely.buffer(filled, _REACH_M, quad_segs=4), -_REACH_M, quad_segs=4)
    for strip in shapely.get_parts(_polygons(shapely.difference(closed, filled))):
        is_strip = strip.length > 2 * _LONG_M and strip.area > _SMALL_M2 and _width(strip) >= SLIVER_M
        if is_strip and len(_around(strip, tree)) > 1:
            yield strip


def _gap(shape: Any, areas: Sequence[Area], tree: Any, to_degrees: Move) -> tuple[float, Gap]:
    lat, lon = _inside(shape, to_degrees)
    around = sorted(areas[at].name for at in _around(shape, tree))
    return _width(shape), Gap(around, round(shape.area, 1), lat, lon)


def _around(shape: Any, tree: Any) -> list[int]:
    return [int(at) for at in tree.query(shape, predicate="dwithin", distance=SLIVER_M)]


def _inside(shape: Any, to_degrees: Move) -> tuple[float, float]:
    """A point of the largest part, as latitude and longitude."""
    parts = shapely.get_parts(shape)
    point = to_degrees(parts[int(np.argmax(shapely.area(parts)))].representative_point())
    return round(point.y, 6), round(point.x, 6)


def _width(shape: Any) -> float:
    """The mean width in metres: that of a strip of the same area and border."""
    return float(2 * shape.area / shape.length) if shape.length else 0.0


def _polygons(shape: Any) -> Any:
    """Without the lines and points along which neighbours merely touch."""
    parts = shapely.get_parts(shape)
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])


def _valid(shape: Any) -> Any:
    """Bending may make a ring touch itself."""
    return shape if shape.is_valid else shapely.make_valid(shape)
