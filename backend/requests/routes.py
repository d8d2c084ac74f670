"""GET /r/REFERENCE: the public page of a service request, in the reader's language."""

from datetime import datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database
from backend.people import service as people
from backend.places import service as places
from backend.requests import service
from backend.requests.page_words import PAGE_WORDS
from backend.requests.pages import STYLE, AnyRequest, answer, locale_of, page
from backend.requests.public_view import Facts, PublicView, public_view
from backend.requests.steps import steps
from backend.settings import Settings
from sync.decide.state import RequestState
from sync.protocol import reference as references

_Found = PublicView | Literal["erased"] | None


def routes(database: Database, settings: Settings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of the public page."""
    here, site, zone = settings.jurisdiction, settings.site, ZoneInfo(settings.time_zone)

    def look_up(connection: Connection, reference: str, locale: str) -> tuple[_Found, str]:
        city = places.jurisdiction_name(connection, here)
        request = service.find(connection, here, reference)
        if request is None:
            return None, city
        if request.erased_at is not None:
            return "erased", city
        facts = _facts(connection, here, request, locale, clock().astimezone(zone))
        return public_view(request, facts), city

    @get("/r/{spoken:str}")
    async def one(request: AnyRequest, spoken: FromPath[str]) -> Response[bytes]:
        reference, locale = references.parse(spoken), locale_of(request)
        found, city = await database.read(lambda c: look_up(c, reference or "", locale))
        if isinstance(found, PublicView):
            return page(request, "page.html", site, {"found": found, "city": city, "own": f"/r/{reference}"})
        status, why = (410, "erased") if found else (404, "wrong" if reference is None else "unknown")
        return page(request, "look-up.html", site, _not_shown(why, locale, city, spoken), status)

    @get("/r")
    async def search(request: AnyRequest, reference: FromQuery[str] = "") -> Response[Any]:
        if reference.strip():
            known = references.parse(reference) or reference.strip()[:40].replace("/", "")
            asked = f"?lang={locale_of(request)}" if "lang" in request.query_params else ""
            return Redirect(f"/r/{known}{asked}")
        return page(request, "look-up.html", site, _not_shown("look", locale_of(request), "", ""))

    @get("/r/page.css")
    async def style(request: AnyRequest) -> Response[bytes]:
        cache = "public, max-age=31536000, immutable" if request.url.query else "no-cache"
        return answer(request, STYLE, "text/css", cache)

    return [one, search, style]


def _not_shown(why: str, locale: str, city: str, spoken: str) -> dict[str, str]:
    """What there is to look up by, and why nothing is shown yet."""
    say = PAGE_WORDS[locale]
    asked = spoken[:40] if why in ("wrong", "unknown") else ""
    return {"city": city, "own": "/r", "title": say[f"{why}_title"], "sentence": say[f"{why}_text"], "asked": asked}


def _facts(connection: Connection, here: str, request: RequestState, locale: str, now: datetime) -> Facts:
    _, district, _ = places.route_names(connection, here).get(request.district_id or "", ("", "", None))
    agency = people.agencies(connection, here).get(request.crew_id or "")
    offered = places.services(connection, here)[request.service_code]
    return Facts(
        locale=locale,
        now=now,
        service=offered.name_in(locale),
        expected_days=offered.expected_days,
        holidays=places.holidays(connection, here),
        district=district,
        steps=steps(connection, [request.id])[request.id],
        agency=", ".join(part for part in agency or () if part),
        same_as=service.reference_of(connection, request.duplicate_of),
    )
