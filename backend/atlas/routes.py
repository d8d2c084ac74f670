"""HTTP for the desk's map and history: vector tiles, pages of requests, one request. For dispatchers and managers."""

import asyncio
import gzip
from collections.abc import Callable
from typing import Any, TypeVar

from litestar import Request, Response, get
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.atlas import service
from backend.atlas.chosen import read, today
from backend.atlas.grid import tile
from backend.atlas.keeping import Kept
from backend.atlas.listing import Ask, place_of
from backend.atlas.wire import OneRequest, RequestsReply
from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.people.rules import Actor
from backend.people.service import identify_desk
from backend.requests.service import Box
from backend.settings import Settings

AnyRequest = Request[Any, Any, Any]
_MVT = "application/vnd.mapbox-vector-tile"
_NO_STORE = {"Cache-Control": "no-store"}
_ASK_FIRST = {"Cache-Control": "private, no-cache", "Vary": "Authorization, Accept-Encoding"}
_WORTH_PACKING = 500
_AT_ONCE = 2
"""So many of the readers: phones have the others, also while the columns of a million requests are made."""
T = TypeVar("T")


def routes(database: Database, settings: Settings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of /tiles and /desk."""
    kept, gate = Kept(), asyncio.Semaphore(_AT_ONCE)

    async def look(unit: Callable[[Connection], T]) -> T:
        async with gate:
            return await database.read(unit)

    async def provide_desk(request: AnyRequest) -> Actor:
        header = request.headers.get("authorization")
        return await database.read(lambda c: identify_desk(c, header, clock(), settings.jurisdiction))

    desk = {"desk": Provide(provide_desk)}

    @get("/tiles/requests/{z:int}/{x:int}/{y:str}", dependencies=desk)
    async def requests_tile(
        request: AnyRequest, desk: NamedDependency[Actor], z: FromPath[int], x: FromPath[int], y: FromPath[str]
    ) -> Response[bytes]:
        """What is chosen of a tile `y`.mvt; `?show=heat` has smaller squares that only count."""
        given, known = request.query_params, request.headers.get("if-none-match", "")
        at, chosen, heat = tile(z, x, _row(y)), read(given), given.get("show") == "heat"
        day = today(clock())
        found = await look(lambda c: service.tile(c, kept, desk, at, chosen, day, known, heat=heat))
        return _packed(found, "gzip" in request.headers.get("accept-encoding", ""))

    @get("/desk/requests", dependencies=desk)
    async def requests_page(request: AnyRequest, desk: NamedDependency[Actor]) -> Response[RequestsReply]:
        """A page of what is chosen, within a `bbox`, by words (`q`) or all, the newest first."""
        given, day = request.query_params, today(clock())
        ask = Ask(read(given), _box(given.get("bbox", "")), given.get("q", "")[:200], _after(given.get("after", "")))
        reply = await look(lambda c: service.listed(c, kept, desk, ask, day))
        return Response(reply, headers=_NO_STORE)

    @get("/desk/requests/{spoken:str}", dependencies=desk)
    async def one_request(desk: NamedDependency[Actor], spoken: FromPath[str]) -> Response[OneRequest]:
        """One request and its job, whether or not a desk's device holds them still."""
        found = await database.read(lambda c: service.one(c, desk, spoken))
        return Response(found, headers=_NO_STORE)

    return [requests_tile, requests_page, one_request]


def _row(name: str) -> int:
    number, _, ending = name.partition(".")
    if ending != "mvt" or not (number.isascii() and number.isdigit() and len(number) < 9):
        raise Problem("not_found", "A tile is named like 12/1087/1610.mvt.")
    return int(number)


def _box(given: str) -> Box | None:
    if not given:
        return None
    try:
        west, south, east, north = (float(part) for part in given.split(","))
    except ValueError:
        west = south = east = north = 999.0
    if not (abs(west) <= 180 and abs(east) <= 180 and -90 <= south <= north <= 90):
        raise Problem("bad_value", "bbox must be west,south,east,north in degrees of WGS 84.")
    return Box(west, south, east, north)


def _after(given: str) -> tuple[int, str] | None:
    if given and place_of(given) is None:
        raise Problem("bad_value", "after must be what a page gave as next.")
    return place_of(given)


def _packed(found: service.Drawn, may_pack: bool) -> Response[bytes]:
    headers = _ASK_FIRST | {"ETag": found.tag}
    if found.body is None:
        return Response(b"", status_code=304, headers=headers, media_type=_MVT)
    if may_pack and len(found.body) > _WORTH_PACKING:
        packed = gzip.compress(found.body, 5, mtime=0)
        return Response(packed, headers=headers | {"Content-Encoding": "gzip"}, media_type=_MVT)
    return Response(found.body, headers=headers, media_type=_MVT)
