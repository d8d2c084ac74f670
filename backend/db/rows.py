"""Set-wise writing of rows: one statement for many rows, whatever the table.

The statements are compiled once and run as plain SQL with tuples: building and binding each row through SQLAlchemy cost
more than the database did (ADR-0008).
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Dialect, Table
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlmodel import SQLModel

Row = dict[str, Any]


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: hot paths use Core, not the Session."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]


def add(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; those whose key is there already stay as they are (children are insert-only)."""
    _write(connection, into, rows, _add)


def put(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Insert the rows, or replace those with the same key."""
    _write(connection, into, rows, _put)


def insert_new(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; one whose key is there already is a bug and fails them all."""
    _write(connection, into, rows, _insert)


class _Compiled(Struct, frozen=True):
    """SQL of one database and, in the order of its marks, each column's name and how its values are written."""

    sql: str
    columns: list[tuple[str, Callable[[Any], Any] | None]]


Shape = Callable[[Table, tuple[str, ...]], Insert]


def _write(connection: Connection, into: Table, rows: Sequence[Row], shape: Shape) -> None:
    if not rows:
        return
    made = _compile(into, tuple(rows[0]), shape, connection.dialect)
    values = [tuple(row[name] if write is None else write(row[name]) for name, write in made.columns) for row in rows]
    connection.exec_driver_sql(made.sql, values)


@cache
def _compile(into: Table, names: tuple[str, ...], shape: Shape, dialect: Dialect) -> _Compiled:
    compiled = shape(into, names).compile(dialect=dialect, column_keys=list(names))
    marks = compiled.positiontup or []
    return _Compiled(str(compiled), [(name, into.c[name].type.bind_processor(dialect)) for name in marks])


def _insert(into: Table, names: tuple[str, ...]) -> Insert:
    return insert(into)


def _add(into: Table, names: tuple[str, ...]) -> Insert:
    return insert(into).on_conflict_do_nothing()


def _put(into: Table, names: tuple[str, ...]) -> Insert:
    statement = insert(into)
    keys = [column.name for column in into.primary_key]
    changed = {name: statement.excluded[name] for name in names if name not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=changed)
