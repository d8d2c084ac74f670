"""Work orders, which requests they serve, and their insert-only log."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from backend.db.columns import Json, Moment


class WorkOrder(SQLModel, table=True):
    """One job for a crew. `assign_rev`: the version at which it last changed crews; `past_crews`: who had it before."""

    __tablename__ = "work_order"
    __table_args__ = (Index("ix_work_order_crew", "crew_id", "closed_at"),)
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    status: str
    crew_id: str | None = Field(default=None, foreign_key="crew.id")
    district_id: str | None = Field(default=None, foreign_key="district.id")
    outcome: str | None = None
    note: str = ""
    flags: list[str] = Field(default_factory=list, sa_type=Json)
    assign_rev: int = 0
    past_crews: list[str] = Field(default_factory=list, sa_type=Json)
    created_at: datetime = Field(sa_type=Moment)
    accepted_at: datetime | None = Field(default=None, sa_type=Moment)
    started_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_by: str | None = None
    scheduled_from_at: datetime | None = Field(default=None, sa_type=Moment)
    scheduled_until_at: datetime | None = Field(default=None, sa_type=Moment)
    instructions: str = ""
    closings: list[dict[str, Any]] = Field(
        default_factory=list, sa_type=Json, sa_column_kwargs={"server_default": "[]"}
    )
    """Every closing that was sent (SYNC-082); none of a job that was closed before they were kept."""
    settled: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json, sa_column_kwargs={"server_default": "[]"})
    """What the desk decided of its flags, with the way back (SYNC-083)."""
    moved: dict[str, Any] | None = Field(default=None, sa_type=Json)
    """Who gave it to its crew or called it off last."""
    ver: int
    fver: dict[str, Any] = Field(default_factory=dict, sa_type=Json)


class WorkOrderRequest(SQLModel, table=True):
    """A work order may serve several requests."""

    __tablename__ = "work_order_request"
    __table_args__ = {"sqlite_with_rowid": False}
    work_order_id: str = Field(primary_key=True, foreign_key="work_order.id")
    request_id: str = Field(primary_key=True, foreign_key="service_request.id", index=True)


class WorkLog(SQLModel, table=True):
    """One line of a work order's history. Never edited, never deleted."""

    __tablename__ = "work_log"
    __table_args__ = {"sqlite_with_rowid": False}
    work_order_id: str = Field(primary_key=True, foreign_key="work_order.id")
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    kind: str
    by: str
    text: str = ""
    device_id: str
    name: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The person of the staff who wrote it."""
    position: int = 0
    """Order among the lines recorded in one transaction."""
    minutes: int = 0
    materials: list[dict[str, Any]] = Field(default_factory=list, sa_type=Json)
    occurred_at: datetime = Field(sa_type=Moment)
    recorded_at: datetime = Field(sa_type=Moment)
