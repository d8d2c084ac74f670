"""What the feed needs: the history's name, the counter row, and one row a membership (protocol 2.3)."""

from datetime import datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from backend.db.columns import Moment


class SyncMeta(SQLModel, table=True):
    """One row: which history of this database cursors speak of."""

    __tablename__ = "sync_meta"
    one: int = Field(default=1, primary_key=True)
    epoch: str


class SyncClock(SQLModel, table=True):
    """One row a jurisdiction; bumped as the last statement of every writing transaction (SYNC-020).

    Its page stays almost empty, so that PostgreSQL can keep the next version of the row beside it.
    """

    __tablename__ = "sync_clock"
    __table_args__ = {"postgresql_with": {"fillfactor": 10}}
    jurisdiction: str = Field(primary_key=True)
    head: int = Field(sa_type=BigInteger)


class SyncBucket(SQLModel, table=True):
    """What a bucket holds, in two numbers, so that a device can check that it holds the same (SYNC-018)."""

    __tablename__ = "sync_bucket"
    jurisdiction: str = Field(primary_key=True)
    bucket: str = Field(primary_key=True)
    n_live: int
    digest: int = Field(sa_type=BigInteger)
    floor_seq: int = Field(default=0, sa_type=BigInteger)
    """The last seq of this bucket that was forgotten: a cursor below it has missed something (SYNC-019)."""


class SyncMark(SQLModel, table=True):
    """How far a jurisdiction's history had come at a moment: the feed itself has no times."""

    __tablename__ = "sync_mark"
    jurisdiction: str = Field(primary_key=True)
    marked_at: datetime = Field(primary_key=True, sa_type=Moment)
    head: int = Field(sa_type=BigInteger)


class SyncFeed(SQLModel, table=True):
    """One row per (bucket, thing), not a log: a thing that changes often while a phone is off costs one row.

    The key begins with the thing, so that it also finds the buckets that hold it (ADR-0015).
    """

    __tablename__ = "sync_feed"
    __table_args__ = (
        Index("ix_sync_feed_pull", "jurisdiction", "bucket", "seq", unique=True),
        {"sqlite_with_rowid": False},
    )
    kind: str = Field(primary_key=True)
    id: str = Field(primary_key=True)
    jurisdiction: str = Field(primary_key=True)
    bucket: str = Field(primary_key=True)
    seq: int = Field(sa_type=BigInteger)
    op: str
    ver: int
