"""Set-wise writing of rows: one statement for many rows, whatever the table and whichever the database.

The statements are compiled once and run as plain SQL with tuples: building and binding each row through SQLAlchemy cost
more than the database did (ADR-0008).
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from sqlalchemy import ARRAY, Connection, Dialect, Table, bindparam, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel

from backend.db.prepared import start

Row = dict[str, Any]
Insert = postgresql.Insert | sqlite.Insert


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: hot paths use Core, not the Session."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]


def add(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; those whose key is there already stay as they are (children are insert-only)."""
    write(connection, into, rows, _add)


def put(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Insert the rows, or replace those with the same key. No key may be among them twice."""
    write(connection, into, rows, _put)


def insert_new(connection: Connection, into: Table, rows: Sequence[Row]) -> None:
    """Insert the rows; one whose key is there already fails them all: a bug, or another writer was faster."""
    write(connection, into, rows, _insert)


def insert_of(dialect: Dialect) -> Callable[[Table], Insert]:
    """`insert` in the words of this database: one that can say what happens on conflict."""
    return postgresql.insert if dialect.name == "postgresql" else sqlite.insert


class _Compiled(Struct, frozen=True):
    """SQL of one database and, in the order of its marks, each column's name and how its values are written."""

    sql: str
    columns: list[tuple[str, Callable[[Any], Any] | None]]


Shape = Callable[[Any, Table, tuple[str, ...]], Any]
"""What happens to a key that is there already, given (INSERT, table, names of columns)."""


def write(connection: Connection, into: Table, rows: Sequence[Row], shape: Shape) -> None:
    """Insert the rows; `shape` says what happens to those whose key is there already. No key may be twice."""
    if not rows:
        return
    dialect = connection.dialect
    made = _compile(into, tuple(rows[0]), shape, dialect)
    columns = {name: [row[name] for row in rows] for name, _ in made.columns}
    columns |= {name: [encode(value) for value in columns[name]] for name, encode in made.columns if encode is not None}
    if dialect.name == "postgresql":
        start(connection, made.sql, {_mark(name): values for name, values in columns.items()})
    else:
        start(connection, made.sql, list(zip(*columns.values(), strict=True)), many=True)


@cache
def _compile(into: Table, names: tuple[str, ...], shape: Shape, dialect: Dialect) -> _Compiled:
    insert = insert_of(dialect)(into)
    if dialect.name == "postgresql":
        insert = insert.from_select(list(names), select(*_arrays(into, names)), include_defaults=False)
    compiled = shape(insert, into, names).compile(dialect=dialect, column_keys=list(names))
    marks = compiled.positiontup or names
    return _Compiled(str(compiled), [(name, into.c[name].type.bind_processor(dialect)) for name in marks])


def _arrays(into: Table, names: tuple[str, ...]) -> list[Any]:
    """A column as one array: the statement stays the same, and one trip, however many rows there are."""
    kinds = {name: ARRAY(into.c[name].type, dimensions=1) for name in names}
    return [func.unnest(bindparam(_mark(name), type_=kind)) for name, kind in kinds.items()]


def _mark(name: str) -> str:
    """A name that SQLAlchemy does not take for the column itself."""
    return f"{name}_"


def _insert(insert: Any, into: Table, names: tuple[str, ...]) -> Any:
    return insert


def _add(insert: Any, into: Table, names: tuple[str, ...]) -> Any:
    return insert.on_conflict_do_nothing()


def _put(insert: Any, into: Table, names: tuple[str, ...]) -> Any:
    keys = [column.name for column in into.primary_key]
    changed = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=changed)
