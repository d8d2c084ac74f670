"""One pothole the whole way: reported, routed, accepted, started, closed, and seen by its reporter."""

from tests.factories.city import NORTH, NOWHERE, SOUTH, City
from tests.factories.phone import Phone


def only(phone: Phone, kind: str) -> str:
    (id,) = phone.ids(kind)
    return id


def test_a_report_becomes_a_job_of_the_crew_in_charge_and_its_closure_reaches_the_reporter(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    request = ann.report(SOUTH)
    ann.sync()
    assert ann.outcome() == ("applied", "ok")
    assert ann.doc("request", request)["status"] == "planned"
    south.sync()
    job = only(south, "wo")
    assert south.doc("wo", job)["status"] == "assigned"
    assert south.doc("request", request)["route"]["reason"] == "inside"
    south.accept(job)
    south.start(job)
    south.sync()
    ann.sync()
    assert ann.doc("request", request)["status"] == "in_work"
    south.close(job, note="Filled with hot mix")
    south.sync()
    ann.sync()
    seen = ann.doc("request", request)
    assert (seen["status"], seen["status_note"], seen["route"]) == ("resolved", "Filled with hot mix", None)
    assert [line["kind"] for line in seen["history"]] == ["reported", "planned", "in_work", "resolved"]
    assert {line["by"] for line in seen["history"]} == {"reporter", "routing", "South crew"}


def test_a_reply_already_holds_the_effects_of_its_own_ops(city: City) -> None:
    ann = city.resident()
    request = ann.report(SOUTH)
    reply = ann.push().json()
    put = [row for row in reply["pull"]["rows"] if (row["k"], row["id"]) == ("request", request)]
    assert [(row["op"], row["ver"]) for row in put] == [("put", reply["acks"][0]["ver"])]


def test_a_point_outside_every_district_is_kept_on_the_list_of_nobody(city: City) -> None:
    ann, dispatch = city.resident(), city.staff("dispatch")
    request = ann.report(NOWHERE)
    ann.sync()
    dispatch.sync()
    assert dispatch.holders["request", request] == {"district:none"}
    assert dispatch.doc("request", request)["route"]["reason"] == "outside_every_district"
    assert dispatch.ids("wo") == set()


def test_words_instead_of_a_point_are_kept_on_the_list_of_nobody(city: City) -> None:
    ann, dispatch = city.resident(), city.staff("dispatch")
    request = ann.report()
    ann.sync()
    dispatch.sync()
    assert dispatch.holders["request", request] == {"district:none"}


def test_a_dispatcher_gives_an_unassigned_report_to_a_crew(city: City) -> None:
    ann, dispatch, north = city.resident(), city.staff("dispatch"), city.staff("north")
    request = ann.report(NOWHERE)
    ann.sync()
    dispatch.sync()
    job = "0193aaaa-0000-7000-8000-000000000001"
    dispatch.assign(job, city.crew("North crew"), request)
    dispatch.sync()
    north.sync()
    assert dispatch.outcome() == ("applied", "ok")
    assert (north.ids("wo"), north.ids("request")) == ({job}, {request})


def test_a_job_given_to_another_crew_leaves_the_first_crews_list_at_its_next_look(city: City) -> None:
    ann, dispatch, south, north = city.resident(), city.staff("dispatch"), city.staff("south"), city.staff("north")
    request = ann.report(SOUTH)
    ann.sync()
    for phone in (south, dispatch):
        phone.sync()
    job = only(south, "wo")
    dispatch.assign(job, city.crew("North crew"))
    dispatch.sync()
    for phone in (south, north):
        phone.sync()
    assert (south.ids("wo"), south.ids("request")) == (set(), set())
    assert (north.ids("wo"), north.ids("request")) == ({job}, {request})
    assert north.doc("wo", job)["crew_id"] == city.crew("North crew")


def test_work_done_in_ignorance_of_a_new_assignment_is_a_fact(city: City) -> None:
    ann, dispatch, south, north = city.resident(), city.staff("dispatch"), city.staff("south"), city.staff("north")
    ann.report(SOUTH)
    ann.sync()
    for phone in (south, dispatch):
        phone.sync()
    job = only(south, "wo")
    south.close(job, note="Filled by the south")
    dispatch.assign(job, city.crew("North crew"))
    dispatch.sync()
    north.sync()
    north.start(job)
    north.sync()
    south.sync()
    assert south.outcome() == ("applied", "late_closure")
    north.close(job, note="Nothing left to fill")
    north.sync()
    assert north.outcome() == ("merged", "duplicate_closure")
    done = north.doc("wo", job)
    assert (done["status"], done["closed_by"], done["note"]) == ("done", "South crew", "Filled by the south")
    assert set(done["flags"]) == {"double_work", "duplicate_work"}
    assert done["history"][-1]["text"] == "fixed: Nothing left to fill"


def test_a_crew_that_had_seen_the_new_assignment_cannot_close_the_job(city: City) -> None:
    ann, dispatch, south = city.resident(), city.staff("dispatch"), city.staff("south")
    ann.report(SOUTH)
    ann.sync()
    for phone in (south, dispatch):
        phone.sync()
    job = only(south, "wo")
    dispatch.assign(job, city.crew("North crew"))
    dispatch.sync()
    south.close(job, base=dispatch.doc("wo", job)["ver"])
    south.sync()
    assert south.outcome() == ("rejected", "stale_assignment")


def test_of_two_dispatchers_the_first_to_arrive_assigns_and_the_second_hears_of_it(city: City) -> None:
    ann, dana, mani = city.resident(), city.staff("dispatch"), city.staff("manager")
    ann.report(SOUTH)
    ann.sync()
    for phone in (dana, mani):
        phone.sync()
    job = only(dana, "wo")
    dana.assign(job, city.crew("North crew"))
    mani.assign(job, city.crew("Central crew"))
    dana.sync()
    mani.sync()
    assert dana.outcome() == ("applied", "ok")
    assert mani.outcome() == ("rejected", "field_conflict")
    assert mani.acks[1]["detail"] == {"crew_id": city.crew("North crew")}


def test_parking_and_potholes_of_one_point_go_to_different_crews(city: City) -> None:
    ann, north = city.resident(), city.staff("north")
    pothole, car = ann.report(NORTH), ann.report(NORTH, "parking")
    ann.sync()
    north.sync()
    assert north.ids("request") == {pothole, car}
    ways = {north.doc("request", id)["route"]["layer"] for id in (pothole, car)}
    assert ways == {"public-service", "parking"}
