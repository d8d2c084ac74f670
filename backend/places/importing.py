"""Reading a file of areas: either every area of it is usable, or an ImportProblem says in a sentence why not.

Writes nothing. GeoJSON, a zipped Shapefile or a GeoPackage, told apart by their bytes. Coordinates come out as WGS 84
degrees; a system that neither the file nor the person names is never guessed at.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import shapely  # type: ignore[import-untyped]
from msgspec import Struct
from shapely.geometry import shape  # type: ignore[import-untyped]

from backend.places.opening import read_source
from backend.places.projections import Move, to_degrees
from backend.places.sources import Feature, ImportProblem, listed

__all__ = ["Area", "Areas", "ImportProblem", "Watch", "read_areas"]

Watch = Callable[[list[Any]], Iterable[Any]]
"""Goes through a list and may show how far it has come."""


class Area(Struct, frozen=True):
    """A named area; `crew` is the name of the crew that answers for it, None where the file says nothing of crews."""

    name: str
    geometry: Any
    crew: str | None = None


class Areas(Struct, frozen=True):
    """The areas of a file, and the names of those whose rings had to be repaired."""

    areas: list[Area]
    repaired: list[str]


def read_areas(
    data: bytes,
    name_field: str,
    crew_field: str | None = None,
    watch: Watch = iter,
    *,
    crs: str | None = None,
    source_layer: str | None = None,
) -> Areas:
    """The areas of a file, named by a property of each feature. Raises ImportProblem.

    `crs` says what the coordinates are in where the file does not; `source_layer` which layer of several is meant.
    """
    source = read_source(data, source_layer)
    areas, repaired = [], []
    move: Move | None = None
    for number, feature in enumerate(watch(source.features), 1):
        name = _text(feature, name_field, number)
        geometry = _geometry(feature.geometry, name)
        move = to_degrees(source.crs, crs, geometry) if number == 1 else move
        geometry = _in_degrees(move(geometry) if move else geometry, name)
        if not geometry.is_valid:
            geometry = _repair(geometry, name)
            repaired.append(name)
        areas.append(Area(name, geometry, _text(feature, crew_field, number) if crew_field else None))
    twice = [name for name, times in Counter(area.name for area in areas).items() if times > 1]
    if twice:
        raise ImportProblem(f"Several features have the same '{name_field}': {listed(twice)}. Names must be unique.")
    return Areas(areas, repaired)


def _text(feature: Feature, field: str, number: int) -> str:
    properties = feature.properties
    if properties is None:
        raise ImportProblem(f"Feature {number} has no properties to take a name from.")
    if field not in properties:
        raise ImportProblem(f"Feature {number} has no field '{field}'. Its fields are: {listed(properties)}.")
    text = as_text(properties[field])
    if not text:
        raise ImportProblem(f"The field '{field}' of feature {number} is empty.")
    return text


def as_text(value: Any) -> str:
    """A value of a field as a name: 7.0 is written 7, for formats without whole numbers."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


def is_in_degrees(source: Any) -> bool:
    """Whether a geometry as a file has it could be in degrees; one that cannot be read is no reason to ask."""
    try:
        west, south, east, north = _geometry(source, "").bounds
    except ImportProblem:
        return True
    return bool(-180 <= west <= east <= 180 and -90 <= south <= north <= 90)


def _geometry(source: Any, name: str) -> Any:
    """The rings as the file has them, in its own coordinates."""
    try:
        geometry = shapely.from_wkb(source) if isinstance(source, bytes) else None
    except shapely.GEOSException as error:
        raise ImportProblem(f"'{name}' is not an area: {error}.") from error
    kind = geometry.geom_type if geometry is not None else source.get("type") if isinstance(source, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ImportProblem(
            f"'{name}' is not an area: its geometry is {kind or 'missing'}, not Polygon or MultiPolygon."
        )
    try:
        geometry = shapely.force_2d(shape(source) if geometry is None else geometry)
    except Exception as error:  # shapely tells a malformed ring by many kinds of exception
        raise ImportProblem(f"The rings of '{name}' cannot be read: {error}.") from error
    if geometry.is_empty:
        raise ImportProblem(f"'{name}' is empty: it has no rings.")
    return geometry


def _in_degrees(geometry: Any, name: str) -> Any:
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ImportProblem(
            f"'{name}' has coordinates outside WGS 84 ({west:.6g}, {south:.6g} to {east:.6g}, {north:.6g}): these look "
            "like State Plane feet or metres. Say which system they are in (--crs), for example EPSG:2274."
        )
    return geometry


def _repair(geometry: Any, name: str) -> Any:
    """The polygon part of what make_valid gives; it may also give stray lines and points."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(geometry)) if part.geom_type.endswith("Polygon")]
    if not parts:
        raise ImportProblem(f"'{name}' has no area: its rings are only lines or points.")
    return shapely.union_all(parts)
