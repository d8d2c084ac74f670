"""HTTP for managers who choose the words of messages: looking at them, trying them out, keeping and giving them up.

`about` in an address is the state that a message is about; Litestar keeps the name `state` for itself.
"""

from functools import partial
from typing import Annotated, Any

from litestar import Request, Router, delete, get, post, put
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, FromQuery, JSONBody
from msgspec import Meta
from sqlalchemy import Connection

from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.notices import wording
from backend.notices.templates import FIELDS, LOCALES, STATES, Template, problems
from backend.notices.wire import Kind, OwnWords, PreviewReply, TemplateReply, TemplatesReply, TemplateWords
from backend.people.rules import Actor
from backend.people.service import identify_manager
from backend.places import service as places
from backend.settings import Settings

Service = Annotated[str, Meta(min_length=1, max_length=100)]


def routes(database: Database, settings: Settings, clock: Clock) -> Router:
    """The handlers of /notices/templates."""

    async def provide_manager(request: Request[Any, Any, Any]) -> Actor:
        header = request.headers.get("authorization")
        return await database.read(lambda c: identify_manager(c, header, clock(), settings.jurisdiction))

    @get("/")
    async def list_templates(manager: NamedDependency[Actor]) -> TemplatesReply:
        """What there is to choose from."""
        return await database.read(lambda c: _all(c, manager.jurisdiction))

    @get("/{about:str}")
    async def show(
        manager: NamedDependency[Actor], about: FromPath[str], locale: FromQuery[str], service: FromQuery[Service] = "*"
    ) -> TemplateReply:
        """The words of one message, for one kind of problem or all, in one language."""
        return await database.read(partial(_used, key=_key(manager, service, about, locale)))

    @put("/{about:str}")
    async def keep(
        data: JSONBody[TemplateWords],
        manager: NamedDependency[Actor],
        about: FromPath[str],
        locale: FromQuery[str],
        service: FromQuery[Service] = "*",
    ) -> TemplateReply:
        """Use these words from now on."""
        key = _key(manager, service, about, locale)

        def unit(connection: Connection) -> TemplateReply:
            wording.keep(connection, *key, _template(data))
            return _used(connection, key)

        return await database.write(unit)

    @delete("/{about:str}", status_code=200)
    async def give_up(
        manager: NamedDependency[Actor], about: FromPath[str], locale: FromQuery[str], service: FromQuery[Service] = "*"
    ) -> TemplateReply:
        """Go back to the words beneath."""
        key = _key(manager, service, about, locale)

        def unit(connection: Connection) -> TemplateReply:
            wording.give_up(connection, *key)
            return _used(connection, key)

        return await database.write(unit)

    @post("/preview", status_code=200)
    async def preview(
        data: JSONBody[TemplateWords],
        manager: NamedDependency[Actor],
        locale: FromQuery[str],
        service: FromQuery[Service] = "*",
    ) -> PreviewReply:
        """What is wrong with words, or how a reader would get them; nothing is kept."""
        template = _template(data)
        if wrong := problems(template):
            return PreviewReply(wrong, None)
        here, site = manager.jurisdiction, settings.site
        made = await database.read(lambda c: wording.sample(c, here, service, locale, template, site))
        return PreviewReply({}, made)

    return Router(
        "/notices/templates",
        route_handlers=[list_templates, show, keep, give_up, preview],
        dependencies={"manager": Provide(provide_manager)},
    )


def _all(connection: Connection, here: str) -> TemplatesReply:
    offered = places.services(connection, here)
    kinds = [Kind(code, service.name) for code, service in offered.items() if service.active]
    own = [OwnWords(state, service, locale) for service, state, locale in wording.own(connection, here)]
    return TemplatesReply(list(STATES), list(LOCALES), list(FIELDS), sorted(kinds, key=lambda one: one.name), own)


def _used(connection: Connection, key: wording.Key) -> TemplateReply:
    here, service, state, locale = key
    own = wording.own(connection, here)
    is_citys = ("*", state, locale) in own
    is_services = service != "*" and (service, state, locale) in own
    return TemplateReply(
        wording.template(connection, *key),
        "service" if is_services else "city" if is_citys else "curbline",
        "city" if is_services and is_citys else "curbline",
    )


def _key(manager: Actor, service: str, state: str, locale: str) -> wording.Key:
    """Raises `not_found` for a message that there is not."""
    if state not in STATES or locale not in LOCALES:
        raise Problem("not_found", f"There is no message '{state}' in the language '{locale}'.")
    return manager.jurisdiction, service, state, locale


def _template(data: TemplateWords) -> Template:
    return Template(data.subject.strip(), data.body.strip())
