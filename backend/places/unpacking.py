"""Zip files with areas in them: what is taken out is counted, bounded and named by us, never by the file."""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import PurePosixPath

from backend.places.sources import MAX_BYTES, ImportProblem, check_size, chosen, listed

MAX_MEMBERS = 200
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
"""What a Shapefile consists of; everything else in the zip is left alone."""
_NEEDED = (".shx", ".dbf")
_ALONE = (".gpkg", ".geojson", ".json")


def unpack(data: bytes, wanted: str | None = None) -> dict[str, bytes]:
    """The members that make up one file of areas, by ending: a Shapefile's parts, or `.gpkg`, or `.geojson`.

    Of several Shapefiles the one of the name `wanted`. Raises ImportProblem.
    """
    with _opened(data) as archive:
        members = _members(archive)
        shapefiles = _shapefiles(members)
        alone = [name for name in members if name.suffix.lower() in _ALONE]
        if shapefiles:
            names = _parts(members, shapefiles[chosen(sorted(shapefiles), wanted)])
        elif len(alone) == 1:
            names = {alone[0].suffix.lower().replace(".json", ".geojson"): alone[0]}
        else:
            raise ImportProblem(_what_is_missing([str(name) for name in alone]))
        left, found = MAX_BYTES, {}
        for ending, name in names.items():
            found[ending] = _content(archive, members[name], left)
            left -= len(found[ending])
        return found


def shapefiles_in(data: bytes) -> list[str]:
    """The names of the Shapefiles in a zip, none where it holds something else. Raises ImportProblem."""
    with _opened(data) as archive:
        return sorted(_shapefiles(_members(archive)))


@contextmanager
def _opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ImportProblem(f"The zip file cannot be unpacked: {error}.") from error


def _members(archive: zipfile.ZipFile) -> dict[PurePosixPath, zipfile.ZipInfo]:
    """The files in the zip, without the notes that a Mac leaves beside them."""
    entries = archive.infolist()
    if len(entries) > MAX_MEMBERS:
        raise ImportProblem(f"The zip file holds {len(entries):,} files; {MAX_MEMBERS} at most are looked at.")
    files = {PurePosixPath(entry.filename.replace("\\", "/")): entry for entry in entries if not entry.is_dir()}
    for name in files:
        if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
            raise ImportProblem(f"The zip file names a place outside itself: '{name}'.")
    return {
        name: entry for name, entry in files.items() if "__MACOSX" not in name.parts and not name.name.startswith(".")
    }


def _shapefiles(members: dict[PurePosixPath, zipfile.ZipInfo]) -> dict[str, PurePosixPath]:
    """Name -> the .shp of that name; with its folder where a name is there twice."""
    found = [name for name in members if name.suffix.lower() == ".shp"]
    stems = [name.stem for name in found]
    return {name.stem if stems.count(name.stem) == 1 else str(name.with_suffix("")): name for name in found}


def _parts(members: dict[PurePosixPath, zipfile.ZipInfo], shp: PurePosixPath) -> dict[str, PurePosixPath]:
    beside = {str(name.with_suffix("")).lower() + name.suffix.lower(): name for name in members}
    found = {ending: beside.get(str(shp.with_suffix("")).lower() + ending) for ending in PARTS}
    missing = [ending for ending in _NEEDED if found[ending] is None]
    if missing:
        raise ImportProblem(f"The Shapefile '{shp.name}' lacks its {listed(missing)}: zip all of its files together.")
    return {ending: name for ending, name in found.items() if name is not None}


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of a member. What it says of its size is not believed: a bomb is cut off where the limit is."""
    check_size(entry.file_size)
    with archive.open(entry) as member:
        data = member.read(most + 1)
    check_size(MAX_BYTES - most + len(data))
    return data


def _what_is_missing(alone: list[str]) -> str:
    if alone:
        return f"The zip file holds several files of areas: {listed(alone)}. Give one of them."
    return (
        "The zip file holds no Shapefile (.shp), GeoPackage (.gpkg) or GeoJSON (.geojson); a zip in a zip is not read."
    )
