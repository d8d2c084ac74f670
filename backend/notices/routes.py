"""The page of one subscription, in every message: say yes to it, or end it in one tap. No sign-in, no script.

GET changes nothing, for mail programs look at links by themselves. POST to the same address ends it (RFC 8058).
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.rows import Row
from backend.db.session import Database
from backend.notices import queue
from backend.notices.page_words import PAGE_WORDS
from backend.notices.sender import Changed, Channels
from backend.places import service as places
from sync.protocol import reference as references

_FOLDER = Path(__file__).parent / "public"
_PAGE = Environment(loader=FileSystemLoader(_FOLDER), autoescape=True, trim_blocks=True).get_template("notices.html")

Act = Callable[[Connection, str, datetime], list[Row]]


def routes(database: Database, channels: Channels, changed: Changed, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of the page, and what this installation can send by."""

    def done(token: str, act: Act) -> Callable[[Connection], Response[str]]:
        def unit(connection: Connection) -> Response[str]:
            rows = act(connection, token, clock())
            for row in rows:
                changed(connection, row["jurisdiction"], [row["request_id"]])
            return _shown(connection, token)

        return unit

    @get("/notices/channels")
    async def offered() -> dict[str, Any]:
        return {"email": channels.email is not None, "push": channels.push.keys.public if channels.push else None}

    @get("/notices/{token:str}")
    async def page(token: FromPath[str]) -> Response[str]:
        return await database.read(lambda connection: _shown(connection, token))

    @post("/notices/{token:str}", status_code=200)
    async def stop(token: FromPath[str]) -> Response[str]:
        return await database.write(done(token, lambda c, t, now: queue.stop(c, t, False, now)))

    @post("/notices/{token:str}/all", status_code=200)
    async def stop_all(token: FromPath[str]) -> Response[str]:
        return await database.write(done(token, lambda c, t, now: queue.stop(c, t, True, now)))

    @post("/notices/{token:str}/yes", status_code=200)
    async def confirm(token: FromPath[str]) -> Response[str]:
        return await database.write(done(token, queue.confirm))

    return [offered, page, stop, stop_all, confirm]


def _shown(connection: Connection, token: str) -> Response[str]:
    """Where the subscription stands."""
    row = queue.find(connection, token)
    locale = row["locale"] if row and row["locale"] in PAGE_WORDS else "en"
    say = PAGE_WORDS[locale]
    state = "old" if row is None else "ended" if row["ended_at"] else "told" if row["confirmed_at"] else "asked"
    title, sentence = say[state]
    own = f"/notices/{token}"
    buttons = {
        "asked": [(f"{own}/yes", say["yes"]), (own, say["no"])],
        "told": [(own, say["stop"]), (f"{own}/all", say["all"])],
    }.get(state, [])
    spoken = row["reference"] if row else ""
    body = _PAGE.render(
        locale=locale,
        city=places.jurisdiction_name(connection, row["jurisdiction"]) if row else "",
        title=title,
        sentence=sentence,
        buttons=buttons,
        reference=references.show(spoken) if spoken else "",
        link=f"/r/{spoken}" if spoken else "",
        look=say["look"],
    )
    headers = {"Cache-Control": "no-store"}
    return Response(body, media_type="text/html", headers=headers, status_code=200 if row else 404)
