"""HTTP for a crew that asks in which order to go."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.people.service import identify
from backend.places.service import is_point
from backend.rates import Rates
from backend.settings import Settings
from backend.tours.rules import Stop
from backend.tours.service import make_tour, stops_of
from backend.tours.solver import Solver
from backend.tours.wire import TourReply

_NO_STORE = {"Cache-Control": "no-store"}
_AT_ONCE = 8
"""So many crews on threads of their own: they wait there for the solver, and no photo waits behind them."""


def routes(database: Database, settings: Settings, solver: Solver, clock: Clock) -> list[HTTPRouteHandler]:
    """The handler of tours."""
    rates, threads = Rates(settings.exchanges_per_s), ThreadPoolExecutor(_AT_ONCE, "tour")

    @get("/tours/today")
    async def today(
        request: Request[Any, Any, Any], lat: FromQuery[float | None] = None, lon: FromQuery[float | None] = None
    ) -> Response[TourReply]:
        """The open jobs of who asks in the order of a tour, from a point or from wherever is best; kept nowhere."""
        authorization, now = request.headers.get("authorization"), clock()
        rates.take(authorization or "", now)
        start = None if lat is None or lon is None else (lat, lon)
        if not (is_point(lat, lon) if start else lat is lon):
            raise Problem("bad_value", "A tour begins at lat and lon, or nowhere.")

        def stops(connection: Connection) -> list[Stop]:
            actor = identify(connection, authorization, now, settings.jurisdiction)
            if actor.role != "crew":
                raise Problem("not_allowed", "Only a crew has a tour.")
            return stops_of(connection, actor)

        found = await database.read(stops)
        make = partial(make_tour, found, start, solver, settings.travel_matrix_url, now)
        tour = await asyncio.get_running_loop().run_in_executor(threads, make)
        return Response(tour, headers=_NO_STORE)

    return [today]
