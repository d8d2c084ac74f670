"""GET /feeds: what changes in the city, for feed readers, for anybody and from any page of the web."""

from datetime import datetime
from urllib.parse import quote

from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromQuery
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.places import service as places
from backend.requests import service as requests
from backend.requests.atom import ATOM_AT, Entry, Feed, address, atom
from backend.requests.changed import changed
from backend.requests.features import rounded
from backend.requests.kept import Kept
from backend.requests.page_words import PAGE_WORDS
from backend.requests.pages import AnyRequest, answer, locale_of, page
from backend.requests.steps import steps
from backend.settings import Settings
from sync.decide.state import RequestState

ENTRIES = 50


def routes(database: Database, settings: Settings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of /feeds."""
    here, site = settings.jurisdiction, settings.site
    kept = Kept(database, clock)

    @get(ATOM_AT)
    async def feed(request: AnyRequest, service: FromQuery[str] = "", district: FromQuery[str] = "") -> Response[bytes]:
        if database.is_crowded():
            raise Problem("busy", "Too many people are sending at once.", {"Retry-After": "60"})
        locale = locale_of(request)
        asked = {"service": service, "district": district, "lang": request.query_params.get("lang", "") and locale}
        own = site + address(**asked)
        body = await kept.read(
            (service, district, locale, own), lambda c: atom(_feed(c, here, service, district, locale, site, own))
        )
        headers = {"Access-Control-Allow-Origin": "*"}
        return answer(request, body, "application/atom+xml", "public, max-age=300", headers=headers)

    @get("/feeds")
    async def listed(request: AnyRequest) -> Response[bytes]:
        locale = locale_of(request)
        shown = await database.read(lambda c: _lists(c, here, locale))
        return page(request, "feeds.html", site, {**shown, "own": "/feeds"})

    return [feed, listed]


def _feed(connection: Connection, here: str, service: str, district: str, locale: str, site: str, own: str) -> Feed:
    """Raises `not_found` for a service or a district that the city does not have."""
    offered, names = places.services(connection, here), places.route_names(connection, here)
    if (service and service not in offered) or (district and district not in names):
        raise Problem("not_found", "There is no such service or district.")
    city = places.jurisdiction_name(connection, here)
    about = [offered[service].name_in(locale)] if service else []
    about += [names[district][1]] if district else []
    states = requests.load(connection, here, changed(connection, here, service, district, ENTRIES)).values()
    told = steps(connection, [state.id for state in states])
    entries = []
    for state in states:
        kind = offered[state.service_code].name_in(locale)
        _, where, _ = names.get(state.district_id or "", ("", "", None))
        changed_at = max((step.at for step in told[state.id]), default=state.recorded_at)
        entries.append(_entry(state, kind, where, locale, changed_at))
    entries.sort(key=lambda entry: (entry.updated_at, entry.reference), reverse=True)
    key = ":".join(quote(part or "all", safe="") for part in (here, service, district))
    return Feed(key, " · ".join([city, *about]), city, locale, site, own, entries)


def _entry(state: RequestState, service: str, district: str, locale: str, changed_at: datetime) -> Entry:
    headline = PAGE_WORDS[locale]["status"][state.status]
    summary = " · ".join(part for part in (service, district, headline) if part)
    return Entry(
        reference=state.reference,
        title=f"{service}: {headline}",
        summary="\n".join(part for part in (summary, state.status_note) if part),
        code=state.service_code,
        service=service,
        published_at=state.recorded_at,
        updated_at=changed_at,
        point=_point(state),
    )


def _point(state: RequestState) -> tuple[float, float] | None:
    lat, lon = state.place.lat, state.place.lon
    if lat is None or lon is None or not places.is_point(lat, lon):
        return None
    return rounded(lat), rounded(lon)


def _lists(connection: Connection, here: str, locale: str) -> dict[str, object]:
    """The feeds there are: (name, address) of each service and each district."""
    kinds = [
        (one.name_in(locale), address(service=one.code))
        for one in places.services(connection, here).values()
        if one.active
    ]
    areas = [(name, address(district=id)) for id, name, _ in places.districts_today(connection, here)]
    return {"city": places.jurisdiction_name(connection, here), "kinds": sorted(kinds), "areas": areas}
