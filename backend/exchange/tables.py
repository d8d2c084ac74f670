"""Every op ever pushed, with its outcome, so that a repeat hears the same answer; and those held for the desk."""

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
    __table_args__ = (UniqueConstraint("device_id", "mid"), {"sqlite_with_rowid": False})
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


class HeldOp(SQLModel, table=True):
    """An op that waits for the desk, whole; `author` is as whom it will be decided, `outcome` and `code` how it was."""

    __tablename__ = "held_op"
    op_id: str = Field(primary_key=True)
    jurisdiction: str = Field(foreign_key="jurisdiction.id")
    device_id: str = Field(foreign_key="sync_device.id")
    kind: str
    v: int = 1
    """The version of its arguments: that of the day when it was held."""
    on: str
    base: int = Field(sa_type=BigInteger)
    args: Any = Field(sa_type=Json)
    author: dict[str, Any] = Field(sa_type=Json)
    why: str
    state: str
    note: str = ""
    outcome: str | None = None
    code: str | None = None
    detail: dict[str, Any] | None = Field(default=None, sa_type=Json)
    reviewed: dict[str, Any] | None = Field(default=None, sa_type=Json)
    """Who dealt with it last, and when."""
    reviewer_device: str = Field(default="", sa_column_kwargs={"server_default": ""})
    ver: int
    occurred_at: datetime = Field(sa_type=Moment)
    received_at: datetime = Field(sa_type=Moment)
