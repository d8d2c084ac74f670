"""What becomes of open requests when the city redraws its map, a sentence a case."""

from copy import deepcopy

import pytest

from sync.decide import World
from sync.decide.reroute import reroute
from sync.decide.state import Act, Answerable, RequestState
from sync.protocol.messages import AssignArgs, CloseArgs, MergeArgs, ReopenArgs, StartArgs
from tests.unit.sync.test_conflict_rules import BOB, second
from tests.unit.sync.test_decide_rules import ANN, DANA, NORTH, NOW, SOUTH, code, do, job_of, reported

NORTHERN = Answerable("d2", "north", "inside")
CREWLESS = Answerable("d3", None, "inside")


def redraw(city: World, request: RequestState, who: Answerable = NORTHERN, *, by_routing: bool = True) -> None:
    act = Act("version 2", "reroute", "request", request.id, 0, NOW, None)
    reroute(city, act, request, who, "North", by_routing)


def test_an_open_request_gets_the_new_district_its_reason_and_a_line_that_says_why() -> None:
    city, request, _ = job_of()
    redraw(city, request)
    assert (request.district_id, request.route_reason) == ("d2", "inside")
    assert [(line.by, line.text) for line in city.lines if (line.thing_id, line.kind) == ("r1", "rerouted")] == [
        ("routing", "North")
    ]


def test_a_job_that_nobody_has_begun_goes_to_the_crew_of_the_new_district() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.accept", job.id, StartArgs(), job.ver)
    redraw(city, request)
    assert (job.crew_id, job.district_id, job.past_crews, job.accepted_at) == ("north", "d2", ["south"], None)
    assert (request.crew_id, request.status) == ("north", "planned")
    assert city.lines[-1].by == "routing"


def test_a_crew_that_a_person_chose_keeps_the_job_in_its_new_district() -> None:
    city, request, job = job_of()
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), job.ver)
    redraw(city, request, Answerable("d4", "south", "inside"), by_routing=False)
    assert (job.crew_id, job.district_id, request.district_id, job.flags) == ("north", "d4", "d4", [])


@pytest.mark.parametrize("outcome", [None, "needs_parts"])
def test_work_that_has_begun_stays_with_its_crew_and_the_desk_hears_of_it(outcome: str | None) -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.start", job.id, StartArgs(), job.ver)
    if outcome:
        do(city, SOUTH, "wo.close", job.id, CloseArgs(outcome, "A pump"), job.ver)
    redraw(city, request)
    assert (job.crew_id, job.district_id, job.flags) == ("south", "d2", ["rerouted"])
    assert request.crew_id == "south"


def test_where_the_new_district_has_no_crew_the_job_is_called_off_and_the_request_waits_for_the_desk() -> None:
    city, request, job = job_of()
    redraw(city, request, CREWLESS)
    assert (job.status, request.status, request.district_id) == ("cancelled", "triaged", "d3")


def test_a_request_that_never_had_a_job_becomes_one_where_a_crew_answers_now() -> None:
    city, request, _ = reported(None)
    redraw(city, request)
    job = city.work_orders[request.work_order_id or ""]
    assert (job.crew_id, job.district_id, request.status) == ("north", "d2", "planned")


def test_what_waits_for_the_desk_after_a_job_that_is_over_gets_no_new_one_by_itself() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.close", job.id, CloseArgs("made_safe", "Fenced"), job.ver)
    redraw(city, request)
    assert (request.district_id, request.work_order_id, job.district_id) == ("d2", job.id, "d1")


def test_a_job_that_is_only_proposed_waits_for_the_desk_in_its_new_district() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Filled"), job.ver)
    do(city, ANN, "request.reopen", "r1", ReopenArgs("No"), request.ver)
    redraw(city, request, by_routing=False)
    proposed = city.work_orders[request.work_order_id or ""]
    assert (proposed.crew_id, proposed.status, proposed.district_id) == (None, "open", "d2")


def test_a_closed_request_keeps_the_district_that_did_the_work() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Filled"), job.ver)
    before = deepcopy(request)
    redraw(city, request)
    assert request == before


def test_duplicates_go_with_what_they_were_merged_into() -> None:
    city, request, _ = job_of()
    other = second(city, crew=None)
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"), other.ver)
    redraw(city, request)
    assert (other.district_id, other.crew_id, other.status) == ("d2", "north", "duplicate")
    assert other.reporter_device == BOB.device_id


def test_what_is_right_already_is_not_touched() -> None:
    city, request, _ = job_of()
    city.touched.clear()
    redraw(city, request, Answerable("d1", "south", "inside"))
    assert not city.touched


def test_a_border_that_came_nearer_is_said_anew_and_a_newer_version_alone_is_not() -> None:
    city, request, _ = job_of()
    request.route = {"version": 1, "distance_m": 900.0}
    city.touched.clear()
    redraw(city, request, Answerable("d1", "south", "inside", {"version": 2, "distance_m": 900.0}))
    assert not city.touched
    redraw(city, request, Answerable("d1", "south", "inside", {"version": 2, "distance_m": 20.0}))
    assert request.route == {"version": 2, "distance_m": 20.0}
    assert "rerouted" not in {line.kind for line in city.lines}


def test_a_second_look_under_the_same_map_changes_nothing_more() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.start", job.id, StartArgs(), job.ver)
    redraw(city, request)
    city.touched.clear()
    redraw(city, request)
    assert not city.touched


def test_a_crew_that_closes_what_it_lost_to_the_new_map_without_knowing_closes_it_late() -> None:
    city, request, job = job_of()
    seen = job.ver
    redraw(city, request)
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Filled"), seen)) == ("applied", "late_closure")
    assert (request.status, job.flags) == ("resolved", ["late_closure"])
    assert code(do(city, NORTH, "wo.close", job.id, CloseArgs("fixed", "Gone"), job.ver))[1] == "duplicate_closure"


def test_a_crew_that_closes_what_was_called_off_by_the_new_map_closes_it_late() -> None:
    city, request, job = job_of()
    seen = job.ver
    redraw(city, request, CREWLESS)
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Filled"), seen)) == ("applied", "late_closure")
    assert request.status == "resolved"
