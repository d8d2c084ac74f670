"""Finding a place by words: streets and houses, typing errors allowed for. Reads only.

Streets that share three-letter pieces with what was typed are looked at closely (`sync.places.ranking`); houses are
then looked up on the best of them. So a city of a million addresses costs what its streets cost.
"""

from collections.abc import Sequence

from msgspec import Struct, structs
from sqlalchemy import BindParameter, Connection, Float, bindparam, cast, func, select

from backend.db.cells import distance_m, touched
from backend.db.prepared import Prepared, among
from backend.db.rows import table
from backend.places.gazetteer_tables import Address, Gazetteer, Street, StreetGram
from sync.places import folding
from sync.places.ranking import ENOUGH, fit
from sync.protocol.messages import PlaceFound

_GAZETTEER, _STREET, _GRAM, _ADDRESS = table(Gazetteer), table(Street), table(StreetGram), table(Address)
_LOOKED_AT = 80
_NEIGHBOURS = 200
"""House numbers further apart than this say nothing about what stands between them."""
_HERE: BindParameter[str] = bindparam("here")
_SHARE = cast(func.count(), Float) / (func.max(_GRAM.c.n_grams) + 4)
"""Of a street's pieces, how many were typed: a short name is not buried under long ones that share as many."""
_BEST = (
    select(_GRAM.c.street_id)
    .where(_GRAM.c.jurisdiction == _HERE, among(_GRAM.c.gram, "grams"))
    .group_by(_GRAM.c.street_id)
    .order_by(_SHARE.desc(), _GRAM.c.street_id)
    .limit(_LOOKED_AT)
)


class Here(Struct, frozen=True):
    """A point in WGS 84 degrees: where somebody is, or asks about."""

    lat: float
    lon: float


class _Candidate(Struct, frozen=True):
    id: int
    name: str
    core: str
    suffix: str
    direction: str
    n_houses: int
    lat: float | None
    lon: float | None
    fits: float = 0.0

    @property
    def folded(self) -> folding.Street:
        return folding.Street(self.core, self.suffix, self.direction)


_CANDIDATES = Prepared(
    select(*(_STREET.c[name] for name in _Candidate.__struct_fields__[:-1])).where(
        _STREET.c.jurisdiction == _HERE, _STREET.c.id.in_(_BEST)
    )
)


class _House(Struct, frozen=True):
    street_id: int
    number: int
    house: str
    unit: str
    zip: str
    lat: float | None
    lon: float | None


def search_addresses(
    connection: Connection, jurisdiction: str, words: str, near: Here | None = None, limit: int = 8
) -> list[PlaceFound]:
    """Houses and streets that the words may mean, the best first. Of equal ones the nearer comes first."""
    asked = folding.asked(words)
    streets = _streets(connection, jurisdiction, asked.street, near)[: 2 * limit]
    if not asked.house:
        return [_of_street(street, near) for street in streets[:limit]]
    houses = _houses(connection, jurisdiction, [street.id for street in streets], folding.number(asked.house))
    found = [_of_house(street, houses.get(street.id, []), asked, near) for street in streets]
    ranked = sorted(zip(streets, found, strict=True), key=lambda pair: -_worth(pair[0], pair[1], asked.zip))
    return [place for _, place in ranked][:limit]


def nearest_address(connection: Connection, jurisdiction: str, at: Here, radius_m: float = 60) -> PlaceFound | None:
    """The house nearest to a point, None when none is within the radius."""
    wanted = (
        select(_ADDRESS.c.lat, _ADDRESS.c.lon, _ADDRESS.c.house, _ADDRESS.c.zip, _STREET.c.name)
        .join(_STREET, (_STREET.c.jurisdiction == _ADDRESS.c.jurisdiction) & (_STREET.c.id == _ADDRESS.c.street_id))
        .where(_ADDRESS.c.jurisdiction == jurisdiction)
    )
    rows = connection.execute(touched(wanted, _ADDRESS.c.cell, at.lat, at.lon, radius_m)).all()
    away = sorted((distance_m(at.lat, at.lon, row.lat, row.lon), row.house, row) for row in rows)
    if not away or away[0][0] > radius_m:
        return None
    distance, _, row = away[0]
    return PlaceFound("address", f"{row.house} {row.name}", row.lat, row.lon, True, row.zip, None, round(distance, 1))


def revision(connection: Connection, jurisdiction: str) -> int:
    """Which edition of streets, addresses and assets this is; 0 before the first."""
    return connection.scalar(select(_GAZETTEER.c.rev).where(_GAZETTEER.c.jurisdiction == jurisdiction)) or 0


def _streets(connection: Connection, jurisdiction: str, asked: folding.Street, near: Here | None) -> list[_Candidate]:
    """The streets that fit well enough, the best first."""
    if not asked.core:
        return []
    rows = _CANDIDATES.rows(connection, here=jurisdiction, grams=folding.grams(asked.core))
    streets = [_Candidate(*row) for row in rows]
    known = [structs.replace(one, fits=fit(asked, one.folded)) for one in streets]
    enough = [street for street in known if street.fits >= ENOUGH]
    return sorted(enough, key=lambda one: _order(one, near))


def _order(one: _Candidate, near: Here | None) -> tuple[float, float, int, str]:
    return (-round(one.fits, 3), _away(one.lat, one.lon, near) or 0.0, -one.n_houses, one.name)


def _houses(connection: Connection, jurisdiction: str, streets: Sequence[int], number: int) -> dict[int, list[_House]]:
    """Street id -> the house of this number and those that may be its neighbours, in the order of their numbers."""
    found: dict[int, list[_House]] = {}
    rows = connection.execute(
        select(*(_ADDRESS.c[name] for name in _House.__struct_fields__))
        .where(
            _ADDRESS.c.jurisdiction == jurisdiction,
            _ADDRESS.c.street_id.in_(streets),
            _ADDRESS.c.number.between(number - _NEIGHBOURS, number + _NEIGHBOURS),
        )
        .order_by(_ADDRESS.c.street_id, _ADDRESS.c.number, _ADDRESS.c.house, _ADDRESS.c.unit)
    )
    for row in rows:
        found.setdefault(row.street_id, []).append(_House(*row))
    return found


def _of_street(street: _Candidate, near: Here | None) -> PlaceFound:
    away = _away(street.lat, street.lon, near)
    return PlaceFound("street", street.name, street.lat, street.lon, exact=False, distance_m=away)


def _of_house(street: _Candidate, houses: Sequence[_House], asked: folding.Asked, near: Here | None) -> PlaceFound:
    """The house itself, else about where it should stand between its neighbours, else the street."""
    same = [one for one in houses if folding.house(one.house) == asked.house]
    same = [one for one in same if one.zip == asked.zip] or same
    if same:
        one = same[0]
        away = _away(one.lat, one.lon, near)
        return PlaceFound("address", f"{one.house} {street.name}", one.lat, one.lon, True, one.zip, None, away)
    number = folding.number(asked.house)
    point = _between(number, houses)
    if point is None:
        return _of_street(street, near)
    return PlaceFound("address", f"{asked.house} {street.name}", *point, False, distance_m=_away(*point, near))


def _between(number: int, houses: Sequence[_House]) -> tuple[float, float] | None:
    """Where a house of this number should stand: between its neighbours on its own side of the street."""
    side = [(one.number, one.lat, one.lon) for one in houses if one.number % 2 == number % 2]
    points = [(n, lat, lon) for n, lat, lon in side if lat is not None and lon is not None]
    below = max((one for one in points if one[0] < number), default=None)
    above = min((one for one in points if one[0] > number), default=None)
    if below is None or above is None:
        return None
    share = (number - below[0]) / (above[0] - below[0])
    return (below[1] + share * (above[1] - below[1]), below[2] + share * (above[2] - below[2]))


def _worth(street: _Candidate, place: PlaceFound, zip: str) -> float:
    """A house that there is speaks for its street."""
    known = 0.0 if place.kind == "street" else 0.12 if place.exact else 0.04
    return street.fits + known + (0.05 if zip and place.zip == zip else 0.0)


def _away(lat: float | None, lon: float | None, near: Here | None) -> float | None:
    if near is None or lat is None or lon is None:
        return None
    return round(distance_m(near.lat, near.lon, lat, lon), 1)
