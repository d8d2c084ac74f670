"""Writing a layer's areas as a file that any GIS reads, and that `importing` reads back as the same areas."""

import json
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import shapely  # type: ignore[import-untyped]

from backend.places.gis_files import write_gis
from backend.places.importing import Area
from backend.places.sources import ImportProblem
from backend.places.unpacking import PARTS

_DBF_BYTES = 254


def export(areas: Sequence[Area], layer: str, format: str) -> bytes:
    """The areas as `geojson`, `gpkg` or `shapefile.zip`, with fields `name` and `crew`. Raises ImportProblem."""
    return FORMATS[format](areas, layer)


def _geojson(areas: Sequence[Area], layer: str) -> bytes:
    rows = [
        {
            "type": "Feature",
            "properties": {"name": area.name, "crew": area.crew},
            "geometry": json.loads(shapely.to_geojson(area.geometry)),
        }
        for area in areas
    ]
    return json.dumps({"type": "FeatureCollection", "name": layer, "features": rows}, ensure_ascii=False).encode()


def _gpkg(areas: Sequence[Area], layer: str) -> bytes:
    return _written(areas, layer, "areas.gpkg")["areas.gpkg"]


def _shapefile(areas: Sequence[Area], layer: str) -> bytes:
    long = [area.name for area in areas if len(area.name.encode()) > _DBF_BYTES]
    if long:
        raise ImportProblem(f"'{long[0]}' is too long a name for a Shapefile. Export as GeoPackage instead.")
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _written(areas, layer, "areas.shp").items():
            if name.endswith(PARTS):
                archive.writestr(name, content)
    return target.getvalue()


def _written(areas: Sequence[Area], layer: str, name: str) -> dict[str, bytes]:
    columns: dict[str, list[str | None]] = {"name": [a.name for a in areas], "crew": [a.crew for a in areas]}
    with tempfile.TemporaryDirectory(prefix="curbline-areas-") as folder:
        write_gis(Path(folder, name), layer, [shapely.to_wkb(area.geometry) for area in areas], columns)
        return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


FORMATS: dict[str, Callable[[Sequence[Area], str], bytes]] = {
    "geojson": _geojson,
    "gpkg": _gpkg,
    "shapefile.zip": _shapefile,
}
