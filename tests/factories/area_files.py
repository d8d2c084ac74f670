"""Files of areas as cities give them away: Shapefiles in a zip, GeoPackages, in any coordinates."""

import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw  # type: ignore[import-untyped]
import shapely  # type: ignore[import-untyped]

FEET = "EPSG:2274"
"""Tennessee's State Plane in US survey feet."""

KNOXVILLE = {
    "North": shapely.box(2_580_000, 600_000, 2_600_000, 610_000),
    "South": shapely.box(2_580_000, 590_000, 2_600_000, 600_000),
}
"""Two areas of Knoxville, four miles wide, in those feet."""


def shapefile(
    areas: Mapping[str, Any], crs: str | None = FEET, *, encoding: str = "UTF-8", without: Sequence[str] = ()
) -> dict[str, bytes]:
    """The parts of a Shapefile by their names, `name` its one field; `without` leaves out endings."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder, "areas.shp"), areas, crs, encoding=encoding)
        if crs is None:
            Path(folder, "areas.prj").unlink(missing_ok=True)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.suffix not in without}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file of these files."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target.getvalue()


def geopackage(layers: Mapping[str, Mapping[str, Any]], crs: str = FEET) -> bytes:
    """A GeoPackage with these layers; an area is a shapely geometry or the WKB of one that shapely does not know."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "areas.gpkg")
        for layer, areas in layers.items():
            write(path, areas, crs, layer=layer, append=path.exists())
        return path.read_bytes()


def write(path: Path, areas: Mapping[str, Any], crs: str | None, **more: Any) -> None:
    """A file of areas with the field `name`, in the format of the path's ending."""
    shapes = [shape if isinstance(shape, bytes) else shapely.to_wkb(shape, flavor="iso") for shape in areas.values()]
    driver = {".shp": "ESRI Shapefile", ".gpkg": "GPKG"}[path.suffix]
    pyogrio.raw.write(
        path,
        np.array(shapes, object),
        [np.array(list(areas), object)],
        ["name"],
        geometry_type="Polygon" if driver != "GPKG" else "Unknown",
        crs=crs or FEET,
        driver=driver,
        **more,
    )
