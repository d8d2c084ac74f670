"""HTTP for managers who redraw the map: a file is looked at, becomes a draft, is previewed, then applied or not."""

import asyncio
import csv
import io
from datetime import datetime
from itertools import islice
from typing import Annotated, Any

from litestar import Request, Response, Router, get, post
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta, to_builtins
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.people.rules import Actor
from backend.people.service import identify_manager
from backend.places import service as places
from backend.reroutes import service
from backend.reroutes.uploads import Uploads
from backend.reroutes.wire import ApplyRequest, DraftRequest, MapReply, Spot, UploadReply, VersionReply
from backend.settings import Settings

AnyRequest = Request[Any, Any, State]
Number = Annotated[int, Meta(ge=1, le=1_000_000)]
_DRAWN = 20_000
"""Moving requests on a map; more would be a blot, and the table has them all."""


class Desk:
    """What the handlers share. One file is read at a time: it takes memory, and a manager can wait."""

    def __init__(self, database: Database, uploads: Uploads, keeper: service.Keeper, clock: Clock) -> None:
        self.database = database
        self.uploads = uploads
        self.keeper = keeper
        self.clock = clock
        self.reading = asyncio.Semaphore(1)


def routes(database: Database, settings: Settings, uploads: Uploads, keeper: service.Keeper, clock: Clock) -> Router:
    """The handlers of /places."""
    desk = Desk(database, uploads, keeper, clock)

    async def provide_actor(request: AnyRequest) -> Actor:
        header = request.headers.get("authorization")
        return await database.read(lambda c: identify_manager(c, header, clock(), settings.jurisdiction))

    return Router(
        "/places",
        route_handlers=[list_layers, upload_file, draft, show_version, show_moves, show_map, apply, discard],
        dependencies={
            "manager": Provide(provide_actor),
            "desk": Provide(lambda: desk, sync_to_thread=False),
        },
    )


@get("/layers")
async def list_layers(manager: NamedDependency[Actor], desk: NamedDependency[Desk]) -> list[places.LayerInfo]:
    """The city's layers with their versions."""
    return await desk.database.read(lambda c: places.layers(c, manager.jurisdiction))


@post("/uploads", request_max_body_size=None)
async def upload_file(
    request: AnyRequest, manager: NamedDependency[Actor], desk: NamedDependency[Desk], file_name: FromQuery[str] = ""
) -> UploadReply:
    """Take a file of areas as the body, and tell what is in it. It is kept for a day, in place of the one before."""
    account = _account(manager)
    id = await desk.uploads.receive(account, request.stream())
    async with desk.reading:
        try:
            sheets = await asyncio.to_thread(lambda: places.look(desk.uploads.read(account, id)))
        except places.ImportProblem as problem:
            desk.uploads.forget(account)
            raise Problem("bad_value", str(problem)) from problem
    return UploadReply(id, file_name[-200:] or "areas", sheets)


@post("/drafts")
async def draft(
    data: JSONBody[DraftRequest], manager: NamedDependency[Actor], desk: NamedDependency[Desk]
) -> VersionReply:
    """Read an uploaded file and keep it as a draft of the layer's next version. Nothing else changes."""
    account, city = _account(manager), manager.jurisdiction

    def read() -> tuple[places.Areas, places.Findings]:
        content = desk.uploads.read(account, data.upload)
        found = places.read_areas(
            content, data.name_field, data.crew_field, crs=data.crs, source_layer=data.source_layer
        )
        return found, places.examine(found)

    def unit(connection: Connection) -> int:
        return places.draft_version(
            connection,
            city,
            data.layer,
            areas,
            file_name=data.file_name,
            made_by=manager.role,
            now=desk.clock(),
            findings=to_builtins(findings),
        )

    async with desk.reading:
        try:
            areas, findings = await asyncio.to_thread(read)
        except places.ImportProblem as problem:
            raise Problem("bad_value", str(problem)) from problem
    number = await desk.database.write(unit)
    desk.uploads.forget(account)
    return await desk.database.read(lambda c: _shown(c, city, data.layer, number))


@get("/versions/{number:int}")
async def show_version(
    manager: NamedDependency[Actor], desk: NamedDependency[Desk], number: FromPath[Number], layer: FromQuery[str]
) -> VersionReply:
    """A version, and what applying it now would do."""
    return await desk.database.read(lambda c: _shown(c, manager.jurisdiction, layer, number))


@get("/versions/{number:int}/moves.csv")
async def show_moves(
    manager: NamedDependency[Actor], desk: NamedDependency[Desk], number: FromPath[Number], layer: FromQuery[str]
) -> Response[str]:
    """Every open request that would move, as a table."""

    def unit(connection: Connection) -> str:
        text = io.StringIO()
        rows = service.move_rows(connection, manager.jurisdiction, layer, number)
        csv.writer(text, lineterminator="\n").writerows(rows)
        return text.getvalue()

    return Response(
        await desk.database.read(unit),
        media_type="text/csv",
        headers={"Content-Disposition": f'attachment; filename="moves-{number}.csv"', "Cache-Control": "no-store"},
    )


@get("/versions/{number:int}/map")
async def show_map(
    manager: NamedDependency[Actor], desk: NamedDependency[Desk], number: FromPath[Number], layer: FromQuery[str]
) -> MapReply:
    """The old areas, the new ones, and where the requests lie that would move."""

    def unit(connection: Connection) -> MapReply:
        areas = places.redrawn(connection, manager.jurisdiction, layer, number)
        moves = service.moves(connection, manager.jurisdiction, layer, number)
        spots = (Spot(one.lon, one.lat, one.reference) for one in moves if one.lat is not None and one.lon is not None)
        return MapReply(areas.before, areas.after, list(islice(spots, _DRAWN)))

    return await desk.database.read(unit)


@post("/versions/{number:int}/apply", status_code=200)
async def apply(
    data: JSONBody[ApplyRequest],
    manager: NamedDependency[Actor],
    desk: NamedDependency[Desk],
    number: FromPath[Number],
    layer: FromQuery[str],
) -> VersionReply:
    """Let a draft answer from now on, or from a later moment; open requests follow after the answer."""
    city, now = manager.jurisdiction, desk.clock()

    def unit(connection: Connection) -> None:
        if data.at is not None and _utc(data.at) > now:
            places.schedule_version(connection, city, layer, number, _utc(data.at))
        else:
            service.begin(connection, city, layer, number, now)

    await desk.database.write(unit)
    shown = await desk.database.read(lambda c: _shown(c, city, layer, number))
    desk.keeper.wake()
    return shown


@post("/versions/{number:int}/discard", status_code=204)
async def discard(
    manager: NamedDependency[Actor], desk: NamedDependency[Desk], number: FromPath[Number], layer: FromQuery[str]
) -> None:
    """Throw a draft away, scheduled or not."""
    await desk.database.write(lambda c: places.discard_version(c, manager.jurisdiction, layer, number))


def _shown(connection: Connection, city: str, layer: str, number: int) -> VersionReply:
    found = places.version(connection, city, layer, number)
    return VersionReply(found, service.preview(connection, city, layer, number))


def _account(manager: Actor) -> str:
    return str(manager.account_id)


def _utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise Problem("bad_value", "The moment needs its time zone.")
    return at
