"""POST /sync/v1/exchange: one request pushes ops, commits them, then pulls what they and others changed."""

import logging
from datetime import datetime
from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.commit import new_history
from backend.db.session import Database
from backend.errors import Problem
from backend.exchange.body import MAX_BODY_BYTES, plain
from backend.exchange.feed import as_of, is_from_lost_future, pull
from backend.exchange.push import Pushed, push
from backend.exchange.quarantine import park
from backend.exchange.sightings import Sightings
from backend.people.rules import Actor
from backend.people.service import identify, last_mid, succeed
from backend.rates import Rates
from backend.settings import Settings
from sync.protocol.messages import PROTO, SCHEMA_MIN, ExchangeReply, ExchangeRequest

_LOG = logging.getLogger(__name__)
_SHED_MS = 5_000
_DECODER = msgspec.json.Decoder(ExchangeRequest)
_ENCODER = msgspec.json.Encoder()


def routes(database: Database, settings: Settings, sightings: Sightings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of the exchange, and of what it could not read."""
    rates = Rates(settings.exchanges_per_s)

    @post("/sync/v1/exchange", status_code=200, request_max_body_size=MAX_BODY_BYTES)
    async def exchange(request: Request[Any, Any, Any]) -> Response[bytes]:
        authorization, now = request.headers.get("authorization"), clock()
        rates.take(authorization or "", now)
        asked = decode(plain(await request.body(), request.headers.get("content-encoding")))
        shed = database.is_crowded()
        if shed and not asked.ops:  # who only looks comes back; who brings work is let in
            raise Problem("busy", "Too many people are sending at once.", {"Retry-After": "5"})

        def first(connection: Connection) -> tuple[Actor, Pushed]:
            if (former := asked.former) is not None:
                succeed(connection, authorization, former.device, former.secret, now, settings.jurisdiction)
            actor = _who(connection, authorization, asked, now, settings.jurisdiction)
            if asked.ops:
                return actor, push(connection, actor, authorization, asked, now)
            return actor, Pushed([], last_mid(connection, actor.sender_id))

        actor, pushed = await (database.write(first) if asked.ops or asked.former else database.read(first))
        reply = ExchangeReply(PROTO, clock(), pushed.last_mid, pushed.acks, blocked=pushed.blocked)
        if asked.schema < SCHEMA_MIN:
            reply.upgrade = {"min_schema": SCHEMA_MIN}
        elif shed:
            reply.retry_after_ms = _SHED_MS
        elif (ask := asked.pull) is not None and not actor.is_leaving:
            reply.pull = await database.read(lambda connection: pull(connection, actor, ask))
            sightings.note(actor, authorization, asked.app, ask, now)
            if actor.is_staff and is_from_lost_future(ask, reply.pull):
                # Anybody can claim any cursor, so only staff are believed (ADR-0014).
                _LOG.warning("device %s knows a future that is lost: a new history begins", actor.sender_id)
                await database.write(lambda connection: new_history(connection, ask.epoch))
                reply.pull = await database.read(lambda connection: pull(connection, actor, ask))
        if reply.pull is not None:
            as_of(reply.pull, asked.schema)
        return Response(_ENCODER.encode(reply), media_type="application/json")

    @post("/sync/v1/quarantine", status_code=204, request_max_body_size=MAX_BODY_BYTES)
    async def quarantine(request: Request[Any, Any, Any]) -> None:
        body, authorization, now = await request.body(), request.headers.get("authorization"), clock()
        rates.take(authorization or "", now)

        def unit(connection: Connection) -> None:
            actor = identify(connection, authorization, now, settings.jurisdiction, may_leave=True)
            park(connection, actor, body, "malformed", now)

        await database.write(unit)

    return [exchange, quarantine]


def decode(body: bytes) -> ExchangeRequest:
    """The exchange in a body. Raises `malformed` with the place of the first thing that is wrong, and `unknown_proto`
    for an envelope of another version, which may be whatever it likes (SYNC-041).
    """
    try:
        asked = _DECODER.decode(body)
        _check_proto(asked.proto)
        return asked
    except msgspec.ValidationError as error:
        _check_proto(_proto(body))
        raise Problem("malformed", f"This is no exchange: {error}.") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Problem("malformed", f"The body is no JSON: {error}.") from error


class _Envelope(msgspec.Struct):
    proto: int


def _proto(body: bytes) -> int:
    try:
        return msgspec.json.decode(body, type=_Envelope).proto
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return PROTO


def _check_proto(proto: int) -> None:
    if proto != PROTO:
        raise Problem("unknown_proto", "App and server speak other versions. Update the older one.", proto=PROTO)


def _who(connection: Connection, authorization: str | None, asked: ExchangeRequest, now: datetime, here: str) -> Actor:
    actor = identify(connection, authorization, now, here, may_leave=bool(asked.ops))
    if actor.sender_id != asked.device:
        raise Problem("device_fork", "The device in the body is not the one that signed the request.")
    return actor
