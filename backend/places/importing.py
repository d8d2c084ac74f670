"""Reading a GeoJSON file of areas: either every area of it is usable, or an ImportProblem says in a sentence why not.

Writes nothing. Coordinates must be WGS 84 degrees; a file in another system is refused, never guessed at.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import shapely  # type: ignore[import-untyped]
from msgspec import Struct
from shapely.geometry import shape  # type: ignore[import-untyped]

Watch = Callable[[list[Any]], Iterable[Any]]
"""Goes through a list and may show how far it has come."""


class ImportProblem(ValueError):
    """A file of areas or points that cannot be used; the message is a sentence for the person who gave it."""


class Area(Struct, frozen=True):
    """A named area; `crew` is the name of the crew that answers for it, None where the file says nothing of crews."""

    name: str
    geometry: Any
    crew: str | None = None


class Areas(Struct, frozen=True):
    """The areas of a file, and the names of those whose rings had to be repaired."""

    areas: list[Area]
    repaired: list[str]


def read_areas(data: bytes, name_field: str, crew_field: str | None = None, watch: Watch = iter) -> Areas:
    """The areas of a GeoJSON FeatureCollection, named by a property of each feature. Raises ImportProblem."""
    features = _features(data)
    areas, repaired = [], []
    for number, feature in enumerate(watch(features), 1):
        name = _text(feature, name_field, number)
        geometry = _geometry(feature, name)
        if not geometry.is_valid:
            geometry = _repair(geometry, name)
            repaired.append(name)
        areas.append(Area(name, geometry, _text(feature, crew_field, number) if crew_field else None))
    twice = [name for name, times in Counter(area.name for area in areas).items() if times > 1]
    if twice:
        raise ImportProblem(f"Several features have the same '{name_field}': {_listed(twice)}. Names must be unique.")
    return Areas(areas, repaired)


def _features(data: bytes) -> list[Any]:
    try:
        document = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ImportProblem(f"The file is not JSON: {error}.") from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise ImportProblem("The file is not a GeoJSON FeatureCollection.")
    _check_crs(document.get("crs"))
    features = document.get("features")
    if not isinstance(features, list) or not features:
        raise ImportProblem("The file holds no features.")
    return features


def _check_crs(crs: Any) -> None:
    if crs is None:
        return
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = str(properties.get("name") if isinstance(properties, dict) else crs)
    if not name.upper().endswith(("CRS84", "EPSG::4326", "EPSG:4326")):
        raise ImportProblem(f"The file's coordinates are in '{name}'. Convert them to WGS 84 (EPSG:4326) first.")


def _text(feature: Any, field: str, number: int) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(properties, dict):
        raise ImportProblem(f"Feature {number} has no properties to take a name from.")
    if field not in properties:
        raise ImportProblem(f"Feature {number} has no field '{field}'. Its fields are: {_listed(properties)}.")
    value = properties[field]
    text = "" if value is None else str(value).strip()
    if not text:
        raise ImportProblem(f"The field '{field}' of feature {number} is empty.")
    return text


def _geometry(feature: dict[str, Any], name: str) -> Any:
    source = feature.get("geometry")
    kind = source.get("type") if isinstance(source, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ImportProblem(
            f"'{name}' is not an area: its geometry is {kind or 'missing'}, not Polygon or MultiPolygon."
        )
    try:
        geometry = shapely.force_2d(shape(source))
    except Exception as error:  # shapely tells a malformed ring by many kinds of exception
        raise ImportProblem(f"The rings of '{name}' cannot be read: {error}.") from error
    if geometry.is_empty:
        raise ImportProblem(f"'{name}' is empty: it has no rings.")
    west, south, east, north = geometry.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ImportProblem(
            f"'{name}' has coordinates outside WGS 84 ({west:.6g}, {south:.6g} to {east:.6g}, {north:.6g}): these look "
            "like State Plane feet or metres. Convert the file to longitude and latitude (EPSG:4326) first."
        )
    return geometry


def _repair(geometry: Any, name: str) -> Any:
    """The polygon part of what make_valid gives; it may also give stray lines and points."""
    parts = [part for part in shapely.get_parts(shapely.make_valid(geometry)) if part.geom_type.endswith("Polygon")]
    if not parts:
        raise ImportProblem(f"'{name}' has no area: its rings are only lines or points.")
    return shapely.union_all(parts)


def _listed(names: Iterable[str]) -> str:
    listed = sorted(map(str, names))
    return ", ".join(listed[:20]) + (f" and {len(listed) - 20} more" if len(listed) > 20 else "")
