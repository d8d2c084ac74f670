"""Set-wise writing of rows: one statement for many rows, whatever the table."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlmodel import SQLModel


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: hot paths use Core, not the Session."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]


def add(connection: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; those whose key is there already stay as they are (children are insert-only)."""
    if rows:
        connection.execute(_add(into), rows)


def put(connection: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows, or replace those with the same key."""
    if rows:
        connection.execute(_put(into, tuple(rows[0])), rows)


@cache  # making a statement costs more than running it
def _add(into: Table) -> Insert:
    return insert(into).on_conflict_do_nothing()


@cache
def _put(into: Table, names: tuple[str, ...]) -> Insert:
    statement = insert(into)
    keys = [column.name for column in into.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
