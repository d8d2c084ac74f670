"""HTTP for managers who want to know how the city does."""

import csv
import io
from datetime import date
from typing import Any

from litestar import Request, Response, Router, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery

from backend.clock import Clock
from backend.db.session import Database
from backend.insights import service
from backend.insights.wire import SatisfactionReply
from backend.people.rules import Actor
from backend.people.service import identify_manager
from backend.settings import Settings

_NO_STORE = {"Cache-Control": "no-store"}


def routes(database: Database, settings: Settings, clock: Clock) -> Router:
    """The handlers of /insights."""

    async def provide_manager(request: Request[Any, Any, Any]) -> Actor:
        header = request.headers.get("authorization")
        return await database.read(lambda c: identify_manager(c, header, clock(), settings.jurisdiction))

    @get("/satisfaction")
    async def satisfaction(manager: NamedDependency[Actor], since: FromQuery[date]) -> Response[SatisfactionReply]:
        """Per service and per district what was closed since a day, and what its reporters thought of it."""
        reply = await database.read(lambda c: service.satisfaction(c, manager.jurisdiction, since))
        return Response(reply, headers=_NO_STORE)

    @get("/satisfaction.csv")
    async def satisfaction_table(manager: NamedDependency[Actor], since: FromQuery[date]) -> Response[str]:
        """The same numbers as a table, without anybody's words."""
        reply = await database.read(lambda c: service.satisfaction(c, manager.jurisdiction, since))
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(service.table_rows(reply))
        named = {"Content-Disposition": f'attachment; filename="satisfaction-since-{since}.csv"'}
        return Response(text.getvalue(), media_type="text/csv", headers=_NO_STORE | named)

    handlers = [satisfaction, satisfaction_table]
    return Router("/insights", route_handlers=handlers, dependencies={"manager": Provide(provide_manager)})
