"""Each rule of sync/decide, one sentence a case. No disk: a world in memory, an act, an outcome."""

from datetime import UTC, datetime
from typing import Any

import pytest

from sync.decide import Decision, Rights, World, decide
from sync.decide.erasure import erase
from sync.decide.state import Act, Answerable, RequestState, WorkOrderState
from sync.protocol import reference
from sync.protocol.messages import (
    AcceptArgs,
    AssignArgs,
    CloseArgs,
    CommentArgs,
    PhotoPromise,
    Place,
    ReportArgs,
    StartArgs,
)

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ANN = Rights("ann's phone", "resident")
SOUTH = Rights("south's phone", "crew", "south", "South crew")
SOUTH_TOO = Rights("south's tablet", "crew", "south", "South crew")
NORTH = Rights("north's phone", "crew", "north", "North crew")
DANA = Rights("dana's screen", "dispatcher", None, "dispatcher")
MANI = Rights("mani's screen", "manager", None, "dispatcher")
REFERENCE = reference.make()
PHOTO = PhotoPromise("0193aaaa-0000-7000-8000-000000000001", "ab" * 32, 1000, "image/jpeg")
_numbers = iter(range(10**6))


def world(**also: Any) -> World:
    return World(NOW, services={"pothole": True, "gone": False}, crews={"south", "north"}, **also)


def do(world: World, who: Rights, kind: str, id: str, args: Any, base: int = 0) -> Decision:
    act = Act(f"op {next(_numbers)}", kind, kind.partition(".")[0], id, base, NOW, args)
    return decide(world, who, act)


def code(decision: Decision) -> tuple[str, str]:
    return decision.outcome, decision.code


def report_args(**also: Any) -> ReportArgs:
    given: dict[str, Any] = {"reference": REFERENCE, "service_code": "pothole", "place": Place(35.9, -83.9)}
    return ReportArgs(**(given | also))


def reported(crew: str | None = "south") -> tuple[World, RequestState, WorkOrderState | None]:
    """A city with one report of Ann's, given to the crew by routing; without a crew nobody has it."""
    city = world()
    city.answerable["first"] = Answerable("d1" if crew else None, crew, "inside")
    act = Act("first", "request.report", "request", "r1", 0, NOW, report_args(photos=[PHOTO]))
    assert code(decide(city, ANN, act)) == ("applied", "ok")
    job = city.work_orders.get(city.requests["r1"].work_order_id or "")
    return city, city.requests["r1"], job


def job_of(crew: str = "south") -> tuple[World, RequestState, WorkOrderState]:
    city, request, job = reported(crew)
    assert job is not None
    return city, request, job


# --- reporting and adding to a report ---


def test_why_a_report_lies_where_it_does_is_kept_with_it_until_it_is_erased() -> None:
    city = world()
    why = {"distance_m": 12.0, "near": True, "second": "d2"}
    city.answerable["first"] = Answerable("d1", "south", "inside", why)
    decide(city, ANN, Act("first", "request.report", "request", "r1", 0, NOW, report_args()))
    assert city.requests["r1"].route == why
    erase(city, Act("erase", "erase", "request", "r1", 0, NOW, None), city.requests["r1"])
    assert city.requests["r1"].route is None


def test_a_report_where_a_crew_answers_is_a_job_at_once() -> None:
    city, request, job = job_of()
    assert (request.status, request.district_id, request.crew_id, request.work_order_id) == (
        "planned",
        "d1",
        "south",
        job.id,
    )
    assert (job.status, job.crew_id, job.request_ids, job.assign_rev) == ("assigned", "south", ["r1"], job.ver)
    assert [(line.kind, line.by) for line in city.lines] == [
        ("reported", "reporter"),
        ("assigned", "routing"),
        ("planned", "routing"),
    ]
    assert city.promises[0].links == [("request", "r1")]


def test_a_report_where_nobody_answers_waits_as_new() -> None:
    _, request, job = reported(None)
    assert (request.status, request.crew_id, job) == ("new", None, None)


def test_the_same_report_again_is_merged_and_another_under_its_id_refused() -> None:
    city, *_ = reported()
    assert code(do(city, ANN, "request.report", "r1", report_args())) == ("merged", "already_so")
    assert code(do(city, ANN, "request.report", "r1", report_args(reference=reference.make()))) == (
        "rejected",
        "bad_value",
    )
    assert code(do(city, DANA, "request.report", "r1", report_args())) == ("rejected", "bad_value")


def test_a_used_reference_is_refused() -> None:
    city, *_ = reported()
    assert code(do(city, DANA, "request.report", "r2", report_args())) == ("rejected", "reference_taken")


@pytest.mark.parametrize("service", ["gone", "never was"])
def test_a_service_that_is_not_offered_is_refused(service: str) -> None:
    decision = do(world(), ANN, "request.report", "r1", report_args(service_code=service))
    assert (decision.code, decision.detail) == ("service_retired", {"service_code": service})


def test_what_is_said_of_a_report_that_was_refused_depends_on_it_until_it_is_made() -> None:
    city = world()
    words = CommentArgs("c1", "More")
    assert code(do(city, ANN, "request.comment", "r1", words)) == ("rejected", "not_found")
    do(city, ANN, "request.report", "r1", report_args(service_code="gone"))
    assert code(do(city, ANN, "request.comment", "r1", words)) == ("rejected", "depends_on_rejected")
    do(city, ANN, "request.report", "r1", report_args())
    assert code(do(city, ANN, "request.comment", "r1", words)) == ("applied", "ok")


def test_an_id_of_another_city_is_refused() -> None:
    city = world(elsewhere={"r1"})
    assert code(do(city, ANN, "request.report", "r1", report_args())) == ("rejected", "bad_value")


def test_an_op_on_the_wrong_kind_of_thing_is_refused() -> None:
    city, *_ = reported()
    act = Act("odd", "request.comment", "wo", "r1", 0, NOW, CommentArgs("c1", "hello"))
    assert decide(city, ANN, act).detail == {"fields": [{"code": "bad_value", "at": "/on"}]}


def test_an_unknown_kind_is_refused_by_name() -> None:
    decision = do(world(), ANN, "request.praise", "r1", {})
    assert (decision.code, decision.detail) == ("unknown_op", {"kind": "request.praise"})


@pytest.mark.parametrize("status", ["new", "in_work", "resolved", "closed", "duplicate", "withdrawn"])
def test_words_are_kept_whatever_the_status_is(status: str) -> None:
    city, request, _ = reported()
    request.status = status
    assert code(do(city, ANN, "request.comment", "r1", CommentArgs("c1", "Still there", [PHOTO]))) == ("applied", "ok")
    assert (city.lines[-1].id, city.lines[-1].text, request.status) == ("c1", "Still there", status)
    assert city.promises[-1].role == "comment"


@pytest.mark.parametrize(("who", "may"), [(ANN, True), (SOUTH, True), (DANA, True), (MANI, True), (NORTH, False)])
def test_only_who_may_read_a_report_may_add_to_it(who: Rights, may: bool) -> None:
    city, *_ = reported()
    assert (do(city, who, "request.comment", "r1", CommentArgs("c1", "Hello")).code == "ok") is may


# --- assigning ---


@pytest.mark.parametrize("who", [ANN, SOUTH])
def test_only_the_desk_assigns(who: Rights) -> None:
    city, _, job = job_of()
    assert code(do(city, who, "wo.assign", job.id, AssignArgs("north"))) == ("rejected", "not_allowed")


def test_a_job_goes_from_one_crew_to_another_and_starts_anew() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.start", job.id, StartArgs())
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("north"), job.ver)) == ("applied", "ok")
    assert (job.status, job.crew_id, job.past_crews, job.started_at) == ("assigned", "north", ["south"], None)
    assert (request.status, request.crew_id, job.assign_rev) == ("planned", "north", job.ver)


def test_the_second_dispatcher_hears_of_the_first_and_may_then_assign() -> None:
    city, _, job = job_of()
    seen = job.ver
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("north"), seen)) == ("applied", "ok")
    conflict = do(city, MANI, "wo.assign", job.id, AssignArgs("south"), seen)
    assert (conflict.code, conflict.detail) == ("field_conflict", {"crew_id": "north"})
    assert code(do(city, MANI, "wo.assign", job.id, AssignArgs("south"), job.ver)) == ("applied", "ok")


def test_a_dispatcher_offline_does_not_conflict_with_herself() -> None:
    city, _, job = job_of()
    seen = job.ver
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("north"), seen)) == ("applied", "ok")
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("south"), seen)) == ("applied", "ok")


def test_a_crews_start_is_no_conflict_for_the_dispatcher() -> None:
    city, _, job = job_of()
    seen = job.ver
    do(city, SOUTH, "wo.start", job.id, StartArgs())
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("north"), seen)) == ("applied", "ok")


def test_assigning_the_crew_that_has_it_is_merged() -> None:
    city, _, job = job_of()
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("south"), job.ver)) == ("merged", "already_so")


def test_a_crew_that_does_not_exist_is_refused() -> None:
    city, _, job = job_of()
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs("dragons"), job.ver)) == ("rejected", "bad_value")


def test_a_report_of_nobody_becomes_a_job() -> None:
    city, request, _ = reported(None)
    assert code(do(city, DANA, "wo.assign", "w1", AssignArgs("north", "r1"))) == ("applied", "ok")
    assert (request.status, request.work_order_id, request.crew_id) == ("planned", "w1", "north")


def test_a_second_job_for_a_report_that_has_an_open_one_is_a_conflict() -> None:
    city, *_ = reported()
    assert code(do(city, DANA, "wo.assign", "w2", AssignArgs("north", "r1"))) == ("rejected", "field_conflict")


def test_a_job_for_no_report_or_a_finished_one_is_refused() -> None:
    city, request, _ = reported(None)
    assert code(do(city, DANA, "wo.assign", "w1", AssignArgs("north"))) == ("rejected", "not_found")
    request.status = "closed"
    assert code(do(city, DANA, "wo.assign", "w1", AssignArgs("north", "r1"))) == ("rejected", "illegal_transition")


def test_a_made_safe_report_gets_a_second_job() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.close", job.id, CloseArgs("made_safe", "Fenced off"), job.ver)
    assert (request.status, job.status) == ("triaged", "done")
    assert code(do(city, DANA, "wo.assign", "w2", AssignArgs("north", "r1"))) == ("applied", "ok")
    assert (request.status, request.work_order_id) == ("planned", "w2")


# --- accepting and starting ---


def test_accepting_and_starting_tell_the_desk_and_the_reporter() -> None:
    city, request, job = job_of()
    assert code(do(city, SOUTH, "wo.accept", job.id, AcceptArgs())) == ("applied", "ok")
    assert code(do(city, SOUTH, "wo.start", job.id, StartArgs())) == ("applied", "ok")
    assert (job.accepted_at, job.started_at, job.status, request.status) == (NOW, NOW, "started", "in_work")
    assert code(do(city, SOUTH_TOO, "wo.accept", job.id, AcceptArgs())) == ("merged", "already_so")
    assert code(do(city, SOUTH_TOO, "wo.start", job.id, StartArgs())) == ("merged", "already_so")


def test_a_cancelled_job_cannot_be_started() -> None:
    city, _, job = job_of()
    job.status = "cancelled"
    assert code(do(city, SOUTH, "wo.start", job.id, StartArgs())) == ("rejected", "illegal_transition")


@pytest.mark.parametrize("kind", ["wo.accept", "wo.start"])
def test_a_crew_that_lost_the_job_is_told_and_one_that_never_had_it_is_not(kind: str) -> None:
    city, _, job = job_of()
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), job.ver)
    args = AcceptArgs() if kind == "wo.accept" else StartArgs()
    assert code(do(city, SOUTH, kind, job.id, args)) == ("rejected", "stale_assignment")
    stranger = Rights("x", "crew", "east", "East crew")
    for who in (stranger, ANN, DANA):
        assert code(do(city, who, kind, job.id, args)) == ("rejected", "not_found")


# --- closing ---


@pytest.mark.parametrize(
    ("outcome", "job_status", "request_status"),
    [
        ("fixed", "done", "resolved"),
        ("made_safe", "done", "triaged"),
        ("not_found", "done", "closed"),
        ("not_ours", "done", "closed"),
        ("needs_parts", "blocked", "planned"),
        ("duplicate", "done", "closed"),
    ],
)
def test_each_outcome_of_a_closure_moves_the_job_and_the_report(
    outcome: str, job_status: str, request_status: str
) -> None:
    city, request, job = job_of()
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs(outcome, "A note", [PHOTO]), job.ver)) == (
        "applied",
        "ok",
    )
    assert (job.status, job.outcome, job.note) == (job_status, outcome, "A note")
    assert (job.closed_at is None, job.closed_by) == ((False, "South crew") if job_status == "done" else (True, None))
    assert (request.status, request.status_note) == (request_status, "A note")
    assert city.promises[-1].links == [("wo", job.id), ("request", "r1")]


def test_the_reporter_reads_why_work_waits_also_the_second_time() -> None:
    city, request, job = job_of()
    for note in ("Waiting for a lamp", "Still waiting"):
        assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("needs_parts", note), job.ver)) == ("applied", "ok")
        assert (job.status, request.status, request.status_note) == ("blocked", "planned", note)


def test_an_outcome_that_does_not_exist_is_refused() -> None:
    city, _, job = job_of()
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("eaten"), job.ver)) == ("rejected", "bad_value")


def test_a_late_closure_done_in_ignorance_is_a_fact() -> None:
    city, request, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), seen)
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Done"), seen)) == ("applied", "late_closure")
    assert (job.status, job.closed_by, job.flags, request.status) == (
        "done",
        "South crew",
        ["late_closure"],
        "resolved",
    )


def test_a_late_closure_while_the_new_crew_works_is_flagged_as_double_work() -> None:
    city, _, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), seen)
    do(city, NORTH, "wo.start", job.id, StartArgs())
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), seen)
    assert job.flags == ["double_work"]


def test_a_closure_that_knew_of_the_new_crew_is_refused() -> None:
    city, _, job = job_of()
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), job.ver)
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), job.ver)) == ("rejected", "stale_assignment")
    assert job.status == "assigned"


def test_closing_a_cancelled_job_is_a_fact_for_who_did_not_know_and_refused_to_who_did() -> None:
    for base, expected in ((0, ("applied", "late_closure")), (99, ("rejected", "cancelled_known"))):
        city, _, job = job_of()
        job.status, job.ver = "cancelled", job.ver + 1
        job.fver["status"] = [job.ver, DANA.device_id]
        assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), base)) == expected
        assert job.status == ("done" if base == 0 else "cancelled")


def test_a_cancelled_job_that_needs_parts_stays_cancelled() -> None:
    city, _, job = job_of()
    job.status, job.ver = "cancelled", job.ver + 1
    job.fver["status"] = [job.ver, DANA.device_id]
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("needs_parts", "No lamp"))) == ("applied", "late_closure")
    assert (job.status, job.closed_at) == ("cancelled", None)


def test_the_second_closure_never_overwrites_the_first_and_keeps_its_photos() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "First"), job.ver)
    again = do(city, SOUTH_TOO, "wo.close", job.id, CloseArgs("not_found", "Second", [PHOTO]), 1)
    first = {"closed_by": "South crew", "by": "South crew", "name": "", "at": NOW.isoformat()}
    assert (again.outcome, again.code, again.detail) == ("merged", "duplicate_closure", first)
    assert (job.outcome, job.note, request.status) == ("fixed", "First", "resolved")
    assert city.lines[-1].text == "not_found: Second"
    assert len([one for one in city.promises if one.role == "evidence"]) == 1


@pytest.mark.parametrize(
    ("second", "flags"), [(SOUTH_TOO, ["late_closure"]), (NORTH, ["late_closure", "duplicate_work"])]
)
def test_only_another_crews_second_closure_is_flagged_as_duplicate_work(second: Rights, flags: list[str]) -> None:
    city, _, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), seen)
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), seen)
    do(city, second, "wo.close", job.id, CloseArgs("fixed"), seen)
    assert job.flags == flags
