"""What to ask of routing for a problem of a kind at a place: its point, how sure it is, and whose the asset is."""

from collections.abc import Sequence

from sqlalchemy import Connection

from backend.places.assets import owners
from backend.places.routing import Ask, is_point
from sync.protocol.messages import Place


def asks_of(connection: Connection, jurisdiction: str, placed: Sequence[tuple[str, Place]]) -> list[Ask]:
    """One ask for each (service code, place), in their order. Numbers that are no place on earth are left out."""
    named = {place.asset_id for _, place in placed if place.asset_id}
    whose = owners(connection, jurisdiction, named) if named else {}
    return [_ask(code, place, whose.get(place.asset_id or "")) for code, place in placed]


def _ask(code: str, place: Place, owner: str | None) -> Ask:
    if not is_point(place.lat, place.lon):
        return Ask(code, None, None, owner=owner)
    return Ask(code, place.lat, place.lon, place.accuracy_m, owner)
