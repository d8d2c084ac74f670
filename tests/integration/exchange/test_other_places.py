"""What was said of a job when it was closed, once a report is not the job's any more: not for its reporter's eyes."""

import json

from backend.attachments import service as attachments
from backend.db.session import opened
from backend.errors import Problem
from backend.people.rules import Actor
from tests.factories.city import NORTH, City, sent
from tests.factories.phone import Phone, uuid7
from tests.integration.exchange.test_conflicts import PHOTO, a_job, ask

OK = ("applied", "ok")
NOTE = "A lamp for the gate of Elm Street 9"


def with_bob(city: City) -> tuple[Phone, Phone, str, Phone, Phone, str, str]:
    """Ann's report, which is a job of the South crew, and Bob's of another place."""
    ann, south, dispatch, request, job = a_job(city)
    bob = city.resident()
    other, _ = sent(bob, NORTH)
    dispatch.sync()
    return ann, bob, other, south, dispatch, request, job


def may_read(city: City, phone: Phone, photo: str) -> bool:
    with opened(city.settings.database) as database:
        try:
            database.read_now(lambda c: attachments.readable(c, Actor("knoxville", phone.device, "resident"), photo))
        except Problem:
            return False
    return True


def knows(city: City, phone: Phone) -> tuple[bool, bool, bool]:
    """Whether the words are in any document of the phone's, the photo too, and whether it could read that."""
    phone.sync()
    everything = json.dumps(list(phone.docs.values()))
    photo = str(PHOTO["id"])
    return NOTE in everything, photo in everything, may_read(city, phone, photo)


def published(city: City, phone: Phone, request: str) -> str:
    """All that anybody may read of the report."""
    reference = phone.doc("request", request)["reference"]
    replies = [city.http.get(path) for path in (f"/r/{reference}", f"/ogc/collections/requests/items/{reference}")]
    assert [reply.status_code for reply in replies] == [200, 200]
    return "".join(reply.text for reply in replies)


def test_a_report_that_is_split_off_gives_back_words_and_photos_of_the_closing(city: City) -> None:
    ann, bob, other, south, dispatch, request, job = with_bob(city)
    assert ask(dispatch, "wo.serve", f"wo/{job}", request_id=other) == OK
    south.sync()
    assert ask(south, "wo.close", f"wo/{job}", outcome="needs_parts", note=NOTE, photos=[PHOTO]) == OK
    assert knows(city, bob) == (True, True, True)
    assert NOTE in published(city, bob, other)
    dispatch.sync()
    assert ask(dispatch, "wo.split", f"wo/{job}", request_id=other, job_id=uuid7()) == OK
    assert knows(city, bob) == (False, False, False)
    assert NOTE not in published(city, bob, other)
    assert knows(city, ann) == (True, True, True)
    dispatch.sync()
    assert ask(dispatch, "wo.split", f"wo/{job}", request_id=request) == OK
    assert knows(city, ann) == (True, True, True), "with nothing left on it, it was said of this one"


def test_a_report_that_is_no_duplicate_gives_them_back_also_after_the_job_is_done(city: City) -> None:
    _, bob, other, south, dispatch, request, job = with_bob(city)
    assert ask(dispatch, "request.merge", f"request/{other}", into=request) == OK
    south.sync()
    assert ask(south, "wo.close", f"wo/{job}", outcome="fixed", note="Filled", photos=[PHOTO]) == OK
    assert ask(south, "wo.correct", f"wo/{job}", outcome="made_safe", note=NOTE) == OK
    dispatch.sync()
    assert knows(city, bob) == (True, True, True)
    assert ask(dispatch, "request.unmerge", f"request/{other}") == OK
    assert knows(city, bob) == (False, False, False)
    assert "Filled" not in json.dumps(bob.doc("request", other))
    assert NOTE not in published(city, bob, other)
    assert ask(south, "wo.correct", f"wo/{job}", note="A second photo", photos=[PHOTO | {"id": uuid7()}]) == OK
    assert knows(city, bob) == (False, False, False)
    assert "A second photo" not in json.dumps(bob.doc("request", other))


def test_its_own_photos_stay_with_it(city: City) -> None:
    _, bob, other, south, dispatch, _, job = with_bob(city)
    own = PHOTO | {"id": uuid7()}
    bob.comment(other, "Here it is", photos=[own])
    bob.sync()
    assert ask(dispatch, "wo.serve", f"wo/{job}", request_id=other) == OK
    south.sync()
    ask(south, "wo.close", f"wo/{job}", outcome="needs_parts", note=NOTE, photos=[PHOTO])
    dispatch.sync()
    assert ask(dispatch, "wo.split", f"wo/{job}", request_id=other) == OK
    bob.sync()
    assert [photo["id"] for photo in bob.doc("request", other)["photos"]] == [own["id"]]
    assert "Here it is" in json.dumps(bob.doc("request", other))


def test_what_waits_to_be_sent_of_it_is_sent_without_the_words(city: City) -> None:
    _, bob, other, south, dispatch, _, job = with_bob(city)
    bob.notify(other)
    bob.sync()
    assert ask(dispatch, "wo.serve", f"wo/{job}", request_id=other) == OK
    south.sync()
    ask(south, "wo.close", f"wo/{job}", outcome="needs_parts", note=NOTE)
    waiting = "SELECT note FROM notice WHERE request_id = ? AND note = ?"
    assert city.rows(waiting, other, NOTE)
    dispatch.sync()
    assert ask(dispatch, "wo.split", f"wo/{job}", request_id=other) == OK
    assert not city.rows(waiting, other, NOTE)


def test_a_crew_that_the_desk_had_chosen_has_a_report_again_that_is_no_duplicate(city: City) -> None:
    _, bob, other, _, dispatch, request, _ = with_bob(city)
    central = city.crew("Central crew")
    own = dispatch.doc("request", other)["work_order_id"]
    assert ask(dispatch, "wo.assign", f"wo/{own}", crew_id=central) == OK
    assert ask(dispatch, "request.merge", f"request/{other}", into=request) == OK
    assert ask(dispatch, "request.unmerge", f"request/{other}") == OK
    bob.sync()
    assert (bob.doc("request", other)["status"], bob.doc("request", other)["crew_id"]) == ("planned", central)
