"""HTTP for photos: tus 1.0.0 at /files (protocol 2.10), and the safe pictures at /attachments."""

import asyncio
from collections.abc import AsyncIterator
from email.utils import format_datetime
from typing import Any
from uuid import UUID

from litestar import HttpMethod, Request, Response, Router, delete, get, head, patch, post, route
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.exceptions import InternalServerException
from litestar.params import FromPath

from backend.attachments import rules, service
from backend.attachments.intake import OnStored
from backend.attachments.store import Store
from backend.attachments.tus_headers import TusHeaders, require_version
from backend.attachments.uploads import Progress, Uploads
from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.people.rules import Actor
from backend.people.service import identify
from backend.settings import Settings
from sync.protocol.messages import MAX_PHOTO_BYTES

AnyRequest = Request[Any, Any, State]
_DAY_S = 86400


def routes(database: Database, store: Store, settings: Settings, clock: Clock, on_stored: OnStored) -> list[Router]:
    """The handlers of /files and /attachments."""
    uploads = Uploads(database, store, clock, on_stored)

    async def provide_actor(request: AnyRequest) -> Actor:
        header = request.headers.get("authorization")
        return await database.read(lambda c: identify(c, header, clock(), settings.jurisdiction))

    async def provide_sender(request: AnyRequest) -> Actor:
        header = request.headers.get("authorization")
        return await database.read(lambda c: identify(c, header, clock(), settings.jurisdiction, may_leave=True))

    given = {
        "actor": Provide(provide_actor),
        "uploads": Provide(lambda: uploads, sync_to_thread=False),
        "database": Provide(lambda: database, sync_to_thread=False),
        "store": Provide(lambda: store, sync_to_thread=False),
    }
    return [
        Router(
            "/files",
            route_handlers=[tell_capabilities, create_upload, tell_offset, append_bytes, discard_upload],
            dependencies=given | {"actor": Provide(provide_sender)},
            before_request=require_version,
            middleware=[TusHeaders()],
            request_max_body_size=None,
        ),
        Router("/attachments", route_handlers=[read_photo], dependencies=given),
    ]


@route("/", http_method=[HttpMethod.OPTIONS], status_code=204)
async def tell_capabilities() -> Response[None]:
    """What of tus this server speaks."""
    headers = {"Tus-Version": rules.TUS_VERSION, "Tus-Extension": rules.TUS_EXTENSIONS}
    headers |= {"Tus-Checksum-Algorithm": ",".join(rules.CHECKSUMS), "Tus-Max-Size": str(MAX_PHOTO_BYTES)}
    return Response(None, headers=headers)


@post("/")
async def create_upload(
    request: AnyRequest, actor: NamedDependency[Actor], uploads: NamedDependency[Uploads]
) -> Response[None]:
    """Begin, or find again, the upload of an attachment this device promised; 200 when it is stored already."""
    attachment_id = rules.metadata(request.headers.get("upload-metadata")).get("attachment", "")
    size_bytes = _number(request, "Upload-Length")
    progress = await uploads.create(actor, attachment_id, size_bytes)
    if progress.upload_id is None:
        return Response(None, status_code=200, headers=_facts(progress))
    if request.headers.get("content-type") == rules.OFFSET_TYPE and progress.offset_bytes == 0:
        progress = await _append(request, actor, uploads, progress.upload_id, 0)
    return Response(None, headers=_facts(progress) | {"Location": f"/files/{progress.upload_id}"})


@head("/{upload_id:uuid}")
async def tell_offset(
    upload_id: FromPath[UUID], actor: NamedDependency[Actor], uploads: NamedDependency[Uploads]
) -> Response[None]:
    """From where to continue."""
    progress = await uploads.find(actor, str(upload_id))
    return Response(None, headers=_facts(progress) | {"Cache-Control": "no-store"})


@patch("/{upload_id:uuid}", status_code=204)
async def append_bytes(
    request: AnyRequest, upload_id: FromPath[UUID], actor: NamedDependency[Actor], uploads: NamedDependency[Uploads]
) -> Response[None]:
    """Bytes from Upload-Offset on. After the last one the photo is stored, or `bad` as the feed says."""
    if request.headers.get("content-type") != rules.OFFSET_TYPE:
        raise Problem("wrong_type", f"The body must be {rules.OFFSET_TYPE}.")
    offset = _number(request, "Upload-Offset")
    progress = await _append(request, actor, uploads, str(upload_id), offset)
    return Response(None, headers=_facts(progress))


@delete("/{upload_id:uuid}", status_code=204)
async def discard_upload(
    upload_id: FromPath[UUID], actor: NamedDependency[Actor], uploads: NamedDependency[Uploads]
) -> Response[None]:
    """Give up an upload; its attachment stays expected."""
    await uploads.discard(actor, str(upload_id))
    return Response(None)


@get("/{attachment_id:uuid}/{size:str}")
async def read_photo(
    request: AnyRequest,
    attachment_id: FromPath[UUID],
    size: FromPath[str],
    actor: NamedDependency[Actor],
    database: NamedDependency[Database],
    store: NamedDependency[Store],
) -> Response[bytes]:
    """The photo as a JPEG, `large` or `small`, for whoever may hold a thing it belongs to."""
    row = await database.read(lambda c: service.readable(c, actor, str(attachment_id)))
    sha256 = row[f"{size}_sha256"] if size in ("large", "small") else None
    if sha256 is None:
        raise Problem("not_found", "There is no such photo.")
    headers = {
        "ETag": f'"{sha256}"',
        "Cache-Control": f"private, max-age={_DAY_S}, immutable",
        "Content-Disposition": "inline",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(b"", status_code=304, headers=headers)
    data = await asyncio.to_thread(store.path(sha256).read_bytes)
    return Response(data, media_type="image/jpeg", headers=headers)


async def _append(request: AnyRequest, actor: Actor, uploads: Uploads, upload_id: str, offset: int) -> Progress:
    checksum, given = None, request.headers.get("upload-checksum")
    if given is not None and (checksum := rules.checksum(given)) is None:
        raise Problem("malformed", f"Upload-Checksum must be in {' or '.join(rules.CHECKSUMS)}.")
    return await uploads.append(actor, upload_id, offset, request.content_length, _body(request), checksum)


def _facts(progress: Progress) -> dict[str, str]:
    facts = {"Upload-Offset": str(progress.offset_bytes), "Upload-Length": str(progress.size_bytes)}
    if progress.expires_at is not None:
        facts["Upload-Expires"] = format_datetime(progress.expires_at, usegmt=True)
    return facts


def _number(request: AnyRequest, header: str) -> int:
    value = rules.number(request.headers.get(header.lower()))
    if value is None:
        raise Problem("malformed", f"{header} must be a count of bytes.")
    return value


async def _body(request: AnyRequest) -> AsyncIterator[bytes]:
    """The body as it comes; a cut connection just ends it, for what came is kept."""
    try:
        async for chunk in request.stream():
            yield chunk
    except InternalServerException:
        return
