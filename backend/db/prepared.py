"""Statements whose text never changes: compiled once a database and run by its driver, past SQLAlchemy's execution.

Finding, compiling and wrapping a statement cost fifty times as much as SQLite needed to answer it (ADR-0015).
"""

from collections.abc import Callable, Iterable
from typing import Any

from msgspec import Struct
from sqlalchemy import ARRAY, Connection, Dialect, Text, bindparam, type_coerce
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.elements import BindParameter, ColumnElement
from sqlalchemy.sql.selectable import ReturnsRows
from sqlalchemy.types import NullType, TypeDecorator, TypeEngine

from backend.db.columns import encode_json

Values = tuple[Any, ...] | dict[str, Any]
Process = Callable[[Any], Any]


class _Many(TypeDecorator[Iterable[Any]]):
    """A set of values as one: an array, or a list in JSON where a database has no arrays."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[TypeEngine[Any]]) -> None:
        super().__init__()
        self.kind = kind

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(ARRAY(self.kind) if dialect.name == "postgresql" else Text())

    def bind_processor(self, dialect: Dialect) -> Process:
        return list if dialect.name == "postgresql" else lambda values: encode_json(list(values))


class _Among(ColumnElement[Any]):
    inherit_cache = False
    type = NullType()  # a Boolean would be compared with 1 where a database has none

    def __init__(self, column: ColumnElement[Any], values: BindParameter[Any]) -> None:
        self.column = column
        self.values = values


@compiles(_Among, "postgresql")
def _among_array(element: _Among, compiler: Any, **also: Any) -> str:
    return f"{compiler.process(element.column, **also)} = ANY({compiler.process(element.values, **also)})"


@compiles(_Among)
def _among_json(element: _Among, compiler: Any, **also: Any) -> str:
    values = compiler.process(element.values, **also)
    return f"{compiler.process(element.column, **also)} IN (SELECT value FROM json_each({values}))"


def among(column: ColumnElement[Any], name: str, kind: type[TypeEngine[Any]] = Text) -> ColumnElement[Any]:
    """Whether the column is one of the values given under `name`: one text of a statement for any number of them."""
    return _Among(type_coerce(column, kind()), bindparam(name, type_=_Many(kind)))


class _Made(Struct, frozen=True):
    """SQL of one database; its values by name with what writes each; which columns of the answer are read how."""

    sql: str
    names: list[str]
    positional: bool
    given: dict[str, Any]
    writes: dict[str, Process | None]
    reads: list[tuple[int, Process]]


class Prepared:
    """A statement of Core with `bindparam` and `among`, and no other list of values."""

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._made: dict[str, _Made] = {}
        self.names = tuple(statement.exported_columns.keys()) if isinstance(statement, ReturnsRows) else ()

    def rows(self, connection: Connection, **given: Any) -> list[tuple[Any, ...]]:
        """The answer's rows as plain tuples."""
        made = self._for(connection.dialect)
        rows: list[tuple[Any, ...]] = self._start(connection, made, given).fetchall()
        if not rows or not made.reads:
            return rows
        columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
        for position, read in made.reads:
            columns[position] = [read(value) for value in columns[position]]
        return list(zip(*columns, strict=True))

    def mappings(self, connection: Connection, **given: Any) -> list[dict[str, Any]]:
        """The answer's rows by names of columns."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows(connection, **given)]

    def scalar(self, connection: Connection, **given: Any) -> Any:
        """The first value of the first row; None without rows."""
        rows = self.rows(connection, **given)
        return rows[0][0] if rows else None

    def run(self, connection: Connection, **given: Any) -> None:
        """Carry it out; for statements without an answer."""
        self._start(connection, self._for(connection.dialect), given)

    def sql(self, dialect: Dialect) -> str:
        """Its text as the database reads it."""
        return self._for(dialect).sql

    def _start(self, connection: Connection, made: _Made, given: dict[str, Any]) -> Any:
        values = made.given | {
            name: value if (write := made.writes[name]) is None else write(value) for name, value in given.items()
        }
        return start(connection, made.sql, [values[name] for name in made.names] if made.positional else values)

    def _for(self, dialect: Dialect) -> _Made:
        made = self._made.get(dialect.name)
        if made is None:
            made = self._made[dialect.name] = self._make(dialect)
        return made

    def _make(self, dialect: Dialect) -> _Made:
        compiled = self._statement.compile(dialect=dialect)
        writes = {name: bind.type.bind_processor(dialect) for name, bind in compiled.binds.items()}
        given = {name: value for name, value in compiled.params.items() if value is not None}
        given = {name: value if (write := writes[name]) is None else write(value) for name, value in given.items()}
        columns = self._statement.exported_columns if self.names else ()
        reads = [(at, read) for at, c in enumerate(columns) if (read := c.type.result_processor(dialect, None))]
        positions = compiled.positiontup
        names = list(positions if positions is not None else compiled.binds)
        return _Made(str(compiled), names, positions is not None, given, writes, reads)


def start(connection: Connection, sql: str, values: Any, *, many: bool = False) -> Any:
    """The driver's cursor after it ran the text, once, or once for each of `many` values.

    Raises what SQLAlchemy raises for the same trouble.
    """
    cursor: Any = connection.connection.cursor()
    try:
        if many:
            cursor.executemany(sql, values)
        else:
            cursor.execute(sql, values)
    except Exception as error:
        driver = connection.dialect.loaded_dbapi.Error
        if not isinstance(error, driver):
            raise
        lost = connection.dialect.is_disconnect(error, connection.connection, cursor)
        if lost:
            connection.invalidate(error)
        raise DBAPIError.instance(
            sql, None, error, driver, connection_invalidated=lost, dialect=connection.dialect
        ) from error
    return cursor
