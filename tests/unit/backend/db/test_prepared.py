"""Prepared statements find their rows by keys on both databases, and fail as SQLAlchemy does."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import Connection, create_engine, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import OperationalError

from backend.attachments import service as attachments
from backend.db import checks, commit, remembered
from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.exchange import feed, push
from backend.people import service as people
from backend.places import routing
from backend.requests import around, changed, steps
from backend.requests import service as requests
from backend.requests.tables import ServiceRequest
from backend.work_orders import service as work_orders
from tests.factories.city import demo_database

_MODULES = (
    around,
    attachments,
    changed,
    checks,
    commit,
    people,
    push,
    remembered,
    requests,
    routing,
    steps,
    work_orders,
)
_SMALL = ("sync_meta", "json_each", "anon_1", "anon_2", "anon_3")
"""One row, the values that were given, and what was found already."""
STATEMENTS = {
    f"{module.__name__}.{name}": one
    for module in _MODULES
    for name, one in vars(module).items()
    if isinstance(one, Prepared)
}
STATEMENTS["backend.exchange.feed._since"] = feed._since(3)


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_the_statement_reads_no_table_and_no_city_from_end_to_end(name: str) -> None:
    text = STATEMENTS[name].sql(sqlite.dialect())
    with closing(sqlite3.connect(demo_database())) as connection:
        values = ["[]"] * text.count("?") if "LIMIT" not in text else [1] * text.count("?")
        steps = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {text}", values)]
    read = [step for step in steps if step.startswith("SCAN") and step.split()[1] not in _SMALL]
    of_a_city = [step for step in steps if "INDEX ix_" in step and step.endswith("(jurisdiction=?)")]
    assert (read, of_a_city) == ([], []), steps


@pytest.fixture
def connection() -> Iterator[Connection]:
    with create_engine("sqlite://").connect() as connection:
        yield connection


def test_the_drivers_trouble_is_sqlalchemys(connection: Connection) -> None:
    request = table(ServiceRequest)
    with pytest.raises(OperationalError, match="no such table"):
        Prepared(select(request.c.id).where(among(request.c.id, "ids"))).rows(connection, ids=["a"])
