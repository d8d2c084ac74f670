"""What other domains may ask of photos: promise them, link them, name them, tell who may read one.

Bytes never pass here; they arrive by uploads.py and are served by routes.py.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Connection, and_, bindparam, delete, exists, or_, select, true, update

from backend.attachments import erasing
from backend.attachments.rules import Thing
from backend.attachments.tables import Attachment, AttachmentLink
from backend.db.prepared import Prepared, among
from backend.db.rows import add, table
from backend.db.tables import SyncFeed
from backend.errors import Problem
from backend.people.rules import Actor
from backend.places import service as places
from sync.decide.buckets import closed_by
from sync.protocol import lifecycle
from sync.protocol.messages import PhotoDoc

_ATTACHMENT = table(Attachment)
_LINK = table(AttachmentLink)
_FEED = table(SyncFeed)

_PHOTOS = Prepared(
    select(
        _LINK.c.id, *(_ATTACHMENT.c[name].label(f"photo_{name}") for name in ("id", "role", "state", "width", "height"))
    )
    .join(_ATTACHMENT, _ATTACHMENT.c.id == _LINK.c.attachment_id)
    .where(_LINK.c.kind == bindparam("kind"), among(_LINK.c.id, "ids"))
    .order_by(_ATTACHMENT.c.promised_at, _ATTACHMENT.c.id)
)
_SEEN = Prepared(
    select(_LINK.c.id, _ATTACHMENT.c.id.label("photo_id"), _ATTACHMENT.c.small_sha256, _ATTACHMENT.c.likeness)
    .join(_ATTACHMENT, _ATTACHMENT.c.id == _LINK.c.attachment_id)
    .where(_LINK.c.kind == "request", among(_LINK.c.id, "ids"))
    .where(_ATTACHMENT.c.role == "report", _ATTACHMENT.c.state == "stored")
    .order_by(_ATTACHMENT.c.promised_at, _ATTACHMENT.c.id)
)
_KNOWN = Prepared(
    select(*(_ATTACHMENT.c[name] for name in ("id", "jurisdiction", "device_id", "sha256", "size_bytes")))
    .where(among(_ATTACHMENT.c.id, "ids"))
    .order_by(_ATTACHMENT.c.id)
    .with_for_update(read=True, key_share=True)  # `settle` waits, or we wait for it
)

Erased = erasing.Erased
erase = erasing.erase


class Promise(Struct, frozen=True):
    """An attachment named by hash before its bytes arrive, and the things it belongs to."""

    id: str
    sha256: str
    size_bytes: int
    mime: str
    role: str
    device_id: str
    links: list[Thing]
    crew_id: str | None = None
    """Whose closing it belongs to."""


def promise(connection: Connection, jurisdiction: str, promises: Sequence[Promise], now: datetime) -> list[str]:
    """Expect these attachments. Repeats are harmless; the ids that already name other content, or come from
    another device, are given back and nothing is written for them.
    """
    if not promises:
        return []
    known = _known(connection, [one.id for one in promises])
    before = set(known)
    for one in promises:
        known.setdefault(one.id, _content(jurisdiction, one))
    kept = [one for one in promises if known[one.id] == _content(jurisdiction, one)]
    start = lifecycle.start("attachment")
    crews = {one.id: one.crew_id for one in kept if one.crew_id}
    add(connection, _ATTACHMENT, [_row(jurisdiction, one, start, now, crews.get(one.id)) for one in kept])
    _claim(connection, {id: crew_id for id, crew_id in crews.items() if id in before})
    _insert_links(connection, [(one.id, thing) for one in kept for thing in one.links])
    return sorted({one.id for one in promises if known[one.id] != _content(jurisdiction, one)})


def promised(
    connection: Connection, jurisdiction: str, device_id: str, ids: Sequence[str]
) -> dict[str, tuple[str, int] | None]:
    """Which of the ids are attachments already: their (sha256, size), or None when they are another device's."""
    return {
        id: content[2:] if content[:2] == (jurisdiction, device_id) else None
        for id, content in _known(connection, ids).items()
    }


def link(connection: Connection, kind: str, id: str, attachment_ids: Sequence[str]) -> None:
    """Let the thing have these attachments too; whoever may read the thing may then read them."""
    _insert_links(connection, [(attachment_id, (kind, id)) for attachment_id in attachment_ids])


def unlink(connection: Connection, thing: Thing, attachment_ids: Sequence[str]) -> None:
    """The thing has these attachments no longer: whoever may read it alone may not read them."""
    kind, id = thing
    these = (_LINK.c.kind == kind, _LINK.c.id == id, _LINK.c.attachment_id.in_(attachment_ids))
    connection.execute(delete(_LINK).where(*these))


def carry(connection: Connection, from_thing: Thing, to_thing: Thing) -> None:
    """Let the second thing have every photo of the first too."""
    kind, id = from_thing
    link(connection, *to_thing, [photo.id for photo in photos_of(connection, kind, [id]).get(id, [])])


def photos_of(connection: Connection, kind: str, ids: Sequence[str]) -> dict[str, list[PhotoDoc]]:
    """Thing id -> its photos, oldest promise first; a thing without photos is absent."""
    found: dict[str, list[PhotoDoc]] = {}
    for thing_id, id, role, state, width, height in _PHOTOS.rows(connection, kind=kind, ids=ids):
        found.setdefault(thing_id, []).append(PhotoDoc(id, role, state, width, height))
    return found


class Seen(Struct, frozen=True):
    """A stored photo that came with a report: its id, the file of the small one, and what it looks like."""

    id: str
    small_sha256: str
    likeness: int | None


def seen(connection: Connection, request_ids: Sequence[str]) -> dict[str, list[Seen]]:
    """Request id -> the stored photos of its report, in their order; without any it is absent."""
    found: dict[str, list[Seen]] = {}
    for request_id, *photo in _SEEN.rows(connection, ids=request_ids) if request_ids else ():
        found.setdefault(request_id, []).append(Seen(*photo))
    return found


def parents(connection: Connection, attachment_id: str) -> list[Thing]:
    """The things the attachment belongs to, as (kind, id)."""
    rows = connection.execute(
        select(_LINK.c.kind, _LINK.c.id)
        .where(_LINK.c.attachment_id == attachment_id)
        .order_by(_LINK.c.kind, _LINK.c.id)
    )
    return [(kind, id) for kind, id in rows]


def readable(connection: Connection, actor: Actor, attachment_id: str) -> dict[str, Any]:
    """The attachment's row, when the actor promised it or may hold a thing it belongs to; the desk, when anybody may,
    for its history reaches further back than what its devices hold.

    Raises `not_found` alike for what is not there and what is not theirs: nothing is readable by knowing an id.
    """
    statement = select(_ATTACHMENT).where(
        _ATTACHMENT.c.id == attachment_id,
        _ATTACHMENT.c.jurisdiction == actor.jurisdiction,
        or_(_ATTACHMENT.c.device_id == actor.device_id, *_held(connection, actor)),
    )
    row = connection.execute(statement).mappings().first()
    if row is None:
        raise Problem("not_found", "There is no such photo.")
    return dict(row)


def _held(connection: Connection, actor: Actor) -> list[ColumnElement[bool]]:
    """What of a photo's things lets the actor read it. Of a job that it only closed, its closings' photos alone do."""
    if actor.is_desk:
        return [_in_bucket(true(), actor)]
    closed = closed_by(actor.crew_id) if actor.crew_id is not None else None
    others = [one for one in places.readable_buckets(connection, actor) if one != closed]
    ways = [_in_bucket(_FEED.c.bucket.in_(others), actor)]
    if actor.crew_id is not None:
        ours = _ATTACHMENT.c.crew_id == actor.crew_id
        ways.append(and_(ours, _in_bucket(_FEED.c.bucket == closed, actor)))
    return ways


def _in_bucket(which: ColumnElement[bool], actor: Actor) -> ColumnElement[bool]:
    return exists().where(
        _LINK.c.attachment_id == _ATTACHMENT.c.id,
        _FEED.c.jurisdiction == actor.jurisdiction,
        _FEED.c.kind == _LINK.c.kind,
        _FEED.c.id == _LINK.c.id,
        _FEED.c.op == "put",
        which,
    )


_Content = tuple[str, str, str, int]


def _content(jurisdiction: str, one: Promise) -> _Content:
    return (jurisdiction, one.device_id, one.sha256, one.size_bytes)


def _known(connection: Connection, ids: Sequence[str]) -> dict[str, _Content]:
    return {id: (city, device, sha256, size) for id, city, device, sha256, size in _KNOWN.rows(connection, ids=ids)}


def _row(jurisdiction: str, one: Promise, state: str, now: datetime, crew_id: str | None) -> dict[str, Any]:
    return {
        "id": one.id,
        "jurisdiction": jurisdiction,
        "role": one.role,
        "sha256": one.sha256,
        "size_bytes": one.size_bytes,
        "mime": one.mime,
        "state": state,
        "device_id": one.device_id,
        "crew_id": crew_id,
        "promised_at": now,
    }


def _claim(connection: Connection, crews: Mapping[str, str]) -> None:
    """What was promised before, with an op that the desk held, belongs to a closing from now on."""
    for id, crew_id in sorted(crews.items()):
        free = (_ATTACHMENT.c.id == id, _ATTACHMENT.c.crew_id.is_(None))
        connection.execute(update(_ATTACHMENT).where(*free).values(crew_id=crew_id))


def _insert_links(connection: Connection, links: Sequence[tuple[str, Thing]]) -> None:
    rows = [{"attachment_id": attachment, "kind": kind, "id": id} for attachment, (kind, id) in links]
    add(connection, _LINK, rows)
