"""GET /r/REFERENCE: the public page of a service request, rendered here so that it needs no script."""

from pathlib import Path
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader
from litestar import Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from sqlalchemy import Connection

from backend.db.session import Database
from backend.people import service as people
from backend.places import service as places
from backend.requests import service
from backend.requests.public_view import PublicView, public_view
from backend.settings import Settings
from sync.protocol import reference as references

_FOLDER = Path(__file__).parent / "public"
_PAGE = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True).get_template("page.html")
_STYLE = (_FOLDER / "page.css").read_bytes()

_WRONG = "These letters and digits cannot be a reference. Please check them against what you wrote down."
_ERASED = "The city has removed this report, because the person who made it asked for that."
_UNKNOWN = "No report with this reference has reached the city yet. It may still be on the phone that made it."


def routes(database: Database, settings: Settings) -> list[HTTPRouteHandler]:
    """The handlers of the public page."""

    def look_up(connection: Connection, reference: str) -> tuple[PublicView | Literal["erased"] | None, str]:
        here = settings.jurisdiction
        city = places.jurisdiction_name(connection, here)
        request = service.find(connection, here, reference)
        if request is None:
            return None, city
        if request.erased_at is not None:
            return "erased", city
        offered = places.services(connection, here)[request.service_code].name
        _, district, _ = places.route_names(connection, here).get(request.district_id or "", ("", "", None))
        agency = people.agencies(connection, here).get(request.crew_id or "")
        has_it = ", ".join(part for part in agency or () if part)
        return public_view(request, offered, district, has_it), city

    @get("/r/{spoken:str}")
    async def page(spoken: FromPath[str]) -> Response[str]:
        reference = references.parse(spoken)
        found, city = await database.read(lambda c: look_up(c, reference or ""))
        if found == "erased":
            return _html(_PAGE.render(found=None, city=city, title="Removed", sentence=_ERASED, asked=""), 410)
        title = found.headline if found else "No such reference" if reference is None else "Not here yet"
        sentence = _WRONG if reference is None else _UNKNOWN
        body = _PAGE.render(found=found, city=city, title=title, sentence=sentence, asked=spoken[:40])
        return _html(body, 200 if found else 404)

    @get("/r")
    async def search(reference: FromQuery[str] = "") -> Response[Any]:
        if reference.strip():
            return Redirect(f"/r/{references.parse(reference) or reference.strip()[:40].replace('/', '')}")
        body = _PAGE.render(found=None, city="", title="Look up a report", sentence="", asked="")
        return _html(body, 200)

    @get("/r/page.css", media_type="text/css")
    async def style() -> bytes:
        return _STYLE

    return [page, search, style]


def _html(body: str, status: int) -> Response[str]:
    return Response(body, media_type="text/html", status_code=status, headers={"Cache-Control": "no-cache"})
