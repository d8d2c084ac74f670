"""Taking photos back: the rows go with the unit, the bytes once it is on disk."""

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import Connection, and_, delete, or_, select

from backend.attachments.rules import Thing
from backend.attachments.store import Store
from backend.attachments.tables import Attachment, AttachmentLink, Upload
from backend.db.rows import table

_ATTACHMENT = table(Attachment)
_LINK = table(AttachmentLink)
_UPLOAD = table(Upload)


class Erased(Struct):
    """What lost photos, and the files that nothing names any more."""

    things: set[Thing]
    photos: set[str]
    uploads: set[str]

    def discard(self, store: Store) -> None:
        """Delete the bytes."""
        for sha256 in self.photos:
            store.remove(sha256)
        for upload_id in self.uploads:
            store.discard(upload_id)


def erase(connection: Connection, devices: Sequence[str], things: Sequence[Thing]) -> Erased:
    """Erase the photos that these devices promised for these things, wherever else they are shown; no other photo is
    shown with these things any more.
    """
    of_these = or_(*(and_(_LINK.c.kind == kind, _LINK.c.id == id) for kind, id in things))
    linked = select(_LINK.c.attachment_id).where(of_these)
    mine = select(_ATTACHMENT).where(_ATTACHMENT.c.id.in_(linked), _ATTACHMENT.c.device_id.in_(devices))
    rows = connection.execute(mine.order_by(_ATTACHMENT.c.id).with_for_update()).mappings().all()
    ids = [row["id"] for row in rows]
    shown = connection.execute(select(_LINK.c.kind, _LINK.c.id).where(_LINK.c.attachment_id.in_(ids)))
    erased = Erased({(kind, id) for kind, id in shown} - set(things), set(), set())
    uploads = select(_UPLOAD.c.id).where(_UPLOAD.c.attachment_id.in_(ids))
    erased.uploads = set(connection.execute(uploads).scalars())
    connection.execute(delete(_LINK).where(or_(of_these, _LINK.c.attachment_id.in_(ids))))
    connection.execute(delete(_UPLOAD).where(_UPLOAD.c.attachment_id.in_(ids)))
    connection.execute(delete(_ATTACHMENT).where(_ATTACHMENT.c.id.in_(ids)))
    files = {row[name] for row in rows for name in ("large_sha256", "small_sha256") if row[name]}
    for column in (_ATTACHMENT.c.large_sha256, _ATTACHMENT.c.small_sha256):
        files -= set(connection.execute(select(column).where(column.in_(files))).scalars())
    erased.photos = files
    return erased
