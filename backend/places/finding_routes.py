"""Finding a place over HTTP: by words, by a point, and the packs that phones carry.

What people type and where they stand is answered and forgotten: no table has it, and `WithoutQuery` keeps it out of
the log.
"""

import logging
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
from backend.places import around, finding, pack
from backend.places.gazetteer import Here
from backend.places.packs import Packs
from backend.places.routing import is_point
from backend.rates import Rates
from backend.settings import Settings
from sync.protocol.messages import SearchReply

_LONGEST = 200
_A_WHILE = {"Cache-Control": "private, max-age=60"}
_FOR_ONE = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept-Encoding"}
_FOR_ALL = {"Cache-Control": "public, max-age=3600", "Vary": "Accept-Encoding"}


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
    crews, squares = Packs(database), Packs(database)  # nobody waits for a crew's districts behind strangers

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
    async def carried(
        request: Request[Any, Any, Any],
        lat: FromQuery[float | None] = None,
        lon: FromQuery[float | None] = None,
    ) -> Response[bytes]:
        authorization, now = request.headers.get("authorization"), clock()
        if lat is not None or lon is not None:
            at = around.square(_point(lat, lon))
            rates.take(f"pack {at.lat} {at.lon}", now)  # nobody signs: who asks much is slowed where they ask
            return await squares.answer(
                request,
                _FOR_ALL,
                lambda connection: around.edition(connection, here, at),
                lambda connection: around.pack_around(connection, here, at),
            )

        rates.take(authorization or "", now)

        def crew_of(connection: Connection) -> str:
            actor = identify(connection, authorization, now, here)
            if actor.crew_id is None:
                raise Problem("not_allowed", "Only a crew carries its districts. Anybody may ask with lat and lon.")
            return actor.crew_id

        return await crews.answer(
            request,
            _FOR_ONE,
            lambda connection: pack.edition(connection, here, crew_of(connection)),
            lambda connection: pack.pack(connection, here, crew_of(connection)),
        )

    return [search, near, carried]


def _point(lat: float | None, lon: float | None) -> Here:
    if lat is None or lon is None or not is_point(lat, lon):
        raise Problem("malformed", "lat and lon are a point in degrees (WGS 84).")
    return Here(lat, lon)


def _answer(reply: Any) -> Response[Any]:
    return Response(msgspec.json.encode(reply), media_type="application/json", headers=_A_WHILE)
