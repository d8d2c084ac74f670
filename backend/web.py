"""The built front end: every file in memory with its gzip and its ETag, and index.html for the app's own addresses.

A dictionary look-up cannot be walked out of, and nothing is compressed twice.
"""

import gzip
import hashlib
import mimetypes
from pathlib import Path
from typing import Any

from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.response import Redirect
from msgspec import Struct

from backend.errors import Problem

_NOT_BUILT = b"<!doctype html><title>Curbline</title><p>The front end is not built yet. Run infra/bin/run."
_PLAIN = {".png", ".webp", ".jpg", ".woff2"}
_FOREVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"
_MAX_SHARED_BYTES = 128 * 1024 * 1024

mimetypes.add_type("application/manifest+json", ".webmanifest")
mimetypes.add_type("text/javascript", ".mjs")


class StaticFile(Struct, frozen=True):
    """One file of the build. `zipped` is None where it would not pay."""

    body: bytes
    zipped: bytes | None
    media_type: str
    etag: str
    cache: str


def routes(folder: Path) -> list[HTTPRouteHandler]:
    """The handlers of the front end; addresses without a file extension open the app."""
    files = read_build(folder)
    index = files.get("index.html") or _static(Path("index.html"), _NOT_BUILT, _ASK_FIRST)

    # The router does not look back: what begins like a route of the server's is named too.
    @get(["/", "/{path:path}", "/desk", "/desk/{path:path}"], include_in_schema=False)
    async def front_end(request: Request[Any, Any, Any]) -> Response[bytes]:
        name = request.url.path.strip("/")
        found = files.get(name) or (index if "." not in name.rsplit("/", 1)[-1] else None)
        if found is None:
            raise Problem("not_found", "There is no such page.")
        return _answer(found, request.headers.get("if-none-match"), request.headers.get("accept-encoding", ""))

    return [front_end, share]


@post("/share", include_in_schema=False, status_code=303, request_max_body_size=_MAX_SHARED_BYTES)
async def share(request: Request[Any, Any, Any]) -> Redirect:
    """Photos shared with an app that has no service worker yet, who takes them on the phone: the person chooses them
    anew. They are read to the end, or the browser would show a broken connection, and kept nowhere."""
    async for _ in request.stream():
        pass
    return Redirect("/report", status_code=303)


def read_build(folder: Path) -> dict[str, StaticFile]:
    """Path below the folder -> file. Files in assets/ carry a hash in their name and never change; a hidden folder is
    the build's own."""
    names = [path for path in sorted(folder.glob("[!.]*/**/*")) + sorted(folder.glob("[!.]*")) if path.is_file()]
    return {
        (name := path.relative_to(folder).as_posix()): _static(
            path, path.read_bytes(), _FOREVER if name.startswith("assets/") else _ASK_FIRST
        )
        for path in names
    }


def _static(path: Path, body: bytes, cache: str) -> StaticFile:
    zipped = gzip.compress(body, 9, mtime=0) if path.suffix not in _PLAIN and len(body) > 500 else None
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    return StaticFile(body, zipped, media_type, etag, cache)


def _answer(file: StaticFile, known: str | None, accepts: str) -> Response[bytes]:
    headers = {"ETag": file.etag, "Cache-Control": file.cache, "Vary": "Accept-Encoding"}
    if known is not None and file.etag in known:
        return Response(b"", status_code=304, headers=headers)
    if file.zipped is not None and "gzip" in accepts:
        return Response(file.zipped, headers=headers | {"Content-Encoding": "gzip"}, media_type=file.media_type)
    return Response(file.body, headers=headers, media_type=file.media_type)
