"""Jurisdictions, the services they offer, and the areas that say who answers for what."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from backend.db.columns import Json, Moment


class Jurisdiction(SQLModel, table=True):
    """A city or county that runs the service. `lat`, `lon` is where its map opens."""

    __tablename__ = "jurisdiction"
    id: str = Field(primary_key=True)
    name: str
    lat: float = 0.0
    lon: float = 0.0
    phone: str = ""
    holidays: list[str] = Field(default_factory=list, sa_type=Json)
    """ISO days, sorted, on which nobody works (SYNC-092)."""
    ver: int = 1


class Layer(SQLModel, table=True):
    """A responsibility layer: a set of districts that answers for some services. `rev` grows with every change."""

    __tablename__ = "layer"
    __table_args__ = (UniqueConstraint("jurisdiction", "name"),)
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    name: str
    rev: int = 1


class District(SQLModel, table=True):
    """An area a crew answers for. `boundary` is WKB in WGS 84; a retired district keeps its past requests."""

    __tablename__ = "district"
    __table_args__ = (UniqueConstraint("layer_id", "name"),)
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id", index=True)
    layer_id: str = Field(foreign_key="layer.id")
    name: str
    crew_id: str | None = Field(default=None, foreign_key="crew.id")
    boundary: bytes
    active: bool = True
    ver: int = 1


class LayerVersion(SQLModel, table=True):
    """A layer as a file gave it, and when it answered. Its districts of today are copied into `district` (ADR-0018).

    `state` is draft, scheduled, applying (its districts answer, open requests still move), applied, replaced or
    discarded.
    """

    __tablename__ = "layer_version"
    layer_id: str = Field(primary_key=True, foreign_key="layer.id")
    number: int = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id", index=True)
    state: str
    file_name: str = ""
    findings: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """What the reader of the file had to say: repairs, overlaps, gaps."""
    made_by: str
    """A role, never a person."""
    made_at: datetime = Field(sa_type=Moment)
    valid_from_at: datetime | None = Field(default=None, sa_type=Moment)
    """Since when it answers, or shall answer; None for a draft, and for what answered before versions were kept."""
    valid_until_at: datetime | None = Field(default=None, sa_type=Moment)
    rerouted_to: str = ""
    """While it is applying: the last request, in the order of ids, that was looked at."""


class LayerArea(SQLModel, table=True):
    """An area of a layer's version. `crew` is a name; None where the file says nothing of crews."""

    __tablename__ = "layer_area"
    __table_args__ = (ForeignKeyConstraint(["layer_id", "number"], ["layer_version.layer_id", "layer_version.number"]),)
    layer_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    name: str = Field(primary_key=True)
    crew: str | None = None
    boundary: bytes


class Service(SQLModel, table=True):
    """A kind of problem one may report, under its Open311 service_code, and the layer that answers for it."""

    __tablename__ = "service"
    jurisdiction: str = Field(primary_key=True, foreign_key="jurisdiction.id")
    code: str = Field(primary_key=True)
    name: str
    description: str = ""
    group_name: str = ""
    keywords: list[str] = Field(default_factory=list, sa_type=Json)
    icon: str = ""
    position: int = 0
    layer_id: str | None = Field(default=None, foreign_key="layer.id")
    asset_kind: str | None = None
    """The kind of assets that it is about, so that a reporter may say which: street_light."""
    expected_days: int | None = None
    """Working days in which the city means to have it done (SYNC-092); None where it says nothing."""
    translations: dict[str, Any] = Field(default_factory=dict, sa_type=Json)
    """Language -> its words, as ServiceWords of the wire."""
    active: bool = True
    ver: int = 1


class DefaultPoint(SQLModel, table=True):
    """A point that stands for "place unknown"; `is_proposed` when it was found by counting reports."""

    __tablename__ = "default_point"
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id", index=True)
    label: str
    lat: float
    lon: float
    radius_m: float
    is_proposed: bool = False


class RoutingRule(SQLModel, table=True):
    """Who answers for what an owner has, for one service: a layer or a crew instead of the service's own layer."""

    __tablename__ = "routing_rule"
    jurisdiction: str = Field(primary_key=True, foreign_key="jurisdiction.id")
    service_code: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    layer_id: str | None = Field(default=None, foreign_key="layer.id")
    crew_id: str | None = Field(default=None, foreign_key="crew.id")
