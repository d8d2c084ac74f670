"""A city with very many requests of ten years, written by the database itself: the same ones in both databases."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy import Connection, text

from backend.db.session import opened
from backend.settings import Settings
from tests.bench.databases import Kind

_SLICE = 100_000
_U = "(((i * {by} + {plus}) % 1000003) / 1000003.0)"
"""A number between 0 and 1 for each i, in no order that one sees."""
_COLUMNS = (
    "id, jurisdiction, reference, service_code, status, status_note, description, lat, lon, cell, place_source, "
    "place_text, district_id, crew_id, route_reason, reporter_device, requested_at, recorded_at, updated_at, "
    "closed_at, priority, followers, ver, fver"
)
_WORDS = {
    "sqlite": {
        "numbers": "WITH RECURSIVE n(i) AS (SELECT {start} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {end})",
        "hex": "printf('%012x', i)",
        "whole": "CAST({x} AS INTEGER)",
        "modulo": "%",
    },
    "postgres": {
        "numbers": "WITH n(i) AS (SELECT CAST(generate_series({start}, {end} - 1) AS bigint))",
        "hex": "lpad(to_hex(i), 12, '0')",
        "whole": "CAST(floor({x}) AS bigint)",
        "modulo": "%%",
    },
}
_BEGAN = 1_448_000_000_000_000
_TEN_YEARS = 315_000_000_000_000
_DAY = 86_400_000_000


def seed(kind: Kind, settings: Settings, n: int) -> None:
    """Write so many requests around the middle of the city, three of a hundred open."""
    with opened(settings.database) as database:
        for start in range(0, n, _SLICE):
            end = min(n, start + _SLICE)
            database.write_now(partial(_fill, kind=kind, city=settings.jurisdiction, start=start, end=end))
    kind.settle(settings)


def _fill(connection: Connection, kind: Kind, city: str, start: int, end: int) -> None:
    words = _WORDS[kind.name]
    services = _ids(connection, "SELECT code FROM service ORDER BY code")
    districts, crews = (_ids(connection, f"SELECT id FROM {table} ORDER BY id") for table in ("district", "crew"))
    words = words | {"numbers": words["numbers"].format(start=start, end=end)}
    connection.exec_driver_sql(_statement(words, city, services, districts, crews).replace("%", words["modulo"]))


def _statement(words: dict[str, str], city: str, services: list[str], districts: list[str], crews: list[str]) -> str:
    recorded = words["whole"].format(x=f"{_BEGAN} + {_TEN_YEARS} * {_u(7919, 17)}")
    spread = f"({_u(48271, 5)} + {_u(69621, 7)} + {_u(40692, 11)} - 1.5)"
    across = f"({_u(16807, 3)} + {_u(39373, 13)} + {_u(20719, 19)} - 1.5)"
    cell = f"{words['whole'].format(x='(lat + 90) * 1000')} * 360000 + {words['whole'].format(x='(lon + 180) * 1000')}"
    is_open = "i % 100 < 3"
    state = f"CASE WHEN {is_open} THEN {_one_of(['triaged', 'planned', 'in_work'], 'i / 100')} ELSE 'closed' END"
    return (
        f"INSERT INTO service_request ({_COLUMNS}) {words['numbers']}, "
        f"p AS (SELECT i, 35.95 + 0.08 * {spread} AS lat, -83.92 + 0.1 * {across} AS lon, {recorded} AS at FROM n) "
        f"SELECT '01900000-0000-7000-8000-' || {words['hex']}, '{city}', 'B' || {words['hex']}, "
        f"{_one_of(services, 'i')}, {state}, '', '', lat, lon, {cell}, 'map', 'Some St', "
        f"{_one_of(districts, 'i / 7')}, {_one_of(crews, 'i / 7')}, 'inside', 'import', at, at, at, "
        f"CASE WHEN {is_open} THEN NULL ELSE at + 5 * {_DAY} END, 'normal', 0, 1, '{{}}' FROM p"
    )


def _u(by: int, plus: int) -> str:
    return _U.format(by=by, plus=plus)


def _one_of(values: Sequence[str], number: str) -> str:
    cases = " ".join(f"WHEN {n} THEN '{value}'" for n, value in enumerate(values))
    return f"CASE ({number}) % {len(values)} {cases} END"


def _ids(connection: Connection, statement: str) -> list[str]:
    return list(connection.execute(text(statement)).scalars())
