"""What routing treats otherwise than the map says: default points, and rules by an asset's owner."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from backend.db.commit import commit_changes
from backend.db.session import Database
from backend.errors import Problem
from backend.places import service
from backend.places.service import Ask, Offer, OwnerRule, Route
from backend.reroutes import service as reroutes
from tests.factories.places import EAST_AND_WEST, NOON, areas, city, put_layer, square

CITY = "testville"
LIGHT = Offer("light", "Street light", "A lamp is dark.", "Lights", ["lamp"], "lamp", 1, "roads")
CREWS = {"West": "West crew", "East": "East crew"}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with city(tmp_path) as database:
        database.write_now(lambda c: put_layer(c, CITY, "roads", areas(EAST_AND_WEST, CREWS)))
        utility = areas({"Grid": square(0, 0, 2)}, {"Grid": "Power and Light"})
        database.write_now(lambda c: put_layer(c, CITY, "grid", utility))
        database.write_now(lambda c: commit_changes(c, CITY, service.put_services(c, CITY, [LIGHT])))
        yield database


def route(database: Database, owner: str | None = None, lat: float = 0.5, lon: float = 0.2) -> Route:
    ask = Ask("light", lat, lon, owner=owner)
    return database.read_now(lambda c: service.responsible_many(c, CITY, [ask]))[0]


def set_rule(database: Database, rule: OwnerRule) -> None:
    database.write_now(lambda c: commit_changes(c, CITY, [service.set_owner_rule(c, CITY, rule)]))


def test_a_point_that_stands_for_none_is_nobodys_and_says_so(database: Database) -> None:
    def flag(connection: Connection) -> None:
        change = service.add_default_point(connection, CITY, "city hall", (0.5, 0.2), 10)
        commit_changes(connection, CITY, [change])

    assert route(database).crew == "West crew"
    database.write_now(flag)
    found = route(database, lat=0.50005)
    assert (found.district, found.crew, found.reason, found.rule) == (None, None, "default_point", "city hall")
    assert route(database, lat=0.5002).crew == "West crew"
    database.write_now(lambda c: commit_changes(c, CITY, [service.remove_default_point(c, CITY, "city hall")]))
    assert route(database).crew == "West crew"


def test_nought_and_nought_is_no_place_in_any_city(database: Database) -> None:
    assert route(database, lat=0.0, lon=0.0).reason == "default_point"
    assert route(database, lat=0.0001, lon=0.0001).reason == "inside"


def test_what_an_owner_has_is_asked_of_the_layer_of_the_rule(database: Database) -> None:
    set_rule(database, OwnerRule("light", "Power and Light", layer="grid"))
    found = route(database, "power  AND light")
    assert (found.district, found.crew, found.layer) == ("Grid", "Power and Light", "grid")
    assert (found.reason, found.rule) == ("inside", "power  AND light")
    assert route(database, "The city").layer == route(database).layer == "roads"


def test_a_crew_of_a_rule_answers_wherever_the_asset_is(database: Database) -> None:
    set_rule(database, OwnerRule("light", "Power and Light", crew="East crew"))
    found = route(database, "Power and Light")
    assert (found.district, found.crew, found.reason) == ("West", "East crew", "by_owner")
    assert route(database, "Power and Light", lat=50.0).crew == "East crew"


def test_a_rule_is_replaced_listed_and_removed(database: Database) -> None:
    set_rule(database, OwnerRule("light", "Power and Light", layer="grid"))
    other = OwnerRule("light", "POWER and light", crew="East crew")
    set_rule(database, other)
    assert database.read_now(lambda c: service.owner_rules(c, CITY)) == [other]
    gone = ("light", "power and light")
    database.write_now(lambda c: commit_changes(c, CITY, [service.remove_owner_rule(c, CITY, *gone)]))
    assert route(database, "Power and Light").layer == "roads"


def test_open_requests_follow_a_new_rule_as_they_follow_a_new_map(database: Database) -> None:
    def state() -> str:
        return database.read_now(lambda c: service.versions(c, CITY, "roads"))[-1].state

    for change in (
        lambda c: service.set_owner_rule(c, CITY, OwnerRule("light", "Power and Light", layer="grid")),
        lambda c: service.remove_owner_rule(c, CITY, "light", "Power and Light"),
    ):
        assert state() == "applied"
        database.write_now(lambda c, change=change: commit_changes(c, CITY, [change(c)]))  # type: ignore[misc]
        assert state() == "applying"
        reroutes.apply_due(database, lambda: NOON)


@pytest.mark.parametrize(
    "rule",
    [
        OwnerRule("tree", "X", layer="grid"),
        OwnerRule("light", "X", layer="sea"),
        OwnerRule("light", "X", crew="Nobody"),
    ],
)
def test_a_rule_for_what_is_not_there_is_refused(database: Database, rule: OwnerRule) -> None:
    with pytest.raises(Problem):
        set_rule(database, rule)


def test_what_is_not_there_cannot_be_removed(database: Database) -> None:
    for remove in (
        lambda c: service.remove_default_point(c, CITY, "nowhere"),
        lambda c: service.remove_owner_rule(c, CITY, "light", "X"),
    ):
        with pytest.raises(Problem, match="no"):
            database.write_now(remove)
