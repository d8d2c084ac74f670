"""HTTP for what is reported already: around a resident, for who is about to report, and beside one of the desk."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from sqlalchemy import Connection

from backend.attachments import service as attachments
from backend.clock import Clock
from backend.db.cells import distance_m
from backend.db.session import Database
from backend.errors import Problem
from backend.people.rules import Actor
from backend.people.service import identify
from backend.places import service as places
from backend.rates import Rates
from backend.requests import rules, service
from backend.requests.around import open_around
from backend.requests.nearby import Nearby, Spot, is_offered, nearby
from backend.settings import Settings
from sync.protocol import reference as references
from sync.protocol.around import AroundReply
from sync.protocol.nearby import NearbyDoc, NearbyReply

AnyRequest = Request[Any, Any, Any]
_PHOTO_WITHIN_M = 200.0
"""Who asks for the picture of a stranger's report says a point near it, as they had to for being told of it."""


def routes(
    database: Database, photo_file: Callable[[str], Path], settings: Settings, clock: Clock
) -> list[HTTPRouteHandler]:
    """The handlers of what is nearby. `photo_file` says where a stored photo lies, by its SHA-256."""
    rates = Rates(settings.exchanges_per_s)

    def who(connection: Connection, request: AnyRequest, now: datetime) -> Actor:
        return identify(connection, request.headers.get("authorization"), now, settings.jurisdiction)

    @get("/requests/nearby")
    async def offer(
        request: AnyRequest,
        service: FromQuery[str],
        lat: FromQuery[float],
        lon: FromQuery[float],
        accuracy: FromQuery[float | None] = None,
        asset: FromQuery[str | None] = None,
    ) -> Response[NearbyReply]:
        now = clock()
        rates.take(request.headers.get("authorization") or "", now)
        spot = Spot(service, *_point(lat, lon), accuracy_m=accuracy, asset_id=asset)

        def look(connection: Connection) -> list[Nearby]:
            return nearby(connection, who(connection, request, now).jurisdiction, spot, now)

        found = await database.read(look)
        return Response(NearbyReply([_to_residents(one) for one in found]), headers={"Cache-Control": "no-store"})

    @get("/requests/open")
    async def around(request: AnyRequest, lat: FromQuery[float], lon: FromQuery[float]) -> Response[AroundReply]:
        now = clock()
        rates.take(request.headers.get("authorization") or "", now)
        point = _point(lat, lon)

        def look(connection: Connection) -> AroundReply:
            return open_around(connection, who(connection, request, now).jurisdiction, *point, now)

        return Response(await database.read(look), headers={"Cache-Control": "no-store"})

    @get("/requests/{spoken:str}/photo")
    async def photo(
        request: AnyRequest, spoken: FromPath[str], lat: FromQuery[float], lon: FromQuery[float]
    ) -> Response[bytes]:
        now = clock()
        rates.take(request.headers.get("authorization") or "", now)
        point = _point(lat, lon)

        def look(connection: Connection) -> str:
            return _photo_near(connection, who(connection, request, now).jurisdiction, spoken, point, now)

        data = await asyncio.to_thread(photo_file(await database.read(look)).read_bytes)
        return Response(data, media_type="image/jpeg", headers={"Cache-Control": "private, max-age=3600"})

    @get("/requests/{spoken:str}/nearby")
    async def beside(request: AnyRequest, spoken: FromPath[str]) -> Response[NearbyReply]:
        now = clock()

        def look(connection: Connection) -> list[Nearby]:
            actor = who(connection, request, now)
            if not actor.is_desk:
                raise Problem("not_allowed", "Only the desk compares requests.")
            return _beside(connection, actor.jurisdiction, spoken, now)

        found = await database.read(look)
        return Response(NearbyReply([_to_desk(one) for one in found]), headers={"Cache-Control": "no-store"})

    return [offer, around, photo, beside]


def _point(lat: float, lon: float) -> tuple[float, float]:
    if not places.is_point(lat, lon):
        raise Problem("bad_value", "lat and lon must be degrees in WGS 84.")
    return lat, lon


def _photo_near(
    connection: Connection, jurisdiction: str, spoken: str, point: tuple[float, float], now: datetime
) -> str:
    """The file of the small photo of a request that is offered near the point. Raises `not_found`."""
    found = service.find(connection, jurisdiction, references.parse(spoken) or "")
    if found is not None and is_offered(found.status, found.closed_at, found.erased_at, now):
        lat, lon = found.place.lat, found.place.lon
        if lat is not None and lon is not None and distance_m(*point, lat, lon) <= _PHOTO_WITHIN_M:
            for photo in attachments.seen(connection, [found.id]).get(found.id, ()):
                return photo.small_sha256
    raise Problem("not_found", "There is no such photo near this point.")


def _beside(connection: Connection, jurisdiction: str, spoken: str, now: datetime) -> list[Nearby]:
    """What may be the same as a request that there is. Raises `not_found`."""
    found = service.find(connection, jurisdiction, references.parse(spoken) or "")
    if found is None or found.erased_at is not None:
        raise Problem("not_found", "There is no such request.")
    place = found.place
    if place.lat is None or place.lon is None or not places.is_point(place.lat, place.lon):
        return []
    photos = attachments.seen(connection, [found.id]).get(found.id, [])
    likenesses = [photo.likeness for photo in photos if photo.likeness is not None]
    spot = Spot(found.service_code, place.lat, place.lon, place.accuracy_m, place.asset_id, likenesses)
    return nearby(connection, jurisdiction, spot, now, exclude={found.id, found.duplicate_of or ""})


def _doc(one: Nearby, distance_m: int) -> NearbyDoc:
    return NearbyDoc(
        reference=one.reference,
        service_code=one.service_code,
        status=one.status,
        reported_at=one.recorded_at,
        distance_m=distance_m,
        why=one.why,
        over=one.over,
        followers=one.followers,
        photo=one.photo is not None,
    )


def _to_residents(one: Nearby) -> NearbyDoc:
    return _doc(one, rules.about_m(one.distance_m))


def _to_desk(one: Nearby) -> NearbyDoc:
    doc = _doc(one, round(one.distance_m))
    doc.id, doc.alike_bits = one.id, one.bits
    return doc
