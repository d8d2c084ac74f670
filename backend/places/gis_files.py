"""Shapefile and GeoPackage, read and written by GDAL. It is heavy, so it is loaded when the first such file comes."""

import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from backend.places.sources import Feature, ImportProblem, Source, check_count, chosen


def read_gis(path: Path, wanted: str | None = None) -> Source:
    """One layer of a file, its format known by its name. Heights and measures are left out, arcs become lines."""
    with _gdal() as gdal:
        layer = chosen(_area_layers(gdal, path), wanted)
        check_count(int(gdal.read_info(path, layer=layer, force_feature_count=True)["features"]))
        meta, _, shapes, columns = gdal.raw.read(path, layer=layer, force_2d=True)
    names = [str(name) for name in meta["fields"]]
    values = [[_plain(value) for value in column.tolist()] for column in columns]
    rows = zip(*values, strict=True) if values else iter([()] * len(shapes))
    return Source(
        layer,
        meta["crs"],
        [
            Feature(dict(zip(names, row, strict=True)), None if shape is None else bytes(shape))
            for row, shape in zip(rows, shapes, strict=True)
        ],
    )


def layers_of(path: Path) -> list[str]:
    """The names of the layers that hold geometry."""
    with _gdal() as gdal:
        return _area_layers(gdal, path)


def write_gis(path: Path, layer: str, shapes: Sequence[bytes], columns: dict[str, list[str | None]]) -> None:
    """A file of areas in WGS 84, Polygons beside MultiPolygons, with columns of text; its format known by its name."""
    is_shapefile = path.suffix == ".shp"
    with _gdal() as gdal:
        gdal.raw.write(
            path,
            np.array(shapes, object),
            [np.array(values, object) for values in columns.values()],
            list(columns),
            geometry_type="Polygon" if is_shapefile else "Unknown",
            crs="EPSG:4326",
            driver="ESRI Shapefile" if is_shapefile else "GPKG",
            encoding="UTF-8",
            **({} if is_shapefile else {"layer": layer}),
        )


@contextmanager
def _gdal() -> Iterator[Any]:
    """pyogrio, its refusals as sentences and its remarks in silence."""
    try:
        import pyogrio  # type: ignore[import-untyped]
        import pyogrio.raw  # type: ignore[import-untyped]
    except ImportError as error:
        raise ImportProblem(f"This machine cannot read Shapefiles and GeoPackages: {error}.") from error
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield pyogrio
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise ImportProblem(f"The file cannot be read: {_sentence(error)}.") from error
        except (pyogrio.errors.GeometryError, pyogrio.errors.FeatureError, pyogrio.errors.FieldError) as error:
            raise ImportProblem(f"A row of the file cannot be read: {_sentence(error)}.") from error
        except UnicodeDecodeError as error:
            raise ImportProblem(f"The names in the file are not in the encoding that it says: {error}.") from error


def _area_layers(gdal: Any, path: Path) -> list[str]:
    layers = [str(name) for name, kind in gdal.list_layers(path) if kind is not None]
    if not layers:
        raise ImportProblem("The file holds no layer with geometry.")
    return layers


def _sentence(error: Exception) -> str:
    """What GDAL said, without the folder that the file lay in for a moment."""
    return " ".join(word.rsplit("/", 1)[-1] for word in str(error).split()).rstrip(".'")


def _plain(value: Any) -> Any:
    """A column of whole numbers with a hole in it comes as fractions with NaN."""
    return None if isinstance(value, float) and math.isnan(value) else value
