"""From the coordinates of a file to WGS 84 degrees, and from those to metres; by PROJ, loaded when it is needed."""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import shapely  # type: ignore[import-untyped]

from backend.places.sources import ImportProblem

Move = Callable[[Any], Any]
"""A geometry in one system -> the same in another."""

_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")
_STEP_M = 500.0
"""Edges are cut to this before they are bent: a straight line of the plane is none in degrees, by 4 mm over this length
and by 36 m over 50 km. Neighbours with different vertices on one border would come apart by that."""
_MOST_STEPS = 1_000_000
_SAME_M = 1.0
"""Two systems that put the same numbers closer together than this do not contradict each other: datums of one land."""
_M_PER_DEGREE = 111_320.0


def to_degrees(declared: str | None, asked: str | None, sample: Any) -> Move | None:
    """How to bring the file's geometries to WGS 84; None where they are in it. `sample` is one of them.

    What was asked for counts where the file says nothing, and may not contradict it. Raises ImportProblem.
    """
    named = declared or asked
    if named is None or (named.upper().endswith(_DEGREES) and asked in (None, named)):
        return None
    system = _system(named)
    move = _mover(system)
    if asked is not None and declared is not None:
        other = _mover(_system(asked))
        if _apart_m(move(sample.centroid), other(sample.centroid)) > _SAME_M:
            raise ImportProblem(
                f"The file says that its coordinates are in {system.name}; that contradicts '{asked}'. "
                "Leave out one of them, or correct the file."
            )
    area = system.area_of_use
    if area is not None and not shapely.intersects(_box(area.bounds), move(shapely.box(*sample.bounds))):
        raise ImportProblem(
            f"The coordinates of the file would lie far outside the region that {system.name} is made for: "
            "they are in another system."
        )
    return move


def plane(lon: float, lat: float) -> tuple[Move, Move]:
    """To metres around a point in degrees, where areas are true everywhere and lengths nearby; and the way back."""
    metres = _pyproj().CRS.from_proj4(f"+proj=laea +lon_0={lon} +lat_0={lat} +datum=WGS84 +units=m")
    transformer = _pyproj().Transformer
    return (
        _by(transformer.from_crs("EPSG:4326", metres, always_xy=True)),
        _by(transformer.from_crs(metres, "EPSG:4326", always_xy=True)),
    )


def name_of(declared: str) -> str:
    """How people call a system; as it is written where it is not known here."""
    try:
        return "WGS 84" if declared.upper().endswith(_DEGREES) else str(_system(declared).name)
    except ImportProblem:
        return declared[:80]


def _pyproj() -> Any:
    try:
        import pyproj
    except ImportError as error:
        raise ImportProblem(f"This machine cannot convert coordinates: {error}.") from error
    return pyproj


def _system(named: str) -> Any:
    try:
        system = _pyproj().CRS.from_user_input(named).to_2d()
    except _pyproj().exceptions.CRSError as error:
        raise ImportProblem(
            f"'{named[:80]}' is no coordinate system that is known here. Write it as EPSG:2274, for example."
        ) from error
    if not (system.is_geographic or system.is_projected):
        raise ImportProblem(f"{system.name} has no place on earth that could be drawn on a map.")
    return system


def _mover(system: Any) -> Move:
    bend = _by(_pyproj().Transformer.from_crs(system, "EPSG:4326", always_xy=True))
    if not system.is_projected:
        return bend
    step = _STEP_M / system.axis_info[0].unit_conversion_factor

    def move(geometry: Any) -> Any:
        if not geometry.length / step < _MOST_STEPS:
            raise ImportProblem(f"The coordinates of the file are no lengths in {system.name}: they are too large.")
        return bend(shapely.segmentize(geometry, step))

    return move


def _by(transformer: Any) -> Move:
    def move(points: Any) -> Any:
        return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))

    return lambda geometry: shapely.transform(geometry, move)


def _apart_m(one: Any, other: Any) -> float:
    east = (one.x - other.x) * math.cos(math.radians(one.y))
    distance = math.hypot(east, one.y - other.y) * _M_PER_DEGREE
    return distance if math.isfinite(distance) else math.inf


def _box(bounds: tuple[float, float, float, float]) -> Any:
    """An area of use; one over the date line has its west in the east."""
    west, south, east, north = bounds
    return shapely.box(west, south, east if west <= east else 180.0, north)
