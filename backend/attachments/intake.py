"""The rows of uploads: which promise an upload keeps, and what became of it. Everything is part of a unit."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Row, delete, insert, select, update

from backend.attachments.rules import UPLOAD_DAYS, Thing
from backend.attachments.service import parents
from backend.attachments.tables import Attachment, Upload
from backend.db.rows import table
from backend.errors import Problem
from backend.people.rules import Actor
from backend.people.service import new_id
from sync.protocol import lifecycle
from sync.protocol.messages import MAX_PHOTO_BYTES

_ATTACHMENT = table(Attachment)
_UPLOAD = table(Upload)

OnStored = Callable[[Connection, str, list[Thing]], None]
"""Told as the last thing of a unit that (jurisdiction, things) have a photo which changed; ends in commit_changes."""


class Arrival(Struct, frozen=True):
    """An upload under way, with what was promised of its bytes."""

    upload_id: str
    attachment_id: str
    size_bytes: int
    sha256: str
    state: str
    expires_at: datetime


class Kept(Struct, frozen=True):
    """Where the photos made of an upload lie, the size of the large one in pixels, and what they look like."""

    large_sha256: str
    small_sha256: str
    width: int
    height: int
    likeness: int | None


_ARRIVAL = select(
    _UPLOAD.c.id,
    _ATTACHMENT.c.id,
    _ATTACHMENT.c.size_bytes,
    _ATTACHMENT.c.sha256,
    _ATTACHMENT.c.state,
    _UPLOAD.c.expires_at,
).join(_ATTACHMENT, _ATTACHMENT.c.id == _UPLOAD.c.attachment_id)


def find_upload(connection: Connection, actor: Actor, upload_id: str, now: datetime) -> Arrival:
    """The upload, if this device began it. Raises `not_found`, or `upload_gone` once it has expired."""
    row = connection.execute(_ARRIVAL.where(_UPLOAD.c.id == upload_id, _UPLOAD.c.device_id == actor.device_id)).first()
    if row is None:
        raise Problem("not_found", "There is no such upload.")
    arrival = Arrival(*row)
    if arrival.expires_at <= now:
        raise Problem("upload_gone", "This upload waited too long. Begin it anew.")
    return arrival


def create_upload(
    connection: Connection, actor: Actor, attachment_id: str, size_bytes: int, now: datetime, on_stored: OnStored
) -> Arrival | None:
    """A place for the bytes of an attachment this device promised; None when the server has them already.

    An unfinished upload is given back, for its bytes are good: the promise fixed what they are.
    Raises `not_found`, `bad_value` for another size than promised, `too_big`.
    """
    promised = connection.execute(
        select(_ATTACHMENT).where(_ATTACHMENT.c.id == attachment_id, _ATTACHMENT.c.device_id == actor.device_id)
    ).first()
    if promised is None:
        raise Problem("not_found", "This device promised no such attachment.")
    if size_bytes > MAX_PHOTO_BYTES:
        raise Problem("too_big", "A photo may have 12 MB.", max_bytes=MAX_PHOTO_BYTES)
    if size_bytes != promised.size_bytes:
        raise Problem("bad_value", "The attachment was promised with another size.")
    if promised.state == "stored":
        return None
    if (kept := _same_content(connection, promised)) is not None:
        settle(connection, attachment_id, kept, now, on_stored)
        return None
    under_way = _ARRIVAL.where(
        _UPLOAD.c.attachment_id == attachment_id, _UPLOAD.c.device_id == actor.device_id, _UPLOAD.c.expires_at > now
    )
    if (row := connection.execute(under_way).first()) is not None:
        return Arrival(*row)
    return _begin(connection, actor, promised, now)


def settle(connection: Connection, attachment_id: str, kept: Kept | None, now: datetime, on_stored: OnStored) -> None:
    """All bytes came: the attachment is `stored`, or `bad` (then its upload is forgotten and may be begun anew)."""
    this = _ATTACHMENT.c.id == attachment_id
    facts_now = select(_ATTACHMENT.c.state, _ATTACHMENT.c.jurisdiction).where(this)
    state, jurisdiction = connection.execute(facts_now.with_for_update()).one()  # whoever links it now waits
    then = "stored" if kept else "bad"
    if not lifecycle.can("attachment", state, then):
        return
    if kept is None:
        connection.execute(update(_ATTACHMENT).where(this).values(state=then))
        connection.execute(delete(_UPLOAD).where(_UPLOAD.c.attachment_id == attachment_id))
    else:
        facts = msgspec.structs.asdict(kept)
        connection.execute(update(_ATTACHMENT).where(this).values(state=then, stored_at=now, **facts))
    on_stored(connection, jurisdiction, parents(connection, attachment_id))


def forget_uploads(connection: Connection, upload_ids: Sequence[str]) -> None:
    """Drop the rows of these uploads; their files are the store's to delete, afterwards."""
    connection.execute(delete(_UPLOAD).where(_UPLOAD.c.id.in_(upload_ids)))


def expired_uploads(connection: Connection, now: datetime) -> list[str]:
    """Uploads whose time is over."""
    return list(connection.execute(select(_UPLOAD.c.id).where(_UPLOAD.c.expires_at <= now)).scalars())


def live_uploads(connection: Connection) -> set[str]:
    """Every upload there is a row of."""
    return set(connection.execute(select(_UPLOAD.c.id)).scalars())


def kept_photos(connection: Connection) -> set[str]:
    """The SHA-256 of every photo that some attachment is served as."""
    rows = connection.execute(
        select(_ATTACHMENT.c.large_sha256, _ATTACHMENT.c.small_sha256).where(_ATTACHMENT.c.large_sha256.is_not(None))
    )
    return {sha256 for row in rows for sha256 in row}


def _same_content(connection: Connection, promised: Row[Any]) -> Kept | None:
    """What the same bytes became when this device sent them under another id."""
    row = connection.execute(
        select(*(_ATTACHMENT.c[name] for name in Kept.__struct_fields__)).where(
            _ATTACHMENT.c.sha256 == promised.sha256,
            _ATTACHMENT.c.size_bytes == promised.size_bytes,
            _ATTACHMENT.c.device_id == promised.device_id,
            _ATTACHMENT.c.jurisdiction == promised.jurisdiction,
            _ATTACHMENT.c.state == "stored",
        )
    ).first()
    return Kept(*row) if row else None


def _begin(connection: Connection, actor: Actor, promised: Row[Any], now: datetime) -> Arrival:
    upload_id = new_id()
    connection.execute(
        insert(_UPLOAD).values(
            id=upload_id,
            jurisdiction=promised.jurisdiction,
            attachment_id=promised.id,
            device_id=actor.device_id,
            size_bytes=promised.size_bytes,
            expires_at=now + timedelta(days=UPLOAD_DAYS),
        )
    )
    return find_upload(connection, actor, upload_id, now)
