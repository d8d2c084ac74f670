"""Service requests and their insert-only children."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, text
from sqlmodel import Field, SQLModel

from backend.db.columns import Json, Moment


class ServiceRequest(SQLModel, table=True):
    """What was reported. `requested_at` is the device's claim, `recorded_at` the server's fact."""

    __tablename__ = "service_request"
    __table_args__ = (
        Index("ix_service_request_near", "jurisdiction", "cell", "closed_at"),
        Index("ix_service_request_recorded", "jurisdiction", "recorded_at"),
        Index(
            "ix_service_request_duplicate_of",
            "duplicate_of",
            sqlite_where=text("duplicate_of IS NOT NULL"),
            postgresql_where=text("duplicate_of IS NOT NULL"),
        ),
    )
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    reference: str = Field(unique=True)
    service_code: str
    status: str
    status_note: str = ""
    description: str = ""
    lat: float | None = None
    lon: float | None = None
    cell: int | None = Field(default=None, sa_type=BigInteger)
    """The cell of the point (backend/db/cells.py); none without a point."""
    accuracy_m: float | None = None
    place_source: str = "gps"
    place_text: str = ""
    asset_id: str | None = None
    district_id: str | None = Field(default=None, foreign_key="district.id", index=True)
    route_reason: str = ""
    route: dict[str, Any] | None = Field(default=None, sa_type=Json)
    """The rest of the answer to who answers here: see `places.Route.facts`."""
    reporter_device: str
    work_order_id: str | None = None
    crew_id: str | None = None
    requested_at: datetime = Field(sa_type=Moment)
    recorded_at: datetime = Field(sa_type=Moment)
    updated_at: datetime = Field(sa_type=Moment)
    priority: str = "normal"
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    duplicate_of: str | None = None
    chosen_crew_id: str | None = None
    """Of a duplicate: the crew that the desk had chosen for it (SYNC-084)."""
    followers: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """How many requests say that they are duplicates of this one (SYNC-048)."""
    follows: str | None = None
    rating: int | None = None
    erased_at: datetime | None = Field(default=None, sa_type=Moment)
    ver: int
    fver: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class RequestEntry(SQLModel, table=True):
    """One line of a request's history: a change of status or a comment. Never edited, never deleted."""

    __tablename__ = "request_entry"
    __table_args__ = {"sqlite_with_rowid": False}
    request_id: str = Field(primary_key=True, foreign_key="service_request.id")
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    kind: str
    by: str
    text: str = ""
    device_id: str
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The person of the staff who wrote it, for the eyes of staff."""
    position: int = 0
    """Order among the lines recorded in one transaction."""
    occurred_at: datetime = Field(sa_type=Moment)
    recorded_at: datetime = Field(sa_type=Moment)


class RequestImport(SQLModel, table=True):
    """A file of another system's requests that was taken over: its rows are in no feed but those still open."""

    __tablename__ = "request_import"
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id", index=True)
    file: str
    n_rows: int
    """How many were new, or changed, so far."""
    imported_at: datetime = Field(sa_type=Moment)
