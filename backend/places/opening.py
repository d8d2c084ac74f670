"""Which format a file of areas has, by its bytes and not by its name, and what lies in it."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from backend.places import gis_files
from backend.places.geojson_files import is_geojson, read_geojson
from backend.places.sources import ImportProblem, Source, check_size, chosen
from backend.places.unpacking import shapefiles_in, unpack

_ZIP = b"PK\x03\x04"
_SQLITE = b"SQLite format 3\x00"
_SHAPE = b"\x00\x00\x27\x0a"


def read_source(data: bytes, layer: str | None = None) -> Source:
    """What the file holds, of several layers the one named. Raises ImportProblem."""
    check_size(len(data))
    parts = unpack(data, layer) if data.startswith(_ZIP) else {}
    if ".shp" in parts:
        if not parts[".shp"].startswith(_SHAPE):
            raise ImportProblem("The file that ends in .shp is no Shapefile.")
        with _on_disk(parts) as folder:
            return gis_files.read_gis(folder / "areas.shp")
    data = next(iter(parts.values()), data)
    if data.startswith(_SQLITE):
        with _on_disk({".gpkg": data}) as folder:
            return gis_files.read_gis(folder / "areas.gpkg", layer)
    source = read_geojson(_json(data))
    chosen([source.layer], layer)
    return source


def layers_in(data: bytes) -> list[str | None]:
    """What `read_source` may be asked for; None where there is only one thing to read. Raises ImportProblem."""
    check_size(len(data))
    if data.startswith(_ZIP):
        shapefiles = shapefiles_in(data)
        if shapefiles:
            return list(shapefiles)
        data = next(iter(unpack(data).values()))
    if not data.startswith(_SQLITE):
        return [None]
    with _on_disk({".gpkg": data}) as folder:
        return list(gis_files.layers_of(folder / "areas.gpkg"))


def _json(data: bytes) -> bytes:
    if data.startswith(_SHAPE):
        raise ImportProblem("A Shapefile is several files: zip the .shp, .shx, .dbf and .prj together and give that.")
    if not is_geojson(data):
        raise ImportProblem("The file is not JSON (GeoJSON), nor a zipped Shapefile, nor a GeoPackage.")
    return data


@contextmanager
def _on_disk(parts: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder with the parts in it under a name of ours, as GDAL wants them, for as long as they are read."""
    with tempfile.TemporaryDirectory(prefix="curbline-areas-") as folder:
        for ending, content in parts.items():
            Path(folder, "areas").with_suffix(ending).write_bytes(content)
        yield Path(folder)
