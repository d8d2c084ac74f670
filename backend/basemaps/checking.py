"""Whether an archive is a whole map of the city: everything in it is looked at once before it is kept."""

import re
from html import unescape
from typing import Any

from msgspec import Struct
from pmtiles.tile import zxy_to_tileid

from backend.basemaps.archive import Archive, bounds_of
from backend.basemaps.mvt import NoTile, layer_names

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_LONGEST_CREDIT = 300


class Facts(Struct, frozen=True):
    """What an archive holds."""

    attribution: str
    bounds: Box
    min_zoom: int
    max_zoom: int
    tiles: int
    layers: list[str]


def check(archive: Archive, city: Box, attribution: str | None) -> Facts:
    """What the archive holds. Raises `bad_value` for one that is broken, or shows nothing of the city, or credits
    nobody."""
    bounds = bounds_of(archive.header)
    if not _touch(bounds, city):
        raise archive.refuse("shows nothing of the city: its bounds are elsewhere.")
    credit = (attribution or _plain(archive.metadata.get("attribution"))).strip()[:_LONGEST_CREDIT]
    if not credit:
        raise archive.refuse("names nobody to credit. Say whom with --attribution.")
    tiles, seen = _look_at_all(archive)
    header = archive.header
    named = [layer for layer in vector_layers(archive.metadata) if layer in seen]
    return Facts(credit, bounds, header["min_zoom"], header["max_zoom"], tiles, named or sorted(seen))


def vector_layers(metadata: dict[str, Any]) -> list[str]:
    """The names of the layers that an archive says it has."""
    told = metadata.get("vector_layers")
    layers = told if isinstance(told, list) else []
    return [str(layer["id"]) for layer in layers if isinstance(layer, dict) and "id" in layer]


def _look_at_all(archive: Archive) -> tuple[int, set[str]]:
    """How many tiles there are, and which layers. Tiles that are there once for many places are looked at once, where
    they lie in order."""
    first, after = _ids(archive.header["min_zoom"])[0], _ids(archive.header["max_zoom"])[1]
    tiles, looked_at, seen = 0, 0, set[str]()
    for entry in archive.entries():
        if entry.tile_id < first or entry.tile_id + entry.run_length > after:
            raise archive.refuse("is damaged: it has tiles outside of its zoom levels.")
        tiles += entry.run_length
        if archive.header["clustered"] and entry.offset + entry.length <= looked_at:
            continue
        looked_at = max(looked_at, entry.offset + entry.length)
        try:
            seen.update(layer_names(archive.tile(entry)))
        except NoTile as error:
            raise archive.refuse(f"is damaged: a tile has {error}.") from error
    if not tiles or not seen:
        raise archive.refuse("is an empty map.")
    return tiles, seen


def _ids(zoom: int) -> tuple[int, int]:
    return zxy_to_tileid(zoom, 0, 0), zxy_to_tileid(zoom + 1, 0, 0)


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _plain(html: object) -> str:
    """Whom an archive credits, without its links."""
    return unescape(re.sub(r"<[^>]*>", " ", html)) if isinstance(html, str) else ""
