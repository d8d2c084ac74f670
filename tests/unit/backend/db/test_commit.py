"""commit_changes(): seqs without holes, a leave for every bucket lost, and a cost that does not grow with the city."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from backend.db.commit import Change, commit_changes, head
from backend.db.session import Database, opened
from tests.factories.migrated import migrated_database

CITY = "testville"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    with migrated_database(request.param, tmp_path) as url, opened(url) as database:
        yield database


def change(id: str, ver: int, *buckets: str, kind: str = "request") -> Change:
    return Change(kind, id, ver, frozenset(buckets))


def commit(database: Database, *changes: Change, city: str = CITY) -> int:
    return database.write_now(lambda connection: commit_changes(connection, city, changes))


def feed(database: Database, city: str = CITY) -> list[tuple[str, str, str, int, int]]:
    """(bucket, id, op, ver, seq) in the order of the history."""
    wanted = text("SELECT bucket, id, op, ver, seq FROM sync_feed WHERE jurisdiction = :city ORDER BY seq")
    return database.read_now(lambda c: [tuple(row) for row in c.execute(wanted, {"city": city})])


def test_each_membership_gets_the_next_seq(database: Database) -> None:
    assert commit(database, change("r1", 1, "a", "b"), change("r2", 1, "a")) == 3
    assert feed(database) == [("a", "r1", "put", 1, 1), ("b", "r1", "put", 1, 2), ("a", "r2", "put", 1, 3)]


def test_a_change_moves_its_row_to_the_end_instead_of_adding_one(database: Database) -> None:
    commit(database, change("r1", 1, "a"), change("r2", 1, "a"))
    assert commit(database, change("r1", 2, "a")) == 3
    assert feed(database) == [("a", "r2", "put", 1, 2), ("a", "r1", "put", 2, 3)]


def test_a_bucket_that_lost_a_thing_gets_one_leave_and_hears_of_it_no_more(database: Database) -> None:
    commit(database, change("r1", 1, "a", "b"))
    commit(database, change("r1", 2, "b", "c"))
    assert [row[:4] for row in feed(database)] == [
        ("a", "r1", "leave", 2),
        ("b", "r1", "put", 2),
        ("c", "r1", "put", 2),
    ]
    commit(database, change("r1", 3, "b", "c"))
    assert feed(database)[0][:4] == ("a", "r1", "leave", 2)


def test_things_of_different_kinds_may_share_an_id(database: Database) -> None:
    commit(database, change("x", 1, "a"), change("x", 1, "b", kind="wo"))
    commit(database, change("x", 2, "c", kind="wo"))
    assert [row[:3] for row in feed(database)] == [("a", "x", "put"), ("b", "x", "leave"), ("c", "x", "put")]


def test_each_city_has_a_history_of_its_own(database: Database) -> None:
    commit(database, change("r1", 1, "a"))
    commit(database, change("r2", 1, "a"), city="elsewhere")
    assert [feed(database, city)[0][4] for city in (CITY, "elsewhere")] == [1, 1]
    commit(database, change("r1", 2, "b"), city="elsewhere")
    assert feed(database) == [("a", "r1", "put", 1, 1)]


def test_a_failed_unit_leaves_no_hole_in_the_history(database: Database) -> None:
    def fail(connection: Connection) -> None:
        commit_changes(connection, CITY, [change("lost", 1, "a")])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.write_now(fail)
    assert commit(database, change("r1", 1, "a")) == 1
    assert database.read_now(lambda connection: head(connection, CITY)) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_commit_costs_the_same_in_a_small_city_and_in_a_large_one(database: Database) -> None:
    """Counted in instructions of SQLite's machine, which do not depend on how busy ours is."""

    def cost(name: str) -> int:
        steps = [0]

        def step() -> int:
            steps[0] += 1
            return 0

        def unit(connection: Connection) -> None:
            raw = connection.connection.driver_connection
            assert raw is not None
            raw.set_progress_handler(step, 100)
            commit_changes(connection, CITY, [change(f"{name}-{n}", 1, "a", "b") for n in range(50)])
            raw.set_progress_handler(None, 0)

        database.write_now(unit)
        return steps[0]

    small = cost("first")
    for start in range(0, 10_000, 1_000):
        commit(database, *(change(f"r{n}", 1, "a", "b") for n in range(start, start + 1_000)))
    assert cost("last") < 2 * small
