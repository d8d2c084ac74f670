"""What applying a version of a layer would do: which districts change, and which open requests move. Writes nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct
from sqlalchemy import Connection

from backend.people import service as people
from backend.places import service as places
from backend.requests import service as requests
from sync.protocol.messages import Place

_SLICE = 10_000


class Side(Struct, frozen=True):
    """Who answers, by name: None where nobody does, or where the district has no crew."""

    district: str | None
    crew: str | None


class Move(Struct, frozen=True):
    """An open request that would get another district, or another crew in the same one. `why` is a `places.Reason`."""

    reference: str
    service: str
    lat: float | None
    lon: float | None
    from_: Side
    to: Side
    why: str


class Group(Struct, frozen=True):
    """How many open requests would go the same way."""

    from_: Side
    to: Side
    count: int


class Preview(Struct, frozen=True):
    """`districts` counts areas, the rest open requests; `nowhere` are those of `move` that would belong to nobody."""

    layer: str
    number: int
    districts: places.ImportResult
    stay: int
    move: int
    nowhere: int
    groups: list[Group]


def preview(connection: Connection, jurisdiction: str, layer: str, number: int) -> Preview:
    """What applying the version now would do; the largest groups first. Raises `not_found`."""
    counted: Counter[tuple[Side, Side]] = Counter()
    n_open = 0
    for n_seen, found in _compared(connection, jurisdiction, layer, number):
        n_open += n_seen
        counted.update((move.from_, move.to) for move in found)
    groups = [Group(*sides, count) for sides, count in counted.most_common()]
    n_move = counted.total()
    nowhere = sum(group.count for group in groups if group.to.district is None)
    id = places.layer_id(connection, jurisdiction, layer)
    districts = places.compared(connection, jurisdiction, id, places.drawn_in(connection, id, number))
    return Preview(layer, number, districts, n_open - n_move, n_move, nowhere, groups)


def moves(connection: Connection, jurisdiction: str, layer: str, number: int) -> Iterator[Move]:
    """Every open request that applying the version now would move, in slices that need little memory."""
    for _, found in _compared(connection, jurisdiction, layer, number):
        yield from found


def move_rows(connection: Connection, jurisdiction: str, layer: str, number: int) -> Iterator[tuple[object, ...]]:
    """`moves` as rows of a table, the first of them the names of its columns."""
    yield ("reference", "service", "lat", "lon", "from_district", "from_crew", "to_district", "to_crew", "why")
    for one in moves(connection, jurisdiction, layer, number):
        sides = (one.from_.district, one.from_.crew, one.to.district, one.to.crew)
        yield (one.reference, one.service, one.lat, one.lon, *sides, one.why)


class Located(Protocol):
    """What of a request says who answers for it."""

    @property
    def service_code(self) -> str: ...
    @property
    def place(self) -> Place: ...


def asks_of(connection: Connection, jurisdiction: str, placed: Sequence[Located]) -> list[places.Ask]:
    """What to ask of places for these requests."""
    return places.asks_of(connection, jurisdiction, [(one.service_code, one.place) for one in placed])


def codes_of(connection: Connection, jurisdiction: str, layer: str) -> set[str]:
    """The services that ask the layer, all of their requests or those of an owner."""
    offered = places.services(connection, jurisdiction)
    ruled = {rule.service_code for rule in places.owner_rules(connection, jurisdiction) if rule.layer == layer}
    return ruled | {code for code, one in offered.items() if one.layer == layer}


def _compared(connection: Connection, jurisdiction: str, layer: str, number: int) -> Iterator[tuple[int, list[Move]]]:
    """(how many open requests were looked at, those that would move), slice by slice."""
    places.version(connection, jurisdiction, layer, number)
    areas = places.as_drawn(connection, jurisdiction, layer, number)
    names = places.route_names(connection, jurisdiction)
    crews = people.crew_names(connection, jurisdiction)
    codes, after = codes_of(connection, jurisdiction, layer), ""
    while placed := requests.open_after(connection, jurisdiction, codes, after, _SLICE):
        after = placed[-1].id
        found = []
        asks = asks_of(connection, jurisdiction, placed)
        answers = places.responsible_many(connection, jurisdiction, asks, instead=areas, explain=False)
        for one, answer in zip(placed, answers, strict=True):
            _, district, crew_id = names.get(one.district_id or "", ("", None, None))
            now, then = Side(district, crews.get(crew_id or "")), Side(answer.district, answer.crew)
            if now != then:
                at = one.place
                found.append(Move(one.reference, one.service_code, at.lat, at.lon, now, then, answer.reason))
        yield len(placed), found
