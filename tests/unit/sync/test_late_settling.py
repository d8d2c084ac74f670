"""Keeping what the desk had decided against a closing that came late, a sentence a case."""

import pytest

from sync.decide import World
from sync.decide.state import RequestState, WorkOrderState
from sync.protocol.messages import AssignArgs, CancelArgs, CloseArgs, RateArgs, SettleArgs, StartArgs
from tests.unit.sync.test_decide_rules import ANN, DANA, MANI, NORTH, SOUTH, code, do, job_of


def closed_late(cancelled: bool = False, outcome: str = "fixed") -> tuple[World, RequestState, WorkOrderState]:
    """South closed without knowing that the desk had given the job to North, or called it off."""
    city, request, job = job_of()
    seen = job.ver
    if cancelled:
        do(city, DANA, "wo.cancel", job.id, CancelArgs())
    else:
        do(city, DANA, "wo.assign", job.id, AssignArgs("north"), job.ver)
    closing = CloseArgs(outcome, "Filled")
    assert code(do(city, SOUTH, "wo.close", job.id, closing, seen)) == ("applied", "late_closure")
    return city, request, job


def settle(city: World, job: WorkOrderState, verdict: str) -> tuple[str, str]:
    return code(do(city, DANA, "wo.settle", job.id, SettleArgs(verdict), job.ver))  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", ["fixed", "made_safe", "not_ours", "needs_parts"])
def test_kept_as_the_desk_had_it_the_job_is_the_new_crews_again(outcome: str) -> None:
    city, request, job = closed_late(outcome=outcome)
    assert settle(city, job, "keep") == ("applied", "ok")
    assert (job.status, job.crew_id, job.outcome, job.closed_at) == ("assigned", "north", None, None)
    assert (job.flags, request.status) == ([], "planned")
    assert [one.counts for one in job.closings] == [False]


def test_a_crew_that_has_begun_goes_on() -> None:
    city, _, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), job.ver)
    do(city, NORTH, "wo.start", job.id, StartArgs(), job.ver)
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), seen)
    assert settle(city, job, "keep") == ("applied", "ok")
    assert job.status == "started"


@pytest.mark.parametrize("outcome", ["fixed", "made_safe", "not_ours", "needs_parts"])
def test_a_job_that_was_called_off_stays_off_and_its_request_waits_for_the_desk(outcome: str) -> None:
    city, request, job = closed_late(cancelled=True, outcome=outcome)
    before = (job.status, job.outcome, request.status)
    assert settle(city, job, "keep") == ("applied", "ok")
    assert (job.status, job.outcome, request.status) == ("cancelled", None, "triaged")
    assert settle(city, job, "open") == ("applied", "ok")
    assert (job.status, job.outcome, request.status) == before


def test_a_job_that_was_called_off_and_lacks_parts_sends_nobody_and_its_request_waits_for_the_desk() -> None:
    _, request, job = closed_late(cancelled=True, outcome="needs_parts")
    assert (job.status, job.outcome, job.flags) == ("cancelled", "needs_parts", ["late_closure"])
    assert (request.status, request.status_note) == ("triaged", "Filled")


def test_a_report_that_such_a_closing_had_planned_before_waits_for_the_desk_once_it_is_settled() -> None:
    city, request, job = closed_late(cancelled=True, outcome="needs_parts")
    request.status = "planned"
    assert settle(city, job, "keep") == ("applied", "ok")
    assert (request.status, request.status_note) == ("triaged", "")


def test_another_crew_that_has_the_report_by_then_keeps_it() -> None:
    city, request, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.cancel", job.id, CancelArgs())
    do(city, DANA, "wo.assign", "w2", AssignArgs("north", request.id))
    do(city, NORTH, "wo.start", "w2", StartArgs(), 99)
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("needs_parts"), seen)) == ("applied", "late_closure")
    assert (request.status, request.work_order_id) == ("in_work", "w2")


@pytest.mark.parametrize("cancelled", [False, True])
def test_taken_back_the_late_closing_counts_again(cancelled: bool) -> None:
    city, request, job = closed_late(cancelled)
    before = (job.status, job.outcome, job.note, job.closed_by, job.flags, request.status, request.status_note)
    settle(city, job, "keep")
    assert settle(city, job, "open") == ("applied", "ok")
    after = (job.status, job.outcome, job.note, job.closed_by, job.flags, request.status, request.status_note)
    assert (after, [one.counts for one in job.closings]) == (before, [True])


def test_it_is_not_taken_back_once_the_new_crew_has_closed_it() -> None:
    city, _, job = closed_late()
    settle(city, job, "keep")
    do(city, NORTH, "wo.close", job.id, CloseArgs("fixed", "Done again"), job.ver)
    assert settle(city, job, "open") == ("rejected", "field_conflict")
    assert job.note == "Done again"


def test_it_is_not_taken_back_once_the_new_crew_has_begun() -> None:
    city, _, job = closed_late()
    settle(city, job, "keep")
    do(city, NORTH, "wo.start", job.id, StartArgs(), job.ver)
    assert settle(city, job, "open") == ("rejected", "illegal_transition")
    assert (job.status, job.crew_id) == ("started", "north")


def test_kept_between_two_closings_the_first_goes_on_counting() -> None:
    city, _, job = closed_late()
    do(city, NORTH, "wo.close", job.id, CloseArgs("not_found", "Nothing here"), job.ver)
    assert settle(city, job, "keep") == ("applied", "ok")
    assert (job.status, job.note) == ("done", "Filled")


def test_two_who_take_back_the_same_decision_take_back_no_other() -> None:
    city, _, job = job_of()
    for flag in ("withdrawn", "rerouted"):
        job.flags.append(flag)
        assert settle(city, job, "keep") == ("applied", "ok")
    seen, undo = job.ver, SettleArgs("open")
    assert code(do(city, MANI, "wo.settle", job.id, undo, seen)) == ("applied", "ok")
    assert code(do(city, DANA, "wo.settle", job.id, undo, seen)) == ("rejected", "field_conflict")
    assert (job.flags, len(job.settled)) == (["rerouted"], 1)


def test_taken_back_the_reporters_rating_is_there_again() -> None:
    city, request, job = closed_late()
    assert code(do(city, ANN, "request.rate", request.id, RateArgs(4))) == ("applied", "ok")
    settle(city, job, "keep")
    assert (request.status, request.rating) == ("planned", None)
    settle(city, job, "open")
    assert (request.status, request.rating) == ("resolved", 4)
