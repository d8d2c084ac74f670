"""What a device may hold: pages, cursors, other histories, and never somebody else's things."""

import pytest

from tests.factories.city import NORTH, SOUTH, City
from tests.factories.phone import Phone


def rows_of(phone: Phone, limit: int = 500) -> list[tuple[str, str, str]]:
    """Every row from the beginning, a page at a time: (bucket, kind, id)."""
    rows = []
    phone.cursors, more = {}, True
    while more:
        pull = phone.post(phone.body(limit=limit)).json()["pull"]
        assert len(pull["rows"]) <= limit
        assert [row["s"] for row in pull["rows"]] == sorted(row["s"] for row in pull["rows"])
        rows += [(row["b"], row["k"], row["id"]) for row in pull["rows"]]
        phone.cursors, more = pull["cursors"], pull["more"]
        phone.epoch = pull["epoch"]
    return rows


@pytest.mark.parametrize("limit", [1, 3, 7, 500])
def test_pages_of_any_size_bring_every_row_once(city: City, limit: int) -> None:
    ann, dispatch = city.resident(), city.staff("dispatch")
    for at in (SOUTH, NORTH, None, SOUTH):
        ann.report(at)
    ann.sync()
    whole = rows_of(dispatch)
    assert len(whole) == len(set(whole)) > 20
    assert sorted(rows_of(dispatch, limit)) == sorted(whole)


def test_a_device_that_has_everything_is_sent_nothing(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    ann.sync()
    pull = ann.post(ann.body()).json()["pull"]
    assert (pull["rows"], pull["more"], pull["cursors"]) == ([], False, ann.cursors)


def test_a_change_between_two_pages_is_not_missed(city: City) -> None:
    ann, dispatch = city.resident(), city.staff("dispatch")
    first = ann.report(SOUTH)
    for _ in range(6):
        ann.report(NORTH)
    ann.sync()
    page = dispatch.post(dispatch.body(limit=30)).json()
    assert page["pull"]["more"]
    dispatch.settle(page)
    ann.comment(first)
    last = ann.report(SOUTH)
    ann.sync()
    dispatch.sync(limit=5)
    fresh = city.staff("manager")
    fresh.sync()
    assert dispatch.docs == fresh.docs
    assert (last in dispatch.ids("request"), dispatch.doc("request", first)["history"][-1]["kind"]) == (True, "comment")


def test_residents_never_see_each_others_reports(busy_city: City) -> None:
    ann, bob = busy_city.resident(), busy_city.resident()
    mine, other = ann.report(SOUTH), bob.report(SOUTH)
    for phone in (ann, bob, ann):
        phone.sync()
    assert (ann.ids("request"), bob.ids("request")) == ({mine}, {other})
    assert ann.ids("wo") == set()


def test_a_crew_sees_its_own_jobs_and_the_desk_sees_all(city: City) -> None:
    ann = city.resident()
    south_one, north_one, lost = ann.report(SOUTH), ann.report(NORTH), ann.report()
    ann.sync()
    held = {}
    for login in ("south", "north", "central", "dispatch", "manager"):
        phone = city.staff(login)
        phone.sync()
        held[login] = phone.ids("request")
    assert (held["south"], held["north"]) == ({south_one}, {north_one})
    assert held["central"] == set()
    assert held["dispatch"] == held["manager"] == {south_one, north_one, lost}


def test_only_staff_read_why_a_report_lies_where_it_does_and_only_the_desk_reads_boundaries(city: City) -> None:
    ann, south, dispatch = city.resident(), city.staff("south"), city.staff("dispatch")
    request = ann.report(SOUTH)
    for phone in (ann, south, dispatch):
        phone.sync()
    assert ann.doc("request", request)["route"] is None
    assert south.doc("request", request)["route"]["district"] == "District 3"
    boundaries = [
        {doc["boundary"] is None for (kind, _), doc in p.docs.items() if kind == "district"}
        for p in (ann, south, dispatch)
    ]
    assert boundaries == [{True}, {True}, {False}]


def test_no_document_names_the_device_that_wrote_it(city: City) -> None:
    ann, south, dispatch = city.resident(), city.staff("south"), city.staff("dispatch")
    ann.comment(ann.report(SOUTH))
    ann.sync()
    for phone in (south, dispatch):
        phone.sync()
        assert ann.device not in str(phone.docs)


def test_a_bucket_that_is_not_the_devices_is_dropped(city: City) -> None:
    ann, bob = city.resident(), city.resident()
    bob.report(SOUTH)
    bob.sync()
    ann.sync()
    ann.cursors |= {f"device:{bob.device}": 0, "district:none": 0, f"crew:{city.crew('South crew')}": 0}
    pull = ann.post(ann.body()).json()["pull"]
    assert set(pull["drop"]) == set(ann.cursors) - {f"device:{ann.device}", "ref"}
    assert [row for row in pull["rows"] if row["k"] in ("request", "wo")] == []
    assert set(pull["cursors"]) == {f"device:{ann.device}", "ref"}


def test_a_crew_member_who_changes_crews_loses_the_old_list_and_gets_the_new(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    ann.report(SOUTH)
    north_one = ann.report(NORTH)
    ann.sync()
    south.sync()
    city.change("UPDATE account SET crew_id = ? WHERE login = 'south'", city.crew("North crew"))
    south.sync()
    assert south.ids("request") == {north_one}


def test_cursors_of_another_history_are_reset_and_all_is_sent_again(city: City) -> None:
    ann = city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    known = dict(ann.docs)
    city.change("UPDATE sync_meta SET epoch = 'restored'")
    pull = ann.post(ann.body()).json()["pull"]
    assert (set(pull["reset"]), pull["drop"], pull["epoch"]) == (set(ann.cursors), [], "restored")
    ann.settle({"acks": [], "pull": pull})
    assert (ann.docs, request in ann.ids("request")) == (known, True)


def test_a_cursor_from_a_lost_future_is_reset(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    ann.sync()
    known, own = dict(ann.docs), f"device:{ann.device}"
    ann.cursors[own] += 10_000
    pull = ann.post(ann.body()).json()["pull"]
    assert pull["reset"] == [own]
    ann.settle({"acks": [], "pull": pull})
    assert ann.docs == known


def test_a_thing_that_changed_often_is_sent_once(city: City) -> None:
    ann, dispatch = city.resident(), city.staff("dispatch")
    request = ann.report(SOUTH)
    ann.sync()
    for _ in range(5):
        ann.comment(request)
        ann.sync()
    found = [id for _, kind, id in rows_of(dispatch) if kind == "request"]
    assert found == [request]


def test_what_two_phones_pushed_in_turn_reads_the_same_for_everybody(city: City) -> None:
    ann, south, dispatch = city.resident(), city.staff("south"), city.staff("dispatch")
    request = ann.report(SOUTH)
    ann.sync()
    south.sync()
    for n in range(3):
        ann.comment(request, f"resident {n}")
        ann.sync()
        south.comment(request, f"crew {n}")
        south.sync()
    for phone in (ann, dispatch):
        phone.sync()
    texts = [line["text"] for line in ann.doc("request", request)["history"] if line["kind"] == "comment"]
    assert texts == [f"{who} {n}" for n in range(3) for who in ("resident", "crew")]
    desk = [line | {"name": ""} for line in dispatch.doc("request", request)["history"]]  # only staff read who it was
    assert desk == ann.doc("request", request)["history"]
