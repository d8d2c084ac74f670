"""Use cases of places, for other domains: jurisdictions, what devices read of them, and who answers where."""

from sqlalchemy import Connection, insert, select

from backend.db.commit import Change
from backend.errors import Problem
from backend.places.default_points import (
    Default,
    add_default_point,
    default_at,
    default_points,
    remove_default_point,
)
from backend.places.documents import docs, jurisdiction_name, readable_buckets, route_names
from backend.places.layers import ImportResult, import_layer, put_layer
from backend.places.offers import Offer, OfferedService, put_services, services
from backend.places.owner_rules import OwnerRule, owner_rules, remove_owner_rule, set_owner_rule
from backend.places.routing import (
    Ask,
    Choice,
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
    "Choice",
    "Default",
    "ImportResult",
    "Offer",
    "OfferedService",
    "OwnerRule",
    "Route",
    "Routes",
    "add_default_point",
    "create_jurisdiction",
    "default_at",
    "default_points",
    "docs",
    "has_jurisdiction",
    "import_layer",
    "is_point",
    "jurisdiction_name",
    "layer_id",
    "layer_names",
    "owner_rules",
    "put_layer",
    "put_services",
    "readable_buckets",
    "remove_default_point",
    "remove_owner_rule",
    "responsible_many",
    "route_names",
    "route_on_layer",
    "route_point",
    "services",
    "set_owner_rule",
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
