"""Use cases of places, for other domains: jurisdictions, what devices read of them, and who answers where."""

from sqlalchemy import Connection, insert, select

from backend.db.commit import Change
from backend.errors import Problem
from backend.places.assets import KnownAsset, known_assets, owners
from backend.places.documents import docs, jurisdiction_name, readable_buckets, route_names
from backend.places.features import PublicDistrict, public_districts
from backend.places.layers import ImportResult, import_layer, put_layer
from backend.places.offers import Offer, OfferedService, put_services, services
from backend.places.routing import (
    Ask,
    Route,
    Routes,
    is_point,
    layer_id,
    layer_names,
    responsible_many,
    route_on_layer,
    route_point,
)
from backend.places.tables import Jurisdiction

__all__ = [
    "Ask",
    "ImportResult",
    "KnownAsset",
    "Offer",
    "OfferedService",
    "PublicDistrict",
    "Route",
    "Routes",
    "create_jurisdiction",
    "docs",
    "has_jurisdiction",
    "import_layer",
    "is_point",
    "jurisdiction_name",
    "known_assets",
    "layer_id",
    "layer_names",
    "owners",
    "public_districts",
    "put_layer",
    "put_services",
    "readable_buckets",
    "responsible_many",
    "route_names",
    "route_on_layer",
    "route_point",
    "services",
]

_JURISDICTION = Jurisdiction.__table__  # type: ignore[attr-defined]


def has_jurisdiction(connection: Connection, id: str) -> bool:
    """Whether the city is known here."""
    return connection.execute(select(_JURISDICTION.c.id).where(_JURISDICTION.c.id == id)).first() is not None


def create_jurisdiction(
    connection: Connection, id: str, name: str, *, lat: float, lon: float, phone: str = ""
) -> Change:
    """A new city whose map opens at lat, lon, as a change for `commit_changes`. Raises `bad_value` for a known id."""
    if has_jurisdiction(connection, id):
        raise Problem("bad_value", f"There is already a jurisdiction '{id}'.")
    connection.execute(insert(_JURISDICTION).values(id=id, name=name, lat=lat, lon=lon, phone=phone, ver=1))
    return Change("jurisdiction", id, 1, frozenset({"ref"}))
