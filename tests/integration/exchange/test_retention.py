"""Answers are forgotten when nobody can ask for them any more; who asks all the same does nothing twice (SYNC-017)."""

import uuid

from backend.db.session import opened
from backend.exchange.retention import forget_ops
from tests.factories.city import NOWHERE, City
from tests.factories.phone import Json, Phone


def clear_up(city: City) -> int:
    """The hourly clear-up, by another connection."""
    with opened(city.settings.database) as database:
        return forget_ops(database, city.clock.at)


def in_a_drawer(city: City, **also: str) -> tuple[Phone, str, list[Json]]:
    """A phone whose acts arrived, whose answers got lost, and which lay in a drawer: (phone, request, its acts)."""
    ann = city.resident()
    request = ann.report(NOWHERE)
    ann.comment(request)
    ann.queue("request.edit", f"request/{request}", {"description": "Two holes"}, base=1, **also)
    assert [ack["code"] for ack in ann.push().json()["acks"]] == ["ok"] * 3
    city.clock.wait(days=401)
    return ann, request, list(ann.outbox)


def test_answers_are_kept_for_as_long_as_they_should(city: City) -> None:
    ann, _, _ = in_a_drawer(city)
    city.clock.wait(days=-2)
    assert (clear_up(city), len(city.rows("SELECT 1 FROM sync_op"))) == (0, 3)
    city.clock.wait(days=2)
    assert (clear_up(city), city.rows("SELECT 1 FROM sync_op")) == (3, [])
    assert city.rows("SELECT forgotten_mid FROM sync_device WHERE id = ?", ann.device) == [{"forgotten_mid": 3}]


def test_what_comes_again_after_that_is_done_once_or_waits_for_a_person(city: City) -> None:
    ann, request, _ = in_a_drawer(city)
    clear_up(city)
    assert [ack["code"] for ack in ann.sync()] == ["already_so", "ok", "too_old"]
    kinds = [line["kind"] for line in ann.doc("request", request)["history"]]
    assert (kinds.count("comment"), kinds.count("edited"), len(ann.ids("held"))) == (1, 1, 1)
    assert len(city.rows("SELECT 1 FROM service_request")) == 1


def test_no_clock_makes_it_happen_twice(city: City) -> None:
    ann, request, _ = in_a_drawer(city, at="2099-01-01T00:00:00Z")
    clear_up(city)
    ann.sync()
    assert ann.outcome() == ("held", "too_old")
    assert [line["kind"] for line in ann.doc("request", request)["history"]].count("edited") == 1


def test_the_new_answer_is_kept_and_later_acts_go_on(city: City) -> None:
    ann, request, acts = in_a_drawer(city)
    clear_up(city)
    first = ann.sync()
    assert ann.push(*acts).json()["acks"] == first
    ann.comment(request, "Still there")
    ann.sync()
    assert (ann.outcome(), ann.mid) == (("applied", "ok"), 4)


def test_another_act_under_a_forgotten_number_is_kept(city: City) -> None:
    ann, request, _ = in_a_drawer(city)
    clear_up(city)
    ann.outbox, ann.mid = [], 1
    ann.comment(request, "Written on a copy of the phone")
    ann.sync()
    assert "Written on a copy of the phone" in str(ann.doc("request", request))


def test_another_act_under_a_number_that_is_remembered_is_still_a_fork(city: City) -> None:
    ann, request, acts = in_a_drawer(city)
    clear_up(city)
    ann.comment(request, "The fourth")
    ann.push()
    ann.outbox, ann.mid = [], 3
    ann.comment(request, "Another fourth")
    assert ann.push().json()["code"] == "device_fork"
    assert len(acts) == 3


def test_what_an_answer_said_goes_earlier_once_the_phone_has_it(city: City) -> None:
    dispatch = city.staff("dispatch")
    dispatch.queue("wo.cancel", f"wo/{uuid.uuid4()}", {"note": "x" * 5000})
    dispatch.queue("wo.cancel", f"wo/{uuid.uuid4()}", {"note": "x" * 5000})
    dispatch.sync()
    dispatch.comment(str(uuid.uuid4()))
    dispatch.push(acked_mid=1)
    told = "SELECT mid FROM sync_op WHERE detail IS NOT NULL ORDER BY mid"
    clear_up(city)
    assert city.rows(told) == [{"mid": 1}, {"mid": 2}]
    city.clock.wait(days=31)
    clear_up(city)
    assert city.rows(told) == [{"mid": 2}]
