"""An answer is made once for all who ask within a minute, and nobody can fill the memory."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from backend.db.session import Database, opened
from backend.errors import Problem
from backend.requests.kept import Kept
from tests.factories.city import TestClock
from tests.factories.migrated import migrated_file


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(migrated_file(tmp_path)) as opened_:
        yield opened_


class Kitchen:
    """Counts what it makes."""

    def __init__(self, database: Database) -> None:
        self.clock = TestClock()
        self.kept = Kept(database, self.clock)
        self.made: list[object] = []

    async def ask(self, key: object) -> bytes:
        def make(_: Connection) -> bytes:
            self.made.append(key)
            if key == "unknown":
                raise Problem("not_found", "There is none.")
            return str(key).encode()

        return await self.kept.read(key, make)


def test_all_who_ask_at_once_have_it_made_once(database: Database) -> None:
    kitchen = Kitchen(database)

    async def many() -> list[bytes]:
        return await asyncio.gather(*(kitchen.ask("all") for _ in range(20)))

    assert set(asyncio.run(many())) == {b"all"}
    assert kitchen.made == ["all"]


def test_it_is_made_anew_after_a_minute(database: Database) -> None:
    kitchen = Kitchen(database)

    async def twice(pause: timedelta) -> int:
        for _ in range(2):
            await kitchen.ask("all")
            kitchen.clock.wait(seconds=pause.total_seconds())
        return len(kitchen.made)

    assert asyncio.run(twice(timedelta(seconds=59))) == 1
    assert asyncio.run(twice(timedelta(seconds=61))) == 3


def test_what_the_city_does_not_have_is_never_kept(database: Database) -> None:
    kitchen = Kitchen(database)

    async def ask() -> None:
        for _ in range(2):
            with pytest.raises(Problem):
                await kitchen.ask("unknown")

    asyncio.run(ask())
    assert kitchen.made == ["unknown", "unknown"]


def test_what_nobody_asked_for_longest_goes_when_there_are_many(database: Database) -> None:
    kitchen = Kitchen(database)

    async def ask() -> None:
        for key in [*range(256), 0, 256, 0, 1]:
            await kitchen.ask(key)

    asyncio.run(ask())
    assert kitchen.made == [*range(257), 1]
