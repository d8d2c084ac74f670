"""Pages for everybody, rendered here so that they need no script: in the reader's language, small on a bad line.

They are the same for everybody who asks in the same language, so that packing them gives nothing away.
"""

import gzip
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from litestar import Request, Response

from backend.requests.languages import chosen
from backend.requests.page_words import OTHER, PAGE_WORDS

AnyRequest = Request[Any, Any, Any]
_FOLDER = Path(__file__).parent / "public"
_TEMPLATES = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True)
STYLE = (_FOLDER / "page.css").read_bytes()
STYLE_ADDRESS = f"/r/page.css?{hashlib.sha256(STYLE).hexdigest()[:8]}"
"""Changes with the style: what a phone has once, it never asks for again."""


def locale_of(request: AnyRequest) -> str:
    """The language that the address or the browser asks for."""
    return chosen(request.query_params.get("lang", ""), request.headers.get("accept-language", ""))


def page(request: AnyRequest, template: str, site: str, shown: dict[str, Any], status: int = 200) -> Response[bytes]:
    """The template in the reader's language. `own` is the page's address without a query."""
    locale = locale_of(request)
    asked = f"?lang={locale}" if request.query_params.get("lang") == locale else ""
    also = {"locale": locale, "other": OTHER[locale], "say": PAGE_WORDS[locale], "style": STYLE_ADDRESS}
    body = _TEMPLATES.get_template(template).render(**also, site=site, lang=asked, **shown)
    return answer(request, body.encode(), "text/html", "no-cache", status, {"Content-Language": locale})


def answer(
    request: AnyRequest,
    body: bytes,
    media_type: str,
    cache: str,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response[bytes]:
    """The body with its ETag, packed where the browser takes that; 304 where it has it already.

    No Last-Modified: what was erased changes no date, and a reader that asks by date alone would show it on.
    """
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    also = {"ETag": etag, "Cache-Control": cache, "Vary": "Accept-Language, Accept-Encoding"} | (headers or {})
    if status == 200 and etag in request.headers.get("if-none-match", ""):
        return Response(b"", status_code=304, headers=also)
    if "gzip" in request.headers.get("accept-encoding", "") and len(body) > 500:
        also["Content-Encoding"] = "gzip"
        body = gzip.compress(body, 9, mtime=0)
    return Response(body, media_type=media_type, status_code=status, headers=also)
