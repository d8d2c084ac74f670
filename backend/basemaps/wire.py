"""What a phone is told of the maps it may carry."""

from msgspec import Struct


class Basemap(Struct, frozen=True, kw_only=True):
    """An archive as the city keeps it. `district_id` is None for one of the whole city."""

    sha256: str
    size_bytes: int
    district_id: str | None
    name: str
    attribution: str
    bounds: tuple[float, float, float, float]
    """West, south, east, north in degrees."""
    min_zoom: int
    max_zoom: int
    layers: list[str]
    piece_bytes: int
    pieces: list[str]
    """SHA-256 of each piece in turn: a phone proves what has come before all of it is there."""


class BasemapsReply(Struct, frozen=True):
    """The archives that are for who asks."""

    basemaps: list[Basemap]
