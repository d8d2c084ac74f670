"""A crew that closed a job of another's reads what became of its own closing, and nothing of the other's work."""

import json
from typing import Any

from backend.attachments import service as attachments
from backend.clock import now
from backend.db.session import opened
from backend.errors import Problem
from backend.exchange import held
from backend.people.rules import Actor
from tests.factories.city import NORTH, SOUTH, City, sent
from tests.factories.phone import Phone, uuid7
from tests.integration.exchange.test_conflicts import PHOTO, a_job, ask
from tests.integration.exchange.test_erasure import curbline

OK = ("applied", "ok")
OTHERS = PHOTO | {"id": "0193aaaa-0000-7000-8000-0000000000bb"}


def closed_late(city: City) -> tuple[Phone, Phone, Phone, str, str]:
    """The desk gave South's job to North; South, not knowing, closed it, and North has it."""
    _, south, dispatch, request, job = a_job(city)
    north = city.staff("north")
    assert ask(dispatch, "wo.assign", f"wo/{job}", crew_id=city.crew("North crew")) == OK
    assert ask(south, "wo.close", f"wo/{job}", outcome="made_safe", note="Fenced off", photos=[PHOTO]) == (
        "applied",
        "late_closure",
    )
    dispatch.sync()
    north.sync()
    return south, north, dispatch, request, job


def goes_on(north: Phone, dispatch: Phone, job: str) -> None:
    """The desk keeps the job with North, which works there and needs parts."""
    assert ask(dispatch, "wo.settle", f"wo/{job}", verdict="keep", flags=[], note="North is on its way") == OK
    assert ask(dispatch, "wo.plan", f"wo/{job}", instructions="The key is with the neighbour") == OK
    north.sync()
    assert ask(north, "wo.start", f"wo/{job}") == OK
    assert ask(north, "wo.log", f"wo/{job}", id=uuid7(), minutes=25, text="Dug by the wall") == OK
    assert ask(north, "wo.close", f"wo/{job}", outcome="needs_parts", note="A cable", photos=[OTHERS]) == OK


def may_read(city: City, phone: Phone, photo: object) -> bool:
    actor = Actor("knoxville", phone.device, "crew", None, phone.account["crew_id"])
    with opened(city.settings.database) as database:
        try:
            database.read_now(lambda c: attachments.readable(c, actor, str(photo)))
        except Problem:
            return False
    return True


def test_it_reads_what_the_desk_decided_and_nothing_of_what_the_other_crew_does(city: City) -> None:
    south, north, dispatch, _, job = closed_late(city)
    goes_on(north, dispatch, job)
    south.sync()
    doc = south.doc("wo", job)
    assert [(one["verdict"], one["note"]) for one in doc["settled"]] == [("keep", "North is on its way")]
    assert [(one["outcome"], one["counts"]) for one in doc["closings"]] == [("made_safe", False)]
    assert (doc["outcome"], doc["note"], doc["status"]) == ("made_safe", "Fenced off", "done")
    assert [photo["id"] for photo in doc["photos"]] == [PHOTO["id"]]
    everything = json.dumps(doc)
    for words in ("The key is with the neighbour", "Dug by the wall", "A cable", OTHERS["id"]):
        assert str(words) not in everything
    assert (doc["minutes"], doc["request_ids"], south.ids("request")) == (0, [], set())


def test_its_phones_may_read_its_own_photos_and_not_the_other_crews(city: City) -> None:
    south, north, dispatch, _, job = closed_late(city)
    goes_on(north, dispatch, job)
    too = city.staff("south")
    too.sync()
    assert [may_read(city, phone, PHOTO["id"]) for phone in (south, too, north)] == [True, True, True]
    assert [may_read(city, phone, OTHERS["id"]) for phone in (south, too, north)] == [False, False, True]
    assert not may_read(city, city.staff("central"), PHOTO["id"])


def test_it_reads_kind_and_place_of_what_it_closed(city: City) -> None:
    south, _, dispatch, request, job = closed_late(city)
    dispatch.sync()
    of_desk: dict[str, Any] = dispatch.doc("request", request)
    about = {name: of_desk[name] for name in ("service_code", "reference", "place")}
    south.sync()
    assert south.doc("wo", job)["about"] == about
    dispatch.sync()
    assert dispatch.doc("wo", job)["about"] is None


def test_it_reads_kind_and_place_anew_when_the_desk_changes_them(city: City) -> None:
    south, _, dispatch, request, job = closed_late(city)
    dispatch.sync()
    assert ask(dispatch, "request.sort", f"request/{request}", service_code="road-condition") == OK
    south.sync()
    assert south.doc("wo", job)["about"]["service_code"] == "road-condition"
    place = {"lat": SOUTH[0], "lon": SOUTH[1] + 0.001}
    assert ask(dispatch, "request.edit", f"request/{request}", place=place) == OK
    south.sync()
    assert south.doc("wo", job)["about"]["place"]["lon"] == place["lon"]


def test_of_a_report_that_the_job_took_in_afterwards_it_reads_nothing(city: City) -> None:
    south, _, dispatch, request, job = closed_late(city)
    other, reference = sent(city.resident(), NORTH)
    dispatch.sync()
    assert ask(dispatch, "wo.settle", f"wo/{job}", verdict="keep", flags=[], note="") == OK
    assert ask(dispatch, "wo.serve", f"wo/{job}", request_id=other) == OK
    assert ask(dispatch, "wo.split", f"wo/{job}", request_id=request) == OK
    south.sync()
    assert south.doc("wo", job)["about"] is None
    assert reference not in json.dumps(list(south.docs.values()))


def test_its_correction_is_kept_for_the_desk_and_shown_as_its_own_word(city: City) -> None:
    south, north, dispatch, _, job = closed_late(city)
    goes_on(north, dispatch, job)
    south.sync()
    assert ask(south, "wo.correct", f"wo/{job}", note="Fenced off and swept") == ("merged", "correction_kept")
    south.sync()
    assert (south.doc("wo", job)["outcome"], south.doc("wo", job)["note"]) == ("made_safe", "Fenced off and swept")
    north.sync()
    assert (north.doc("wo", job)["outcome"], len(north.doc("wo", job)["closings"])) == ("needs_parts", 3)


def test_a_job_that_comes_back_to_it_is_all_its_own_again(city: City) -> None:
    south, north, dispatch, request, job = closed_late(city)
    goes_on(north, dispatch, job)
    dispatch.sync()
    assert ask(dispatch, "wo.assign", f"wo/{job}", crew_id=city.crew("South crew")) == OK
    south.sync()
    doc = south.doc("wo", job)
    assert (doc["instructions"], doc["request_ids"], doc["about"]) == ("The key is with the neighbour", [request], None)
    assert may_read(city, south, OTHERS["id"])


def test_a_report_that_is_erased_leaves_what_it_reads(city: City) -> None:
    south, _, _, _, job = closed_late(city)
    south.sync()
    reference = south.doc("wo", job)["about"]["reference"]
    done = curbline(city, "erase", reference, "--yes")
    assert done.exit_code == 0, done.output
    south.sync()
    assert reference not in json.dumps(list(south.docs.values()))


def moved_to_central(city: City) -> None:
    central = city.crew("Central crew")
    with opened(city.settings.database) as database:
        database.write_now(lambda connection: held.move_to_crew(connection, "knoxville", "south", central, now()))


def test_a_correction_that_waited_while_its_author_was_moved_to_another_crew_is_held(city: City) -> None:
    south, _, _, _, job = closed_late(city)
    south.sync()
    south.queue("wo.correct", f"wo/{job}", {"note": "Fenced off and swept", "photos": []})
    moved_to_central(city)
    south.sync()
    assert south.outcome() == ("held", "right_lost")


def test_it_reads_the_time_that_it_noted_itself_and_not_the_other_crews(city: City) -> None:
    _, south, dispatch, _, job = a_job(city)
    north = city.staff("north")
    assert ask(dispatch, "wo.assign", f"wo/{job}", crew_id=city.crew("North crew")) == OK
    south.queue("wo.log", f"wo/{job}", {"id": uuid7(), "minutes": 25, "text": "Swept the kerb"})
    south.queue("wo.close", f"wo/{job}", {"outcome": "made_safe", "note": "Fenced off", "minutes": 15})
    south.sync()
    goes_on(north, dispatch, job)
    south.sync()
    doc = south.doc("wo", job)
    assert (doc["minutes"], "Swept the kerb" in json.dumps(doc), "Dug by the wall" in json.dumps(doc)) == (
        40,
        True,
        False,
    )


def test_photos_that_the_desk_adds_to_its_closing_are_its_to_read(city: City) -> None:
    south, _, dispatch, _, job = closed_late(city)
    dispatch.sync()
    assert ask(dispatch, "wo.correct", f"wo/{job}", note="Fenced off well", photos=[OTHERS]) == OK
    south.sync()
    assert {photo["id"] for photo in south.doc("wo", job)["photos"]} == {PHOTO["id"], OTHERS["id"]}
    assert may_read(city, south, OTHERS["id"])


def test_its_photos_stay_its_own_when_who_took_them_is_moved_to_another_crew(city: City) -> None:
    closed_late(city)
    too = city.staff("south")
    too.sync()
    moved_to_central(city)
    assert may_read(city, too, PHOTO["id"])
    assert not may_read(city, city.staff("central"), PHOTO["id"])


def test_photos_of_a_held_correction_are_its_to_read_once_the_desk_accepts_it(city: City) -> None:
    south, _, dispatch, _, job = closed_late(city)
    south.sync()
    south.queue("wo.correct", f"wo/{job}", {"note": "Fenced off and swept", "photos": [OTHERS]})
    too = city.staff("south")
    too.sync()
    moved_to_central(city)
    south.sync()
    assert not may_read(city, too, OTHERS["id"])
    dispatch.sync()
    [held_op] = dispatch.ids("held")
    assert ask(dispatch, "op.review", f"op/{held_op}", verdict="accept", note="")[0] == "applied"
    assert may_read(city, too, OTHERS["id"])


def test_a_duplicate_of_what_the_job_took_in_afterwards_is_not_what_it_closed(city: City) -> None:
    first, _ = sent(city.resident(), NORTH)
    same, _ = sent(city.resident(), NORTH)
    south, _, dispatch, request, job = closed_late(city)
    dispatch.sync()
    assert ask(dispatch, "request.merge", f"request/{same}", into=first) == OK
    assert ask(dispatch, "wo.settle", f"wo/{job}", verdict="keep", flags=[], note="") == OK
    assert ask(dispatch, "wo.serve", f"wo/{job}", request_id=first) == OK
    south.sync()
    assert south.doc("wo", job)["about"]["reference"] == dispatch.doc("request", request)["reference"]
    assert south.doc("wo", job)["closings"][0]["request_ids"] is None


def test_what_was_merged_into_its_report_afterwards_is_not_what_it_closed(city: City) -> None:
    same, _ = sent(city.resident(), NORTH)
    south, _, dispatch, request, job = closed_late(city)
    dispatch.sync()
    assert ask(dispatch, "wo.settle", f"wo/{job}", verdict="keep", flags=[], note="") == OK
    assert ask(dispatch, "request.merge", f"request/{same}", into=request) == OK
    south.sync()
    assert south.doc("wo", job)["about"]["reference"] == dispatch.doc("request", request)["reference"]
