"""HTTP for the desk: its crews' phones, and ready notes. Crews read the notes too: they close with them."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import Request, Response, Router, delete, get, put
from litestar.params import FromPath, JSONBody
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database
from backend.desk import service
from backend.desk.notes import keep_note, notes, remove_note
from backend.desk.wire import CrewsReply, NotesReply, NoteWords
from backend.errors import Problem
from backend.people.rules import Actor
from backend.people.service import identify, identify_desk, identify_manager
from backend.settings import Settings

_NO_STORE = {"Cache-Control": "no-store"}
AnyRequest = Request[Any, Any, Any]


def routes(database: Database, settings: Settings, settle: Callable[[], Awaitable[None]], clock: Clock) -> Router:
    """The handlers of /dispatch: what begins with /desk is a screen of the app. `settle` writes what phones said a
    moment ago, so that it is known here.
    """

    @get("/crews")
    async def crews(request: AnyRequest) -> Response[CrewsReply]:
        """When each crew was last heard of, and which of its open jobs its phones hold."""
        authorization, now = request.headers.get("authorization"), clock()
        desk = await database.read(lambda c: identify_desk(c, authorization, now, settings.jurisdiction))
        await settle()
        found = await database.read(lambda c: service.crews_seen(c, desk.jurisdiction, now))
        return Response(found, headers=_NO_STORE)

    @get("/notes")
    async def read_notes(request: AnyRequest) -> NotesReply:
        """The ready notes, in the city's order."""
        authorization, now = request.headers.get("authorization"), clock()

        def look(connection: Connection) -> NotesReply:
            actor = identify(connection, authorization, now, settings.jurisdiction)
            if not actor.is_staff:
                raise Problem("not_allowed", "Only staff write notes.")
            return NotesReply(notes(connection, actor.jurisdiction))

        return await database.read(look)

    async def change(request: AnyRequest, act: Callable[[Connection, Actor], None]) -> NotesReply:
        authorization, now = request.headers.get("authorization"), clock()

        def unit(connection: Connection) -> NotesReply:
            manager = identify_manager(connection, authorization, now, settings.jurisdiction)
            act(connection, manager)
            return NotesReply(notes(connection, manager.jurisdiction))

        return await database.write(unit)

    @put("/notes/{note_id:str}")
    async def keep(request: AnyRequest, data: JSONBody[NoteWords], note_id: FromPath[str]) -> NotesReply:
        """Add a note under an id of the sender's, change it, or move it."""
        return await change(request, lambda c, manager: keep_note(c, manager.jurisdiction, note_id, data))

    @delete("/notes/{note_id:str}", status_code=200)
    async def remove(request: AnyRequest, note_id: FromPath[str]) -> NotesReply:
        """Remove a note; to keep it again undoes that."""
        return await change(request, lambda c, manager: remove_note(c, manager.jurisdiction, note_id))

    return Router("/dispatch", route_handlers=[crews, read_notes, keep, remove])
