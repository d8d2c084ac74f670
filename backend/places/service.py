"""Use cases of places, for other domains: jurisdictions, what devices read of them, and who answers where."""

from sqlalchemy import Connection, insert, select

from backend.db.commit import Change
from backend.errors import Problem
from backend.places.asking import asks_of
from backend.places.assets import KnownAsset, known_assets, owners
from backend.places.default_points import (
    Default,
    add_default_point,
    default_at,
    default_points,
    remove_default_point,
)
from backend.places.documents import districts_today, docs, jurisdiction_name, readable_buckets, route_names
from backend.places.features import DistrictArea, PublicDistrict, district_areas, public_districts
from backend.places.holidays import change_holidays, days_of, holidays, read_holidays
from backend.places.importing import Area, Areas, ImportProblem, read_areas
from backend.places.layers import ImportResult
from backend.places.looking import Sheet, look
from backend.places.offers import Offer, OfferedService, expect_within, put_services, services
from backend.places.overview import LayerInfo, Outline, Redrawn, layers, redrawn
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
from backend.places.sources import MAX_BYTES
from backend.places.tables import Jurisdiction
from backend.places.topology import Findings, examine
from backend.places.versions import (
    State,
    Version,
    as_drawn,
    begin_version,
    compared,
    discard_version,
    draft_version,
    drawn_in,
    hold_version,
    note_rerouted,
    put_layer,
    schedule_version,
    under_way,
    version,
    versions,
)

__all__ = [
    "MAX_BYTES",
    "Area",
    "Areas",
    "Ask",
    "Choice",
    "Default",
    "DistrictArea",
    "Findings",
    "ImportProblem",
    "ImportResult",
    "KnownAsset",
    "LayerInfo",
    "Offer",
    "OfferedService",
    "Outline",
    "OwnerRule",
    "PublicDistrict",
    "Redrawn",
    "Route",
    "Routes",
    "Sheet",
    "State",
    "Version",
    "add_default_point",
    "as_drawn",
    "asks_of",
    "begin_version",
    "change_holidays",
    "compared",
    "create_jurisdiction",
    "days_of",
    "default_at",
    "default_points",
    "discard_version",
    "district_areas",
    "districts_today",
    "docs",
    "draft_version",
    "drawn_in",
    "examine",
    "expect_within",
    "has_jurisdiction",
    "hold_version",
    "holidays",
    "is_point",
    "jurisdiction_name",
    "known_assets",
    "layer_id",
    "layer_names",
    "layers",
    "look",
    "note_rerouted",
    "owner_rules",
    "owners",
    "public_districts",
    "put_layer",
    "put_services",
    "read_areas",
    "read_holidays",
    "readable_buckets",
    "redrawn",
    "remove_default_point",
    "remove_owner_rule",
    "responsible_many",
    "route_names",
    "route_on_layer",
    "route_point",
    "schedule_version",
    "services",
    "set_owner_rule",
    "under_way",
    "version",
    "versions",
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
