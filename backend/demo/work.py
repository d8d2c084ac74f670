"""Giving the demo city its life. Nothing here writes a row: each act is an op of the exchange, each photo an upload."""

import asyncio
from datetime import datetime
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, exists, select

from backend.attachments.intake import OnStored
from backend.attachments.store import Store
from backend.db.rows import table
from backend.db.session import Database
from backend.db.tables import SyncFeed
from backend.demo.life import Life, Plot
from backend.demo.phone import City, Phone
from backend.demo.script import Story, read_work
from backend.errors import Problem
from backend.people import service as people
from backend.seeding import read_accounts, read_city

_FEED = table(SyncFeed)


def seed_work(database: Database, store: Store, folder: Path, now: datetime, on_stored: OnStored) -> int:
    """Let the folder's city live through its script up to `now`; how many reports were made.

    None in a city that has a request already, or whose demo sign-ins were changed: by then it is somebody's own.
    """
    here = read_city(folder).id
    if database.read_now(lambda connection: _has_requests(connection, here)):
        return 0
    try:
        tokens = database.write_now(lambda connection: _sign_in_all(connection, folder, now))
    except Problem:
        return 0
    stories = read_work(folder)
    asyncio.run(_live(City(database, store, here, on_stored, now), folder, stories, tokens))
    return len(stories)


def _has_requests(connection: Connection, jurisdiction: str) -> bool:
    known = exists().where(_FEED.c.jurisdiction == jurisdiction, _FEED.c.kind == "request")
    return bool(connection.execute(select(known)).scalar())


def _sign_in_all(connection: Connection, folder: Path, now: datetime) -> dict[str, str]:
    """Login -> token of every demo account. Raises `wrong_password` when one was changed or dismissed."""
    demo = read_accounts(folder)
    accounts = {one.login: people.check_password(connection, one.login, demo.password) for one in demo.accounts}
    signed_in = {login: people.sign_in(connection, account, now, 1) for login, account in accounts.items()}
    return {login: reply.token for login, reply in signed_in.items()}


async def _live(city: City, folder: Path, stories: list[Story], tokens: dict[str, str]) -> None:
    now = city.at
    crews = await city.database.read(lambda connection: people.crew_names(connection, city.jurisdiction))
    staff = {login: Phone(city, token) for login, token in tokens.items()}
    life = Life(city, folder, staff, {name: id for id, name in crews.items()})
    for story in stories:
        life.plan(Plot(story, Phone(city), now))
    await life.pass_by()
    for phone in staff.values():
        await city.database.write(partial(people.sign_out, authorization=phone.authorization))
