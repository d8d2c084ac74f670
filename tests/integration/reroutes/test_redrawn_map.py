"""A city redraws its map: what the draft says it would do, what applying does, and what phones see of it."""

from datetime import timedelta

import pytest
import shapely  # type: ignore[import-untyped]

from backend import seeding
from backend.db.session import Database, opened
from backend.errors import Problem
from backend.places import service as places
from backend.places.importing import Area, Areas, read_areas
from backend.reroutes import service as reroutes
from backend.reroutes.service import Group, Side
from tests.factories.city import NORTH, NOWHERE, SOUTH, City
from tests.factories.phone import Phone

LAYER = "public-service"
BEFORE, AFTER = Side("District 3", "South crew"), Side("District 5", "North crew")


def redrawn() -> Areas:
    """The demo's districts, but the fifth has swallowed the third."""
    areas = {one.name: one for one in read_areas((seeding.FOLDER / "districts.geojson").read_bytes(), "name").areas}
    third, fifth = areas.pop("District 3"), areas.pop("District 5")
    grown = Area(fifth.name, shapely.union(third.geometry, fifth.geometry))
    return Areas([*areas.values(), grown], [])


def draft(database: Database, city: City, areas: Areas | None = None) -> int:
    here, of = city.settings.jurisdiction, areas or redrawn()
    return database.write_now(
        lambda c: places.draft_version(c, here, LAYER, of, file_name="new.geojson", made_by="manager", now=city.clock())
    )


def apply(city: City) -> int:
    """Draft and apply the redrawn map; the version's number."""
    with opened(city.settings.database) as database:
        number = draft(database, city)
        reroutes.apply_version(database, city.settings.jurisdiction, LAYER, number, city.clock)
    return number


def state_of(city: City, number: int) -> str:
    return str(city.rows("SELECT state FROM layer_version WHERE number = ?", number)[0]["state"])


def districts(city: City) -> list[str]:
    """Where the requests lie."""
    rows = city.rows("SELECT d.name FROM service_request r JOIN district d ON d.id = r.district_id")
    return [str(row["name"]) for row in rows]


def reported(city: City, *points: tuple[float, float]) -> tuple[Phone, list[str]]:
    ann = city.resident()
    ids = [ann.report(point) for point in points]
    ann.sync()
    return ann, ids


def test_a_draft_says_what_it_would_move_and_changes_nothing(city: City) -> None:
    ann, (south, *_) = reported(city, SOUTH, SOUTH, NORTH, NOWHERE)
    here = city.settings.jurisdiction
    with opened(city.settings.database) as database:
        number = draft(database, city)
        shown = database.read_now(lambda c: reroutes.preview(c, here, LAYER, number))
        moves = database.read_now(lambda c: list(reroutes.moves(c, here, LAYER, number)))
    assert (shown.stay, shown.move, shown.nowhere, shown.groups) == (2, 2, 0, [Group(BEFORE, AFTER, 2)])
    assert (shown.districts.changed, shown.districts.retired, shown.districts.added) == (1, 1, 0)
    said = {(move.lat, move.lon, move.from_, move.to, move.why) for move in moves}
    assert said == {(*SOUTH, BEFORE, AFTER, "inside")}
    ann.sync()
    assert city.rows("SELECT active FROM district WHERE name = 'District 3'")[0]["active"]
    assert ann.doc("request", south)["reference"] in {move.reference for move in moves}


def test_applying_takes_open_work_to_its_new_crew_and_leaves_what_is_over_where_it_was(city: City) -> None:
    south, north, desk = city.staff("south"), city.staff("north"), city.staff("dispatch")
    ann, (moved, over) = reported(city, SOUTH, SOUTH)
    south.sync()
    south.close(south.doc("request", over)["work_order_id"])
    for phone in (south, north, desk):
        phone.sync()
    third = desk.doc("request", moved)["district_id"]

    number = apply(city)
    for phone in (ann, south, north, desk):
        phone.sync()

    assert state_of(city, number) == "applied"
    job = desk.doc("request", moved)["work_order_id"]
    assert (job in south.ids("wo"), job in north.ids("wo")) == (False, True)
    assert (moved in south.ids("request"), moved in north.ids("request")) == (False, True)
    assert desk.doc("request", moved)["route"]["district"] == "District 5"
    said = [(line["kind"], line["by"], line["text"]) for line in ann.doc("request", moved)["history"]]
    assert ("rerouted", "routing", "District 5") in said
    assert (desk.doc("request", over)["district_id"], desk.doc("request", over)["status"]) == (third, "resolved")


def test_a_crew_that_was_offline_closes_what_the_new_map_took_from_it(city: City) -> None:
    south, north = city.staff("south"), city.staff("north")
    _, (request,) = reported(city, SOUTH)
    south.sync()
    south.close(south.doc("request", request)["work_order_id"])
    apply(city)
    south.sync()
    assert south.outcome() == ("applied", "late_closure")
    north.sync()
    assert north.doc("request", request)["status"] == "resolved"


def test_what_was_cut_in_the_middle_is_finished_at_the_next_start(city: City) -> None:
    _, ids = reported(city, SOUTH, SOUTH, SOUTH)
    here = city.settings.jurisdiction
    with opened(city.settings.database) as database:
        number = draft(database, city)
        database.write_now(lambda c: reroutes.begin(c, here, LAYER, number, city.clock()))
        step = database.write_now(lambda c: reroutes.follow(c, here, LAYER, number, city.clock(), at_most=1))
        assert (step.moved, step.is_over) == (1, False)
        other = draft(database, city)
        with pytest.raises(Problem, match=f"Version {number} of 'public-service' is still being applied"):
            database.write_now(lambda c: reroutes.begin(c, here, LAYER, other, city.clock()))
        reroutes.apply_due(database, city.clock)
    assert state_of(city, number) == "applied"
    assert districts(city) == ["District 5"] * 3
    lines = city.rows("SELECT request_id FROM request_entry WHERE kind = 'rerouted'")
    assert sorted(line["request_id"] for line in lines) == sorted(ids), "each was moved once"


def test_a_version_for_next_month_waits_for_its_day(city: City) -> None:
    reported(city, SOUTH)
    here, day = city.settings.jurisdiction, timedelta(days=30)
    with opened(city.settings.database) as database:
        number = draft(database, city)
        then = city.clock() + day
        database.write_now(lambda c: places.schedule_version(c, here, LAYER, number, then))
        reroutes.apply_due(database, city.clock)
        assert state_of(city, number) == "scheduled"
        city.clock.wait(days=30)
        reroutes.apply_due(database, city.clock)
        found = database.read_now(lambda c: places.versions(c, here, LAYER))
    assert [one.state for one in found] == ["replaced", "applied"]
    assert found[0].valid_until_at == found[1].valid_from_at
    assert districts(city) == ["District 5"]


def test_a_discarded_draft_can_never_be_applied(city: City) -> None:
    here = city.settings.jurisdiction
    with opened(city.settings.database) as database:
        number = draft(database, city)
        database.write_now(lambda c: places.discard_version(c, here, LAYER, number))
        with pytest.raises(Problem, match="is discarded, not a draft"):
            database.write_now(lambda c: reroutes.begin(c, here, LAYER, number, city.clock()))
