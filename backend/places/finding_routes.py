"""Finding a place over HTTP: by words, by a point, and the pack that a crew carries.

What people type and where they stand is answered and forgotten: no table has it, and `WithoutQuery` keeps it out of
the log.
"""

import asyncio
import gzip
import logging
from collections import OrderedDict
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.people.service import identify
from backend.places import finding, pack
from backend.places.gazetteer import Here
from backend.places.routing import is_point
from backend.rates import Rates
from backend.settings import Settings
from sync.protocol.messages import SearchReply

_LONGEST = 200
_A_WHILE = {"Cache-Control": "private, max-age=60"}
_PACKS = 16


class WithoutQuery(logging.Filter):
    """Takes the query off the addresses in a web server's log of requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let the line pass, without what stands behind the question mark."""
        if isinstance(record.args, tuple):
            record.args = tuple(_path(one) if isinstance(one, str) else one for one in record.args)
        return True


def _path(said: str) -> str:
    return said.partition("?")[0] if said.startswith("/") else said


def routes(database: Database, settings: Settings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of finding a place."""
    rates = Rates(settings.exchanges_per_s)
    here = settings.jurisdiction
    packs: OrderedDict[str, bytes] = OrderedDict()

    @get("/places/search")
    async def search(
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        lat: FromQuery[float | None] = None,
        lon: FromQuery[float | None] = None,
    ) -> Response[Any]:
        rates.take(request.headers.get("authorization", ""), clock())
        words = q.strip()
        if not words or len(words) > _LONGEST:
            raise Problem("malformed", f"q holds the words to search for, at most {_LONGEST} characters.")
        at = None if lat is None and lon is None else _point(lat, lon)
        found = await database.read(lambda connection: finding.search(connection, here, words, at))
        return _answer(SearchReply(found))

    @get("/places/near")
    async def near(
        request: Request[Any, Any, Any],
        lat: FromQuery[float | None] = None,
        lon: FromQuery[float | None] = None,
        kind: FromQuery[str] = "",
    ) -> Response[Any]:
        rates.take(request.headers.get("authorization", ""), clock())
        at = _point(lat, lon)
        return _answer(await database.read(lambda connection: finding.near(connection, here, at, kind or None)))

    @get("/places/pack")
    async def carried(request: Request[Any, Any, Any]) -> Response[bytes]:
        authorization, now = request.headers.get("authorization"), clock()
        rates.take(authorization or "", now)

        def wanted(connection: Connection) -> tuple[str, str, str]:
            actor = identify(connection, authorization, now, here)
            if actor.crew_id is None:
                raise Problem("not_allowed", "Only a crew carries the addresses of its districts.")
            return actor.jurisdiction, actor.crew_id, pack.edition(connection, actor.jurisdiction, actor.crew_id)

        city, crew_id, edition = await database.read(wanted)
        headers = {
            "ETag": f'"{edition}"',
            "Cache-Control": "private, no-cache",
            "Vary": "Authorization, Accept-Encoding",
        }
        if f'"{edition}"' in request.headers.get("if-none-match", ""):
            return Response(b"", status_code=304, headers=headers)
        body = packs.get(edition)
        if body is None:
            made = await database.read(lambda connection: pack.pack(connection, city, crew_id))
            body = packs[made.edition] = await asyncio.to_thread(_zipped, made)
            if len(packs) > _PACKS:
                packs.popitem(last=False)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(gzip.decompress(body), headers=headers, media_type="application/json")
        return Response(body, headers=headers | {"Content-Encoding": "gzip"}, media_type="application/json")

    return [search, near, carried]


def _point(lat: float | None, lon: float | None) -> Here:
    if lat is None or lon is None or not is_point(lat, lon):
        raise Problem("malformed", "lat and lon are a point in degrees (WGS 84).")
    return Here(lat, lon)


def _answer(reply: Any) -> Response[Any]:
    return Response(msgspec.json.encode(reply), media_type="application/json", headers=_A_WHILE)


def _zipped(reply: Any) -> bytes:
    return gzip.compress(msgspec.json.encode(reply), 6, mtime=0)
