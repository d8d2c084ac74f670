"""The composition root: the one place where settings become a running server."""

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, get
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException, ValidationException
from litestar.logging import LoggingConfig
from litestar.middleware import ASGIMiddleware
from litestar.plugins.problem_details import ProblemDetailsConfig, ProblemDetailsException, ProblemDetailsPlugin
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from sqlalchemy import Connection
from sqlalchemy.exc import DataError, OperationalError

from backend.atlas import routes as atlas
from backend.attachments import routes as attachments
from backend.attachments.purge import purge_expired
from backend.attachments.store import Store
from backend.basemaps import routes as basemaps
from backend.clock import Clock, now
from backend.db.commit import commit_changes, start_history
from backend.db.purge import purge_leaves
from backend.db.session import Database
from backend.desk import routes as desk
from backend.errors import Problem
from backend.exchange import events, held
from backend.exchange import routes as exchange
from backend.exchange.archiving import archive_old
from backend.exchange.body import MAX_BODY_BYTES
from backend.exchange.quarantine import forget_old
from backend.exchange.retention import forget_ops
from backend.exchange.sightings import Sightings
from backend.insights import routes as insights
from backend.notices import routes as notices
from backend.notices import template_routes as templates
from backend.notices.queue import forget_old as forget_notices
from backend.notices.sender import Sender
from backend.notifying import channels_of, sender_of, told_changed
from backend.ogc import routes as ogc
from backend.people import routes as people
from backend.people.service import forget_phones
from backend.places import finding_routes as finding
from backend.requests import feed_routes as feeds
from backend.requests import nearby_routes as nearby
from backend.requests import routes as requests
from backend.requests import service as request_service
from backend.reroutes import routes as reroute_routes
from backend.reroutes import service as reroutes
from backend.reroutes.uploads import Uploads
from backend.schema import migrate
from backend.settings import Settings, load
from backend.tours import routes as tours
from backend.tours.solver import Solver
from backend.web import routes as web
from backend.work_orders import service as work_order_service

_LOG = logging.getLogger(__name__)
_EXPECTED: set[int | type[Exception]] = {Problem, HTTPException, *range(400, 500)}
"""Refusals, which write no story of a bug into the log. Litestar looks for the type itself or its status."""
_CLEAR_UP_S = 3600
_LOOK_S = 5
_NOTE_S = 2
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; "
        "worker-src 'self' blob:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=()",
}


class SafeHeaders(ASGIMiddleware):
    """The same protective headers on every answer, refusals included."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        async def send_safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        await next_app(scope, receive, send_safe)


def create_app(settings: Settings | None = None, clock: Clock = now) -> Litestar:
    """The server for these settings, its database brought to today's schema."""
    settings = settings or load()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrate(settings.database)
    database = Database(settings.database)
    database.write_now(start_history)
    store = Store(settings.data_dir)
    channels = channels_of(settings, clock)
    areas = Uploads(settings.data_dir)
    keeper = reroutes.Keeper(database, clock)
    solver = Solver()
    sightings = Sightings(database)

    @asynccontextmanager
    async def running(app: Litestar) -> AsyncIterator[None]:
        working = [
            asyncio.create_task(_clear_up(database, store, areas, clock)),
            asyncio.create_task(_note_phones(sightings)),
        ]
        if channels.open:
            working.append(asyncio.create_task(_send_notices(sender_of(database, settings, channels, clock))))
        keeper.start()
        yield
        for task in working:
            task.cancel()
        await asyncio.gather(*working, return_exceptions=True)
        await keeper.stop()
        solver.close()
        database.close()

    return Litestar(
        route_handlers=[
            health,
            *people.routes(database, settings, clock),
            *attachments.routes(database, store, settings, clock, photos_changed),
            *finding.routes(database, settings, clock),
            *basemaps.routes(database, settings, clock),
            *requests.routes(database, settings, clock),
            *feeds.routes(database, settings, clock),
            reroute_routes.routes(database, settings, areas, keeper, clock),
            *nearby.routes(database, store.path, settings, clock),
            *ogc.routes(database, settings, clock),
            insights.routes(database, settings, clock),
            *atlas.routes(database, settings, clock),
            *tours.routes(database, settings, solver, clock),
            templates.routes(database, settings, clock),
            *notices.routes(database, channels, told_changed, clock),
            desk.routes(database, settings, sightings.flush, clock),
            *exchange.routes(database, settings, sightings, clock),
            *events.routes(database, settings, clock),
            *web(settings.web_dir),
        ],
        plugins=[_problem_details()],
        middleware=[SafeHeaders()],
        lifespan=[running],
        openapi_config=None,
        logging_config=LoggingConfig(log_exceptions="always", disable_stack_trace=_EXPECTED),
        request_max_body_size=MAX_BODY_BYTES,
    )


@get("/health")
async def health() -> dict[str, str]:
    """Whether the server answers."""
    return {"status": "ok"}


async def _clear_up(database: Database, store: Store, areas: Uploads, clock: Clock) -> None:
    """Every hour, forget unfinished uploads and what left or was answered long ago; a failure waits an hour."""
    while True:
        await asyncio.sleep(_CLEAR_UP_S)
        try:
            await asyncio.to_thread(purge_expired, database, store, clock())
            await asyncio.to_thread(areas.purge, clock())
            await asyncio.to_thread(forget_ops, database, clock())
            await asyncio.to_thread(archive_old, database, clock())
            await database.write(lambda connection: purge_leaves(connection, clock()))
            await database.write(lambda connection: forget_old(connection, clock()))
            await database.write(lambda connection: forget_notices(connection, clock()))
            await database.write(lambda connection: forget_phones(connection, clock()))
        except Exception:
            _LOG.exception("clearing up failed")


async def _note_phones(sightings: Sightings) -> None:
    """Every two seconds, keep what crews' phones said of themselves; what a failure loses they say again."""
    while True:
        await asyncio.sleep(_NOTE_S)
        try:
            await sightings.flush()
        except Exception:
            _LOG.exception("noting crews' phones failed")


async def _send_notices(sender: Sender) -> None:
    """Every few seconds, send what is due, on a thread; a message under way at the end is let through."""
    while True:
        try:
            await asyncio.to_thread(sender.send_due)
        except Exception:
            _LOG.exception("sending notices failed")
        await asyncio.sleep(_LOOK_S)


def photos_changed(connection: Connection, jurisdiction: str, parents: Sequence[tuple[str, str]]) -> None:
    """The photos of these things changed: raise their versions and tell every device that holds them."""
    request_ids = [id for kind, id in parents if kind == "request"]
    job_ids = [id for kind, id in parents if kind == "wo"]
    changes = work_order_service.touch(connection, jurisdiction, job_ids)
    changes += request_service.touch(connection, jurisdiction, request_ids)
    changes += held.touch(connection, jurisdiction, [id for kind, id in parents if kind == "held"])
    commit_changes(connection, jurisdiction, changes)


def _problem_details() -> ProblemDetailsPlugin:
    mapping: dict[type[Exception], Any] = {
        Problem: _from_problem,
        ValidationException: _from_validation,
        HTTPException: _from_http,
        RecursionError: _from_depth,
        DataError: _from_data,
        OperationalError: _from_trouble,
    }
    return ProblemDetailsPlugin(ProblemDetailsConfig(exception_to_problem_detail_map=mapping))


def _from_problem(problem: Problem) -> ProblemDetailsException:
    return _details(problem.status, problem.code, problem.detail, problem.headers, problem.extra)


def _from_validation(error: ValidationException) -> ProblemDetailsException:
    return _details(400, "malformed", error.detail, {}, {})


def _from_depth(error: RecursionError) -> ProblemDetailsException:
    """JSON within JSON, deeper than anybody can read."""
    return _details(400, "malformed", "It is nested too deeply.", {}, {})


def _from_data(error: DataError) -> ProblemDetailsException:
    """Values that only the database knew it cannot keep: PostgreSQL takes no NUL in a text."""
    return _details(400, "malformed", "There is text or a number in it that cannot be kept.", {}, {})


def _from_trouble(error: OperationalError) -> ProblemDetailsException:
    """A full disk, a database that is away: nothing was stored, and the same may be sent again later (SYNC-014)."""
    return _details(503, "busy", "The database is in trouble.", {"Retry-After": "30"}, {})


def _from_http(error: HTTPException) -> ProblemDetailsException:
    codes = {404: "not_found", 413: "too_big", 415: "wrong_type"}
    code = codes.get(error.status_code, "malformed" if error.status_code < 500 else "internal_error")
    return _details(error.status_code, code, error.detail, dict(error.headers or {}), {})


def _details(
    status: int, code: str, detail: str, headers: dict[str, str], extra: dict[str, Any]
) -> ProblemDetailsException:
    return ProblemDetailsException(
        status_code=status,
        title=code.replace("_", " ").capitalize(),
        detail=detail,
        type_=f"urn:curbline:problem:{code}",
        extra={"code": code, **extra},
        headers=headers,
    )
