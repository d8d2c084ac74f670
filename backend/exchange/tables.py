"""Every op ever pushed, with its outcome, so that a repeated push hears the same answer."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, UniqueConstraint
from sqlmodel import Field, SQLModel

from backend.db.columns import Json, Moment


class Quarantine(SQLModel, table=True):
    """A body that could not be read, as it came. `device_id` may name a device that was never bound."""

    __tablename__ = "sync_quarantine"
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    device_id: str = Field(index=True)
    received_at: datetime = Field(sa_type=Moment)
    reason: str
    body: bytes


class SyncOp(SQLModel, table=True):
    """One op and its stored outcome; `digest` tells a repeat from another op under the same number."""

    __tablename__ = "sync_op"
    __table_args__ = (UniqueConstraint("device_id", "mid"),)
    op_id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    device_id: str = Field(foreign_key="sync_device.id")
    mid: int = Field(sa_type=BigInteger)
    digest: str
    kind: str
    v: int
    on: str
    base: int = Field(sa_type=BigInteger)
    outcome: str
    code: str
    detail: dict[str, Any] | None = Field(default=None, sa_type=Json)
    ver: int
    occurred_at: datetime = Field(sa_type=Moment)
    received_at: datetime = Field(sa_type=Moment)
