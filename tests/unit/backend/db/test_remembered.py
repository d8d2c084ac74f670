"""What is kept in memory is what the database says, whoever changed it and however it ended."""

from pathlib import Path

import pytest
from sqlalchemy import Connection

from backend.db.commit import Change, commit_changes, start_history
from backend.db.remembered import remembered
from backend.db.session import Database, opened
from tests.factories.migrated import migrated_file

CITY = "testburg"


class Shelf:
    """Something published in `ref`; its value is written into a table of its own, read through the memory."""

    def __init__(self) -> None:
        self.loads = 0
        self.read = remembered(self.load)

    def load(self, connection: Connection, jurisdiction: str) -> str:
        self.loads += 1
        return str(connection.exec_driver_sql("SELECT value FROM shelf").scalar())


def publish(connection: Connection, value: str) -> None:
    connection.exec_driver_sql("UPDATE shelf SET value = ?", (value,))
    commit_changes(connection, CITY, [Change("service", "pothole", 1, frozenset({"ref"}))])


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = migrated_file(tmp_path)
    with opened(url) as database:
        database.write_now(start_history)
        database.write_now(lambda c: c.exec_driver_sql("CREATE TABLE shelf (value TEXT)"))
        database.write_now(lambda c: c.exec_driver_sql("INSERT INTO shelf VALUES ('old')"))
        database.write_now(lambda c: publish(c, "old"))
    return url


def read(database: Database, shelf: Shelf) -> str:
    return database.read_now(lambda connection: shelf.read(connection, CITY))


def test_it_is_loaded_once_while_nothing_is_published(url: str) -> None:
    shelf = Shelf()
    with opened(url) as database:
        assert [read(database, shelf) for _ in range(3)] == ["old"] * 3
    assert shelf.loads == 1


def test_what_another_process_publishes_is_seen_at_once(url: str) -> None:
    shelf = Shelf()
    with opened(url) as here, opened(url) as elsewhere:
        assert read(here, shelf) == "old"
        elsewhere.write_now(lambda c: publish(c, "new"))
        assert read(here, shelf) == "new"


def test_what_was_rolled_back_is_forgotten_though_its_seq_is_given_again(url: str) -> None:
    shelf = Shelf()

    def fail(connection: Connection) -> None:
        publish(connection, "never")
        assert shelf.read(connection, CITY) == "never"
        raise ZeroDivisionError

    with opened(url) as database:
        assert database.write_now(lambda c: shelf.read(c, CITY)) == "old"
        with pytest.raises(ZeroDivisionError):
            database.write_now(fail)
        database.write_now(lambda c: publish(c, "new"))
        assert database.write_now(lambda c: shelf.read(c, CITY)) == "new"
        assert read(database, shelf) == "new"


def test_another_history_is_not_taken_for_this_one(url: str) -> None:
    shelf = Shelf()
    with opened(url) as database:
        assert read(database, shelf) == "old"
        database.write_now(lambda c: c.exec_driver_sql("UPDATE shelf SET value = 'restored'"))
        database.write_now(lambda c: c.exec_driver_sql("UPDATE sync_meta SET epoch = 'restored'"))
        assert read(database, shelf) == "restored"
