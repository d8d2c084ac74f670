"""What is said of a job afterwards, and what the desk makes of it (SYNC-082, SYNC-083), a sentence a case."""

from typing import Any

import pytest
from msgspec import structs

from sync.decide import World
from sync.decide.buckets import of_work_order
from sync.decide.state import Lost, RequestState, WorkOrderState
from sync.protocol.messages import (
    AssignArgs,
    CancelArgs,
    CloseArgs,
    CloseRequestArgs,
    CorrectArgs,
    LogArgs,
    Material,
    ReopenArgs,
    ReviewArgs,
    SettleArgs,
    StartArgs,
)
from tests.unit.sync.test_conflict_rules import FORMER, said
from tests.unit.sync.test_decide_rules import ANN, DANA, MANI, NORTH, NOW, PHOTO, SOUTH, SOUTH_TOO, code, do, job_of

OK = ("applied", "ok")
MORE = structs.replace(PHOTO, id="0193aaaa-0000-7000-8000-000000000002")
NAMED = structs.replace(DANA, name="Dana Reyes")


def closed(outcome: str = "fixed") -> tuple[World, RequestState, WorkOrderState]:
    """Ann's report, closed by the South crew."""
    city, request, job = job_of()
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs(outcome, "Filled", [PHOTO]), job.ver)) == OK
    return city, request, job


def correct(
    city: World, job: WorkOrderState, who: Any = SOUTH, base: int | None = None, **said: Any
) -> tuple[str, str]:
    return code(do(city, who, "wo.correct", job.id, CorrectArgs(**said), job.ver if base is None else base))


def settle(city: World, job: WorkOrderState, verdict: Any, **also: Any) -> tuple[str, str]:
    return code(do(city, DANA, "wo.settle", job.id, SettleArgs(verdict, **also), job.ver))


def kinds(city: World, thing: str) -> list[str]:
    return [line.kind for line in city.lines if line.thing_id == thing]


# --- correcting ---


def test_a_reporter_who_was_told_fixed_is_told_the_truth() -> None:
    city, request, job = closed()
    assert correct(city, job, outcome="made_safe", note="We come back") == OK
    assert (request.status, request.status_note, request.closed_at) == ("triaged", "We come back", None)
    assert kinds(city, "r1")[-2:] == ["corrected", "triaged"]
    assert (job.status, job.outcome, job.note, job.closed_by) == ("done", "made_safe", "We come back", "South crew")


def test_what_was_said_before_stays_in_the_log_and_beside_the_job() -> None:
    city, _, job = closed()
    correct(city, job, outcome="not_found", note="Nothing there", photos=[MORE])
    assert said(city, job.id, "corrected") == ["fixed: Filled"]
    assert [(one.kind, one.outcome, one.note, one.photos, one.counts) for one in job.closings] == [
        ("first", "fixed", "Filled", [PHOTO.id], False),
        ("correction", "not_found", "Nothing there", [PHOTO.id, MORE.id], True),
    ]
    assert city.promises[-1].links == [("wo", job.id), ("request", "r1")]


def test_what_a_correction_does_not_name_stays_as_it_was_said() -> None:
    city, request, job = closed()
    assert correct(city, job, note="Filled with asphalt") == OK
    assert (job.outcome, request.status, request.status_note) == ("fixed", "resolved", "Filled with asphalt")
    assert correct(city, job, photos=[MORE]) == OK
    assert (job.outcome, job.note) == ("fixed", "Filled with asphalt")
    assert correct(city, job, outcome="fixed") == ("merged", "already_so")


def test_a_done_job_corrected_to_needs_parts_waits_for_them_on_its_crews_list() -> None:
    city, request, job = closed()
    assert correct(city, job, outcome="needs_parts", note="A valve") == OK
    assert (job.status, job.closed_at, job.closed_by, job.crew_id) == ("blocked", None, None, "south")
    assert (request.status, request.crew_id) == ("planned", "south")
    assert correct(city, job, outcome="fixed", note="Found one") == OK
    assert (job.status, job.closed_at, job.closed_by, request.status) == ("done", NOW, "South crew", "resolved")


def test_a_rating_goes_with_the_end_that_it_was_of() -> None:
    city, request, job = closed()
    request.rating = 5
    correct(city, job, outcome="not_ours")
    assert (request.status, request.rating) == ("closed", 5)
    correct(city, job, outcome="made_safe")
    assert request.rating is None


def test_the_desk_corrects_too_and_the_work_stays_its_crews() -> None:
    city, _, job = closed()
    assert correct(city, job, DANA, outcome="not_ours", note="A state road") == OK
    assert (job.closed_by, job.closings[-1].by, job.closings[-1].crew_id) == ("South crew", "dispatcher", "south")
    assert correct(city, job, SOUTH, outcome="fixed") == OK


def test_only_who_closed_it_corrects_and_nobody_what_is_not_closed() -> None:
    city, _, job = job_of()
    assert correct(city, job, outcome="fixed") == ("rejected", "illegal_transition")
    assert correct(city, job, NORTH, outcome="fixed") == ("rejected", "not_found")
    assert correct(city, job, ANN, outcome="fixed") == ("rejected", "not_found")


def reopened(city: World, request: RequestState, job: WorkOrderState) -> None:
    do(city, ANN, "request.reopen", "r1", ReopenArgs("Still there"))


def given_to_s(city: World, request: RequestState, job: WorkOrderState) -> None:
    do(city, DANA, "wo.assign", "w2", AssignArgs("north", "r1"))


def closed_by_the_desk(city: World, request: RequestState, job: WorkOrderState) -> None:
    do(city, DANA, "request.close", "r1", CloseRequestArgs("not_ours", "A state road"))


@pytest.mark.parametrize(
    ("outcome", "moves_on"),
    [("fixed", reopened), ("made_safe", given_to_s), ("made_safe", closed_by_the_desk)],
)
def test_a_correction_of_what_has_moved_on_is_kept_for_the_desk(outcome: str, moves_on: Any) -> None:
    city, request, job = closed(outcome)
    moves_on(city, request, job)
    before = request.status
    assert correct(city, job, outcome="not_found", note="Wrong house", photos=[MORE]) == ("merged", "correction_kept")
    assert (request.status, job.outcome, job.flags) == (before, outcome, ["correction"])
    assert said(city, job.id, "correction") == ["not_found: Wrong house"]
    assert MORE.id in {one.photo.id for one in city.promises}


def test_a_correction_that_did_not_know_of_another_one_is_kept_beside_it() -> None:
    city, _, job = closed()
    seen = job.ver
    assert correct(city, job, SOUTH_TOO, outcome="made_safe") == OK
    assert correct(city, job, base=seen, outcome="not_found") == ("merged", "correction_kept")
    assert (job.outcome, [one.counts for one in job.closings]) == ("made_safe", [False, True, False])


def test_a_crew_corrects_its_own_closing_not_the_one_that_came_before_it() -> None:
    city, _, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), seen)
    do(city, NORTH, "wo.close", job.id, CloseArgs("fixed", "North was here"), job.ver)
    do(city, SOUTH, "wo.close", job.id, CloseArgs("not_found", "South was here"), seen)
    assert correct(city, job, note="South was there") == ("merged", "correction_kept")
    assert (job.note, job.closings[-1].outcome, job.closings[-1].note) == (
        "North was here",
        "not_found",
        "South was there",
    )


# --- closing says more ---


def test_a_closing_tells_what_it_took_and_it_adds_up_with_the_rest() -> None:
    city, _, job = job_of()
    do(city, SOUTH, "wo.log", job.id, LogArgs("log-1", 10, [Material("Mix", 1, "bag")]))
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "", [], 30, [Material("Mix", 2, "bag")]), job.ver)
    spent = [line for line in city.lines if line.kind == "logged"]
    assert [line.minutes for line in spent] == [10, 30]
    assert (job.closings[0].minutes, [one.quantity for one in job.closings[0].materials]) == (30, [2])


def test_a_crew_that_did_not_know_hears_who_called_the_job_off_and_when() -> None:
    city, _, job = job_of()
    seen = job.ver
    do(city, NAMED, "wo.cancel", job.id, CancelArgs("Wrong street"), seen)
    late = do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), seen)
    who = {"kind": "cancelled", "by": "dispatcher", "name": "Dana Reyes", "at": "2026-11-21T09:00:00Z"}
    assert (code(late), late.detail) == (("applied", "late_closure"), who | {"acted_at": NOW.isoformat()})
    assert [(one.kind, one.crew_id, one.counts) for one in job.closings] == [("late", "south", True)]


def test_a_job_that_waits_for_parts_is_given_to_the_same_crew_again() -> None:
    city, request, job = closed("needs_parts")
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("south"), job.ver)) == OK
    assert (job.status, job.past_crews, request.status) == ("assigned", [], "planned")
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("south"), job.ver)) == ("merged", "already_so")


# --- settling ---


def closed_twice() -> tuple[World, RequestState, WorkOrderState]:
    """The North crew closed a job; the South crew, which had it before and did not know, says otherwise."""
    city, request, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), seen)
    do(city, NORTH, "wo.close", job.id, CloseArgs("fixed", "Filled"), job.ver)
    do(city, SOUTH, "wo.close", job.id, CloseArgs("made_safe", "Only fenced off", [PHOTO]), seen)
    assert job.flags == ["duplicate_work"]
    return city, request, job


def test_what_is_kept_stands_and_its_flags_go() -> None:
    city, request, job = closed_twice()
    assert settle(city, job, "keep", note="North has the photo") == OK
    assert (job.flags, job.outcome, request.status) == ([], "fixed", "resolved")
    assert said(city, job.id, "settled") == ["keep: North has the photo"]
    assert [(one.told.verdict, one.told.flags) for one in job.settled] == [("keep", ["duplicate_work"])]


def test_the_closing_that_is_taken_counts_and_the_report_follows() -> None:
    city, request, job = closed_twice()
    assert settle(city, job, "take") == OK
    assert (job.outcome, job.note, job.closed_by) == ("made_safe", "Only fenced off", "South crew")
    assert (request.status, request.status_note) == ("triaged", "Only fenced off")
    assert [one.counts for one in job.closings] == [False, True]


def test_a_decision_is_put_back_and_made_the__way() -> None:
    city, request, job = closed_twice()
    settle(city, job, "take")
    assert settle(city, job, "open") == OK
    assert (job.flags, job.outcome, job.closed_by) == (["duplicate_work"], "fixed", "North crew")
    assert (request.status, request.status_note, [one.counts for one in job.closings]) == (
        "resolved",
        "Filled",
        [True, False],
    )
    assert settle(city, job, "keep") == OK
    assert settle(city, job, "open") == OK
    assert settle(city, job, "open") == ("merged", "already_so")


def test_two_at_the_desk_do_not_decide_the_same_twice() -> None:
    city, _, job = closed_twice()
    settle(city, job, "keep")
    assert settle(city, job, "keep") == ("merged", "already_so")
    made = do(city, MANI, "wo.settle", job.id, SettleArgs("take"), job.ver)
    assert (code(made), made.detail and made.detail["settled"]["verdict"]) == (("rejected", "field_conflict"), "keep")


def test_a_closing_is_taken_by_its_id_and_one_that_is_not_there_is_refused() -> None:
    city, _, job = closed_twice()
    assert settle(city, job, "take", closing="0193aaaa-0000-7000-8000-0000000000ff") == ("rejected", "bad_value")
    assert settle(city, job, "take", closing=job.closings[0].id) == OK
    assert (job.outcome, job.flags) == ("fixed", [])


def test_where_nobody_says_wise_taking_confirms_the_late_closing() -> None:
    city, request, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.cancel", job.id, CancelArgs(), seen)
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), seen)
    assert (settle(city, job, "take"), job.flags, job.status, request.status) == (OK, [], "done", "resolved")


def test_only_the_flags_that_are_named_are_decided() -> None:
    city, _, job = closed_twice()
    job.flags.append("rerouted")
    settle(city, job, "keep", flags=["duplicate_work"])
    assert job.flags == ["rerouted"]


def test_a_decision_that_s_went_on_from_is_not_put_back() -> None:
    city, _, job = closed_twice()
    settle(city, job, "take")
    assert correct(city, job, outcome="not_found") == OK
    assert settle(city, job, "open") == ("rejected", "field_conflict")


def test_a_report_that_went_on_since_stays_where_it_is_when_a_decision_is_put_back() -> None:
    city, request, job = closed_twice()
    settle(city, job, "take")
    do(city, DANA, "wo.assign", "w2", AssignArgs("north", "r1"))
    assert settle(city, job, "open") == OK
    assert (job.outcome, request.status, request.work_order_id) == ("fixed", "planned", "w2")


def test_work_that_goes_on_is_not_ended_by_a_decision() -> None:
    city, _, job = closed("needs_parts")
    job.flags = ["rerouted"]
    do(city, SOUTH, "wo.close", job.id, CloseArgs("needs_parts", "Another"), job.ver)
    do(city, SOUTH, "wo.start", job.id, StartArgs(), job.ver)
    assert settle(city, job, "take", closing=job.closings[0].id) == ("rejected", "illegal_transition")


def test_nobody_but_the_desk_decides() -> None:
    city, _, job = closed_twice()
    assert code(do(city, SOUTH, "wo.settle", job.id, SettleArgs("take"))) == ("rejected", "not_allowed")
    assert code(do(city, DANA, "wo.settle", "nothing", SettleArgs("take"))) == ("rejected", "not_found")


def test_a_crew_that_closed_anothers_job_keeps_hearing_of_it() -> None:
    _, _, job = closed_twice()
    assert of_work_order(job) == {"district:d1", "crew:north", "closed:south"}


# --- held ops, decided otherwise ---


def held() -> tuple[World, WorkOrderState, str]:
    """A closing of somebody who has left the South crew."""
    city, _, job = job_of()
    left = structs.replace(FORMER, lost={f"wo/{job.id}": Lost(job.ver, "south", "South crew")})
    assert code(do(city, left, "wo.close", job.id, CloseArgs("fixed"), job.ver)) == ("held", "right_lost")
    return city, job, next(iter(city.held))


def review(city: World, id: str, verdict: Any, who: Any = DANA, base: int = 99) -> tuple[str, str]:
    return code(do(city, who, "op.review", id, ReviewArgs(verdict), base))


def test_what_was_refused_may_be_accepted_later() -> None:
    city, job, id = held()
    assert (review(city, id, "refuse"), review(city, id, "accept"), job.status) == (OK, OK, "done")
    reviewed = city.held[id].reviewed
    assert reviewed is not None
    assert (city.held[id].state, reviewed.kind, reviewed.by) == ("accepted", "accepted", "dispatcher")


def test_two_who_decide_wise_without_knowing_notice_each_other() -> None:
    city, _, id = held()
    review(city, id, "refuse", base=1)
    assert review(city, id, "accept", MANI, base=1) == ("rejected", "field_conflict")
    assert review(city, id, "accept", DANA, base=1) == OK


def test_what_was_accepted_has_its_effect_and_says_what_undoes_it() -> None:
    city, _, id = held()
    review(city, id, "accept")
    made = do(city, DANA, "op.review", id, ReviewArgs("refuse"), 99)
    assert (code(made), made.detail and made.detail["undone_by"]) == (
        ("rejected", "effect_stands"),
        ["wo.settle", "wo.correct"],
    )
