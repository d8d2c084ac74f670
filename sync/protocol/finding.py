"""Finding a place by words or by what is near, and what a crew carries for it. Part of the source of messages.ts."""

from typing import Literal

from msgspec import Struct


class PlaceFound(Struct, omit_defaults=True):
    """A place that may be meant. Not `exact` is about there, not just there.

    `distance_m` is from the asker's point; lat and lon are absent where the city's file had none.
    """

    kind: Literal["address", "street", "asset"]
    label: str
    lat: float | None = None
    lon: float | None = None
    exact: bool = True
    zip: str = ""
    asset_id: str | None = None
    distance_m: float | None = None


class SearchReply(Struct):
    """Answer to GET /places/search: the best first."""

    found: list[PlaceFound]


class NearReply(Struct):
    """Answer to GET /places/near: the nearest house, and the assets within 75 m, the nearest first."""

    address: PlaceFound | None
    assets: list[PlaceFound]


class PackedHouses(Struct):
    """Houses as columns; `street` is a position in the pack's streets."""

    street: list[int]
    house: list[str]
    lat: list[float]
    lon: list[float]


class PackedAssets(Struct):
    """Assets as columns."""

    id: list[str]
    label: list[str]
    number: list[str]
    kind: list[str]
    lat: list[float]
    lon: list[float]


class PlacePack(Struct):
    """Answer to GET /places/pack: everything that can be found in the districts of a crew, without a network."""

    edition: str
    streets: list[str]
    houses: PackedHouses
    assets: PackedAssets
