"""Forgetting that things left: a `leave` older than 120 days goes, and a device that missed it reads anew (SYNC-019).

The feed has no times, only its order; a mark a day says how far the history had come by then.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from backend.db.rows import add, table
from backend.db.tables import SyncBucket, SyncClock, SyncFeed, SyncMark

_BUCKET, _CLOCK, _FEED, _MARK = table(SyncBucket), table(SyncClock), table(SyncFeed), table(SyncMark)
_KEPT = timedelta(days=120)
_DAY = timedelta(days=1)


def purge_leaves(connection: Connection, now: datetime) -> int:
    """Mark the day, and forget every `leave` that is too old, raising the floors of its buckets; how many."""
    heads = connection.execute(select(_CLOCK.c.jurisdiction, _CLOCK.c.head)).all()
    latest = select(_MARK.c.jurisdiction, func.max(_MARK.c.marked_at)).group_by(_MARK.c.jurisdiction)
    newest = dict(connection.execute(latest).all())
    due = [(city, head) for city, head in heads if city not in newest or now - newest[city] >= _DAY]
    add(connection, _MARK, [{"jurisdiction": city, "marked_at": now, "head": head} for city, head in due])
    return sum(_purge(connection, city, now - _KEPT) for city, _ in heads)


def floors(connection: Connection, jurisdiction: str, buckets: list[str]) -> dict[str, int]:
    """Bucket -> the last seq that is forgotten, where one is: who has not come that far reads the bucket anew."""
    rows = connection.execute(
        select(_BUCKET.c.bucket, _BUCKET.c.floor_seq).where(
            _BUCKET.c.jurisdiction == jurisdiction, _BUCKET.c.bucket.in_(buckets), _BUCKET.c.floor_seq > 0
        )
    )
    return dict(rows.all())


def _purge(connection: Connection, city: str, before: datetime) -> int:
    passed = select(func.max(_MARK.c.head)).where(_MARK.c.jurisdiction == city, _MARK.c.marked_at <= before)
    head = connection.execute(passed).scalar()
    if head is None:
        return 0
    old = (_FEED.c.jurisdiction == city, _FEED.c.op != "put", _FEED.c.seq <= head)
    for bucket, floor in connection.execute(
        select(_FEED.c.bucket, func.max(_FEED.c.seq)).where(*old).group_by(_FEED.c.bucket)
    ).all():
        this = (_BUCKET.c.jurisdiction == city, _BUCKET.c.bucket == bucket)
        connection.execute(update(_BUCKET).where(*this).values(floor_seq=floor))
    connection.execute(delete(_MARK).where(_MARK.c.jurisdiction == city, _MARK.c.head < head))
    return connection.execute(delete(_FEED).where(*old)).rowcount
