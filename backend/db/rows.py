"""Set-wise writing of rows: one statement for many rows, whatever the table."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import SQLModel


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: hot paths use Core, not the Session."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]


def add(connection: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows; those whose key is there already stay as they are (children are insert-only)."""
    if rows:
        connection.execute(insert(into).on_conflict_do_nothing(), rows)


def put(connection: Connection, into: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert the rows, or replace those with the same key."""
    if rows:
        statement = insert(into)
        keys = [column.name for column in into.primary_key]
        changed = {name: statement.excluded[name] for name in rows[0] if name not in keys}
        connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changed), rows)
