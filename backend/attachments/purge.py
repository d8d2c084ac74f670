"""Clearing up: uploads nobody finished, and files that no row names because a server died between two steps."""

from datetime import datetime, timedelta

from backend.attachments import intake
from backend.attachments.store import Store
from backend.db.session import Database

_ORPHAN_DAYS = 1
"""Far longer than it takes from writing a photo's file to writing its row."""


def purge_expired(database: Database, store: Store, now: datetime) -> int:
    """Delete uploads whose time is over, files no upload owns and photos no attachment is served as; how many files.

    Blocking; run it now and then in a thread.
    """
    files = store.upload_ids()  # before the rows: a file seen here that has a row had it by then
    expired = database.read_now(lambda c: intake.expired_uploads(c, now))
    if expired:
        database.write_now(lambda c: intake.forget_uploads(c, expired))
    live = database.read_now(intake.live_uploads)
    gone = [upload_id for upload_id in files if upload_id not in live]
    for upload_id in gone:
        store.discard(upload_id)
    kept = database.read_now(intake.kept_photos)
    return len(gone) + store.sweep(now - timedelta(days=_ORPHAN_DAYS), kept.__contains__)
