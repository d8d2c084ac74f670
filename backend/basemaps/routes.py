"""HTTP: which maps are for who is signed in, and their bytes, whole or in parts."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from litestar import HttpMethod, Request, Response, get, route
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Stream

from backend.basemaps.kept import Kept
from backend.basemaps.ranges import Unsatisfiable, part_of
from backend.basemaps.service import basemaps_for
from backend.basemaps.wire import BasemapsReply
from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.people.rules import Actor
from backend.people.service import identify
from backend.settings import Settings

_MEDIA_TYPE = "application/vnd.pmtiles"
_FOREVER = "private, max-age=31536000, immutable"
_AT_ONCE = 1 << 18


def routes(database: Database, settings: Settings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of /basemaps. A city's whole map is no secret, but sending it costs: staff only."""

    async def staff(request: Request[Any, Any, Any]) -> Actor:
        header, now = request.headers.get("authorization"), clock()
        actor = await database.read(lambda c: identify(c, header, now, settings.jurisdiction))
        if not actor.is_staff:
            raise Problem("not_allowed", "Maps are for those who signed in.")
        return actor

    @get("/basemaps")
    async def offered(request: Request[Any, Any, Any]) -> Response[BasemapsReply]:
        actor = await staff(request)
        kept = Kept(settings.data_dir, actor.jurisdiction)
        found = await database.read(lambda c: basemaps_for(c, kept, actor))
        return Response(BasemapsReply(found), headers={"Cache-Control": "private, no-cache", "Vary": "Authorization"})

    @route("/basemaps/{name:str}", http_method=[HttpMethod.GET, HttpMethod.HEAD])
    async def archive(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[Any]:
        kept = Kept(settings.data_dir, (await staff(request)).jurisdiction)
        found = kept.get(name.removesuffix(".pmtiles")) if name.endswith(".pmtiles") else None
        if found is None:
            raise Problem("not_found", "There is no such map any more.")
        return _answer(request, kept.path(found.sha256), found.sha256, found.size_bytes)

    return [offered, archive]


def _answer(request: Request[Any, Any, Any], path: Path, sha256: str, size: int) -> Response[Any]:
    etag = f'"{sha256}"'
    headers = {"ETag": etag, "Cache-Control": _FOREVER, "Vary": "Authorization", "Accept-Ranges": "bytes"}
    if etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=headers)
    try:
        part = part_of(size, request.headers.get("range"), request.headers.get("if-range"), etag)
    except Unsatisfiable:
        return Response(b"", status_code=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    first, end = part or (0, size)
    headers["Content-Length"] = str(end - first)
    if part:
        headers["Content-Range"] = f"bytes {first}-{end - 1}/{size}"
    status = 206 if part else 200
    if request.method == "HEAD":
        return Response(b"", status_code=status, headers=headers, media_type=_MEDIA_TYPE)
    return Stream(_bytes_of(path, first, end), status_code=status, headers=headers, media_type=_MEDIA_TYPE)


async def _bytes_of(path: Path, first: int, end: int) -> AsyncIterator[bytes]:
    """The bytes, a little at a time: a slow phone holds no more of the server's memory than that."""
    file = await asyncio.to_thread(path.open, "rb")
    try:
        await asyncio.to_thread(file.seek, first)
        while first < end:
            some = await asyncio.to_thread(file.read, min(_AT_ONCE, end - first))
            if not some:
                return
            first += len(some)
            yield some
    finally:
        file.close()
