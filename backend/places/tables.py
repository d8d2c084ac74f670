"""Jurisdictions, the services they offer, and the areas that say who answers for what."""

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from backend.db.columns import Json


class Jurisdiction(SQLModel, table=True):
    """A city or county that runs the service. `lat`, `lon` is where its map opens."""

    __tablename__ = "jurisdiction"
    id: str = Field(primary_key=True)
    name: str
    lat: float = 0.0
    lon: float = 0.0
    phone: str = ""
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
