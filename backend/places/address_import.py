"""Reading a city's file of addresses and making it the city's gazetteer: all of it, or nothing when it is of no use.

Single rows that cannot be used are left out, counted and shown; typing errors are kept, for people make the same ones.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from backend.db.cells import cell
from backend.db.rows import Row as Values
from backend.db.rows import insert_new, table
from backend.places.columns import Columns, Skipped, point
from backend.places.csv_files import Row, reading, whole
from backend.places.gazetteer_tables import Address, Gazetteer, Street, StreetGram
from backend.places.importing import ImportProblem
from sync.places import folding

_GAZETTEER, _STREET, _GRAM, _ADDRESS = table(Gazetteer), table(Street), table(StreetGram), table(Address)
_CHUNK = 20_000
_ZIP_BEHIND = re.compile(r"(\D+) ([0-9]{5})")
"""A street column with a ZIP in it: GAYVIEW DR 37920."""


class AddressRow(Struct, frozen=True, order=True, array_like=True):
    """One usable row: the street as it stands in the file, its blanks in order."""

    street: str
    number: int
    house: str
    unit: str
    zip: str
    lat: float | None
    lon: float | None


class AddressFile(Struct, frozen=True):
    """What a file holds: each address once, and the rows that could not be used."""

    rows: list[AddressRow]
    skipped: Skipped


class AddressCount(Struct, frozen=True):
    """What the gazetteer has after an import; `changed` is whether the file was another than last time."""

    addresses: int
    streets: int
    with_point: int
    changed: bool


def read_addresses(path: Path, fields: dict[str, str | None], advance: Callable[[int], None]) -> AddressFile:
    """The addresses of a CSV. `fields` names columns that are not called as usual. Raises ImportProblem."""
    with reading(path) as (rows, position):
        header = next(rows, None)
        if header is None:
            raise ImportProblem(f"{path.name} is empty: its first line must name the columns.")
        columns = Columns(header, fields, needed=("house", "street"))
        skipped = Skipped()
        found: dict[tuple[str, str, str, str], AddressRow] = {}
        for line, row in enumerate(whole(rows, len(header)), 2):
            if line % 1_000 == 0:
                advance(position())
            if isinstance(one := _row(columns, row), str):
                skipped.add(line, one)
            else:
                found.setdefault((folding.street(one.street).key, one.house, one.unit, one.zip), one)
        advance(position())
    if not found:
        raise ImportProblem(f"{path.name} has no usable address. {skipped.sentence()}")
    return AddressFile(sorted(found.values(), key=lambda one: (one.street, one.number, one.house)), skipped)


def _row(columns: Columns, row: Row) -> AddressRow | str:
    """The row's address, or what is wrong with it."""
    house, street = columns.of(row, "house"), columns.of(row, "street")
    folded = folding.house(house)
    if not street:
        return "no street"
    if not folding.street(street).core:
        return "a street without letters"
    if not folded:
        return "no house number"
    where = point(columns, row)
    if isinstance(where, str):
        return where
    name, _, behind = _ZIP_BEHIND.sub(r"\1|\2", " ".join(street.replace('"', " ").split())).partition("|")
    unit, code = columns.of(row, "unit"), columns.of(row, "zip") or behind
    return AddressRow(name, folding.number(folded), " ".join(house.split()), unit, code, *where)


def put_addresses(connection: Connection, jurisdiction: str, rows: Sequence[AddressRow]) -> AddressCount:
    """Make the rows the city's addresses, in place of those it had. The same rows again change nothing."""
    streets = _by_street(rows)
    digest = hashlib.sha256(msgspec.msgpack.encode(list(rows))).hexdigest()
    made = [one for _, ones in streets.values() for one in ones]
    count = AddressCount(len(made), len(streets), sum(one.lat is not None for one in made), True)
    known = connection.scalar(select(_GAZETTEER.c.digest).where(_GAZETTEER.c.jurisdiction == jurisdiction))
    if known == digest:
        return msgspec.structs.replace(count, changed=False)
    for each in (_GRAM, _ADDRESS, _STREET):
        connection.execute(delete(each).where(each.c.jurisdiction == jurisdiction))
    _write(connection, jurisdiction, streets)
    new_edition(connection, jurisdiction)
    connection.execute(update(_GAZETTEER).where(_GAZETTEER.c.jurisdiction == jurisdiction).values(digest=digest))
    return count


def new_edition(connection: Connection, jurisdiction: str) -> None:
    """Streets, addresses or assets of this city changed: what phones carry of them is out of date."""
    where = _GAZETTEER.c.jurisdiction == jurisdiction
    if connection.execute(update(_GAZETTEER).where(where).values(rev=_GAZETTEER.c.rev + 1)).rowcount == 0:
        connection.execute(insert(_GAZETTEER).values(jurisdiction=jurisdiction, rev=1, digest=""))


Streets = dict[str, tuple[str, list[AddressRow]]]
"""Folded name -> (the name as most rows write it, its houses)."""


def _by_street(rows: Iterable[AddressRow]) -> Streets:
    spelled: dict[str, dict[str, list[AddressRow]]] = {}
    keys: dict[str, str] = {}
    for row in rows:
        if row.street not in keys:
            keys[row.street] = folding.street(row.street).key
        spelled.setdefault(keys[row.street], {}).setdefault(row.street, []).append(row)
    found: Streets = {}
    for key, spellings in spelled.items():
        name = max(spellings, key=lambda spelling: (len(spellings[spelling]), spelling))
        houses = {(one.number, one.house, one.unit): one for ones in spellings.values() for one in ones}
        found[key] = (name, list(houses.values()))
    return found


def _write(connection: Connection, jurisdiction: str, streets: Streets) -> None:
    there: list[Values] = []
    pieces: list[Values] = []
    houses: list[Values] = []
    for id, (name, rows) in enumerate(streets.values(), 1):
        folded = folding.street(name)
        named = {"name": name, "core": folded.core, "suffix": folded.suffix, "direction": folded.direction}
        placed = sorted(row.number for row in rows if row.lat is not None)
        middle = next((row for row in rows if placed and row.number == placed[len(placed) // 2] and row.lat), None)
        spot = {"lat": middle.lat if middle else None, "lon": middle.lon if middle else None}
        there.append({"jurisdiction": jurisdiction, "id": id, **named, "n_houses": len(rows), **spot})
        grams = folding.grams(folded.core)
        of_city = {"jurisdiction": jurisdiction, "street_id": id}
        pieces += [{**of_city, "gram": gram, "n_grams": len(grams)} for gram in grams]
        houses += [{**of_city, **_values(row)} for row in rows]
    pieces.sort(key=lambda one: (one["gram"], one["street_id"]))
    for into, values in ((_STREET, there), (_GRAM, pieces), (_ADDRESS, houses)):
        for at in range(0, len(values), _CHUNK):
            insert_new(connection, into, values[at : at + _CHUNK])


def _values(row: AddressRow) -> Values:
    where = None if row.lat is None or row.lon is None else cell(row.lat, row.lon)
    named = {"number": row.number, "house": row.house, "unit": row.unit, "zip": row.zip}
    return {**named, "lat": row.lat, "lon": row.lon, "cell": where}
