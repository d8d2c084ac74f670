"""Finding a place: by words (addresses, streets, assets by number), or what is near a point. Reads only."""

from sqlalchemy import Connection

from backend.places.assets import nearest_assets, search_assets
from backend.places.gazetteer import Here, nearest_address, search_addresses
from sync.protocol.messages import NearReply, PlaceFound


def search(
    connection: Connection, jurisdiction: str, words: str, near: Here | None = None, limit: int = 8
) -> list[PlaceFound]:
    """Places that the words may mean, the best first; of equal ones the nearer to the asker comes first."""
    assets = search_assets(connection, jurisdiction, words, near)
    return [*assets, *search_addresses(connection, jurisdiction, words, near, limit)][:limit]


def near(connection: Connection, jurisdiction: str, at: Here, kind: str | None = None) -> NearReply:
    """The nearest house within 60 m, and the assets within 75 m: of one kind, or all."""
    return NearReply(nearest_address(connection, jurisdiction, at), nearest_assets(connection, jurisdiction, at, kind))
