"""The conflict table of two people and one thing, a sentence a cell; test_decide_rules.py has the rest."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec import structs

from sync.decide import Rights, World, decide
from sync.decide.state import Act, Answerable, Lost, RequestState, WorkOrderState
from sync.protocol import reference
from sync.protocol.messages import (
    AcceptArgs,
    AssignArgs,
    CancelArgs,
    CloseArgs,
    CommentArgs,
    EditArgs,
    LogArgs,
    Material,
    MergeArgs,
    Place,
    PlanArgs,
    RateArgs,
    ReopenArgs,
    ReviewArgs,
    Schedule,
    SortArgs,
    StartArgs,
    WithdrawArgs,
)
from tests.unit.sync.test_decide_rules import (
    ANN,
    DANA,
    MANI,
    NORTH,
    NOW,
    PHOTO,
    SOUTH,
    code,
    do,
    job_of,
    report_args,
    reported,
)

BOB = Rights("bob's phone", "resident")
FORMER = Rights("south's phone", "crew", None, "crew")


def new_report() -> tuple[World, RequestState]:
    city, request, _ = reported(None)
    return city, request


def second(city: World, crew: str | None = "north") -> RequestState:
    """Bob's report in the same city."""
    city.answerable["second"] = Answerable("d2" if crew else None, crew, "inside")
    act = Act("second", "request.report", "request", "r2", 0, NOW, report_args(reference=reference.make()))
    assert code(decide(city, BOB, act)) == ("applied", "ok")
    return city.requests["r2"]


def over(days: float) -> tuple[World, RequestState, WorkOrderState]:
    """Ann's report, fixed so many days ago by the server's clock."""
    city, request, job = job_of()
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Filled"), job.ver)
    city.now = NOW + timedelta(days=days)
    return city, request, job


def said(city: World, thing: str, kind: str) -> list[str]:
    return [line.text for line in city.lines if line.thing_id == thing and line.kind == kind]


# --- what a reporter changes ---


def test_a_reporter_corrects_words_and_place_while_the_report_is_new() -> None:
    city, request = new_report()
    assert code(do(city, ANN, "request.edit", "r1", EditArgs("By the school", Place(1, 2)))) == ("applied", "ok")
    assert (request.description, request.place.lat) == ("By the school", 1)
    assert code(do(city, ANN, "request.edit", "r1", EditArgs("By the school"))) == ("merged", "already_so")


def test_a_corrected_place_finds_the_crew_that_answers_there() -> None:
    city, request = new_report()
    city.answerable["moved"] = Answerable("d1", "south", "inside")
    act = Act("moved", "request.edit", "request", "r1", request.ver, NOW, EditArgs(place=Place(1, 2)))
    assert code(decide(city, ANN, act)) == ("applied", "ok")
    assert (request.status, request.crew_id, request.district_id) == ("planned", "south", "d1")


def moved(city: World, where: Answerable, words: str = "By the school") -> tuple[str, str]:
    """Ann corrects words and place of her report, knowing nothing of what came after it."""
    city.answerable["moved"] = where
    return code(decide(city, ANN, Act("moved", "request.edit", "request", "r1", 0, NOW, EditArgs(words, Place(1, 2)))))


def test_a_report_that_only_routing_has_planned_is_corrected_and_its_job_goes_along() -> None:
    city, request, job = job_of()
    assert moved(city, Answerable("d2", "north", "inside")) == ("applied", "ok")
    assert (request.description, request.place.lat, request.crew_id) == ("By the school", 1, "north")
    assert (job.crew_id, job.past_crews, job.district_id) == ("north", ["south"], "d2")


def test_a_report_corrected_to_where_no_crew_answers_waits_for_the_desk() -> None:
    city, request, job = job_of()
    assert moved(city, Answerable()) == ("applied", "ok")
    assert (request.status, job.status) == ("triaged", "cancelled")


def test_what_a_crew_has_seen_is_corrected_no_more() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.accept", job.id, AcceptArgs(), job.ver)
    assert moved(city, Answerable("d2", "north", "inside")) == ("converted", "became_comment")
    assert (request.description, job.crew_id) == ("", "south")


def test_a_crew_that_a_person_chose_keeps_the_report_as_it_was() -> None:
    city, request, job = job_of()
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), job.ver)
    assert moved(city, Answerable("d1", "south", "inside")) == ("converted", "became_comment")
    assert (request.description, job.crew_id) == ("", "north")


@pytest.mark.parametrize(
    ("kind", "args"),
    [("wo.plan", PlanArgs(instructions="Bring the lift")), ("request.sort", SortArgs(priority="urgent"))],
)
def test_what_the_desk_has_planned_or_sorted_is_corrected_no_more(kind: str, args: Any) -> None:
    city, request, job = job_of()
    on, ver = (job.id, job.ver) if kind == "wo.plan" else (request.id, request.ver)
    assert code(do(city, DANA, kind, on, args, ver)) == ("applied", "ok")
    assert moved(city, Answerable("d2", "north", "inside")) == ("converted", "became_comment")
    assert (request.description, job.crew_id) == ("", "south")


def test_a_report_that_others_follow_is_not_moved_from_under_them() -> None:
    city, request, job = job_of()
    request.followers = 1
    assert moved(city, Answerable("d2", "north", "inside")) == ("converted", "became_comment")
    assert (request.description, job.crew_id) == ("", "south")


@pytest.mark.parametrize("status", ["triaged", "planned", "in_work", "resolved", "closed", "withdrawn"])
def test_a_later_correction_becomes_a_comment(status: str) -> None:
    city, request = new_report()
    request.status = status
    made = do(city, ANN, "request.edit", "r1", EditArgs("By the school", Place(1, 2, text="Gate")), request.ver)
    assert (code(made), made.detail) == (("converted", "became_comment"), {"reference": request.reference})
    assert said(city, "r1", "comment") == ["By the school\nGate (1.00000, 2.00000)"]
    assert request.description == ""


def test_the_desks_correction_of_a_place_wins_over_the_reporters() -> None:
    city, request = new_report()
    seen = request.ver
    assert code(do(city, DANA, "request.edit", "r1", EditArgs(place=Place(5, 5)), seen)) == ("applied", "ok")
    made = do(city, ANN, "request.edit", "r1", EditArgs(place=Place(1, 2)), seen)
    assert (code(made), request.place.lat) == (("converted", "became_comment"), 5)


def test_two_of_the_desk_hear_both_wordings() -> None:
    city, request = new_report()
    seen = request.ver
    do(city, DANA, "request.edit", "r1", EditArgs("One"), seen)
    made = do(city, MANI, "request.edit", "r1", EditArgs("Two"), seen)
    assert (made.code, made.detail) == ("field_conflict", {"fields": {"description": {"now": "One", "yours": "Two"}}})
    assert said(city, "r1", "edited") == [""]


@pytest.mark.parametrize(("who", "refusal"), [(SOUTH, "not_allowed"), (BOB, "not_found")])
@pytest.mark.parametrize(
    ("kind", "args"),
    [
        ("request.edit", EditArgs("x")),
        ("request.withdraw", WithdrawArgs()),
        ("request.reopen", ReopenArgs()),
        ("request.rate", RateArgs(1)),
    ],
)
def test_only_its_reporter_changes_a_report(who: Rights, refusal: str, kind: str, args: Any) -> None:
    city, *_ = job_of()
    assert do(city, who, kind, "r1", args).code == refusal


def test_a_withdrawn_report_takes_its_job_along() -> None:
    city, request, job = job_of()
    assert code(do(city, ANN, "request.withdraw", "r1", WithdrawArgs("It is gone"))) == ("applied", "ok")
    assert (request.status, request.status_note, job.status) == ("withdrawn", "", "cancelled")
    assert said(city, "r1", "withdrawn") == ["It is gone"]
    assert code(do(city, ANN, "request.withdraw", "r1", WithdrawArgs())) == ("merged", "already_so")


def test_a_job_that_serves_another_open_report_stays() -> None:
    city, _, job = job_of()
    other = second(city, None)
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    other.status = "triaged"
    do(city, ANN, "request.withdraw", "r1", WithdrawArgs())
    assert job.status == "assigned"


def test_taking_a_report_back_while_the_crew_works_is_told_and_flagged() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.start", job.id, StartArgs())
    assert code(do(city, ANN, "request.withdraw", "r1", WithdrawArgs("Gone"))) == ("merged", "work_under_way")
    assert (request.status, job.status, job.flags) == ("in_work", "started", ["withdrawn"])
    assert said(city, job.id, "take_back") == said(city, "r1", "take_back") == ["Gone"]


def test_taking_back_what_is_over_becomes_a_comment() -> None:
    city, request, _ = over(1)
    assert code(do(city, ANN, "request.withdraw", "r1", WithdrawArgs("Gone"))) == ("converted", "became_comment")
    assert request.status == "resolved"


# --- not fixed ---


@pytest.mark.parametrize("days", [0, 14])
def test_not_fixed_within_two_weeks_opens_it_again_with_a_proposed_job(days: int) -> None:
    city, request, job = over(days)
    assert code(do(city, ANN, "request.reopen", "r1", ReopenArgs("Still deep", [PHOTO]))) == ("applied", "ok")
    proposed = city.work_orders[request.work_order_id or ""]
    assert (request.status, request.closed_at, request.crew_id) == ("reopened", None, None)
    assert (proposed.status, proposed.crew_id, job.status) == ("open", None, "done")
    assert code(do(city, DANA, "wo.assign", proposed.id, AssignArgs("north"), proposed.ver)) == ("applied", "ok")
    assert request.status == "planned"


def test_stars_for_an_end_that_was_none_go() -> None:
    city, request, _ = over(1)
    do(city, ANN, "request.rate", "r1", RateArgs(5, "Thanks"))
    do(city, ANN, "request.reopen", "r1", ReopenArgs("Deep again"))
    assert (request.rating, said(city, "r1", "rated")) == (None, ["5/5 Thanks"])


def test_not_fixed_later_is_a_new_report_that_the_op_names() -> None:
    city, request, _ = over(14.01)
    city.answerable["again"] = Answerable("d1", "south", "inside")
    act = Act("again", "request.reopen", "request", "r1", 0, NOW, ReopenArgs("Open again", [PHOTO]))
    made = decide(city, ANN, act)
    assert made.detail is not None
    new = city.requests[made.detail["request_id"]]
    assert (code(made), request.status) == (("converted", "follow_up"), "resolved")
    assert (new.follows, new.status, new.crew_id, new.reporter_device) == ("r1", "planned", "south", ANN.device_id)
    assert reference.parse(made.detail["reference"]) == new.reference
    assert city.promises[-1].links == [("request", new.id), ("request", "r1")]
    assert city.carried == [("r1", new.id)]


def test_a_follow_up_draws_again_when_its_reference_is_taken() -> None:
    first, second_draw = (reference.made_from(f"again/{n}".encode()) for n in (0, 1))
    city, *_ = over(30)
    city.taken.add(first)
    made = decide(city, ANN, Act("again", "request.reopen", "request", "r1", 0, NOW, ReopenArgs()))
    assert made.detail is not None
    assert made.detail["reference"] == second_draw


def test_not_fixed_before_the_end_is_a_comment() -> None:
    city, *_ = job_of()
    made = do(city, ANN, "request.reopen", "r1", ReopenArgs("Nobody came", [PHOTO]))
    assert (code(made), city.promises[-1].role) == (("converted", "became_comment"), "comment")


def test_the_last_rating_counts_and_an_open_report_has_none() -> None:
    city, request, _ = over(1)
    for stars in (2, 5):
        assert code(do(city, ANN, "request.rate", "r1", RateArgs(stars, "Thanks"))) == ("applied", "ok")
    assert (request.rating, said(city, "r1", "rated")) == (5, ["2/5 Thanks", "5/5 Thanks"])
    request.status = "planned"
    assert do(city, ANN, "request.rate", "r1", RateArgs(1)).code == "illegal_transition"


# --- the desk ---


def test_sorting_is_compare_and_set_and_each_field_its_own() -> None:
    city, request = new_report()
    city.services["light"] = True
    seen = request.ver
    assert code(do(city, DANA, "request.sort", "r1", SortArgs("light"), seen)) == ("applied", "ok")
    assert code(do(city, MANI, "request.sort", "r1", SortArgs(priority="urgent"), seen)) == ("applied", "ok")
    made = do(city, MANI, "request.sort", "r1", SortArgs("gone", "urgent"), seen)
    assert made.detail == {"fields": {"service_code": {"now": "light", "yours": "gone"}}}
    assert (request.status, request.service_code, request.priority) == ("triaged", "light", "urgent")
    assert code(do(city, MANI, "request.sort", "r1", SortArgs("light"), seen)) == ("merged", "already_so")
    assert do(city, MANI, "request.sort", "r1", SortArgs("gone"), request.ver).code == "service_retired"


def test_a_merged_report_goes_with_the_other_ones_job() -> None:
    city, request, job = job_of()
    other = second(city)
    own = city.work_orders[other.work_order_id or ""]
    assert code(do(city, DANA, "request.merge", "r2", MergeArgs("r1"))) == ("applied", "ok")
    assert (other.status, other.duplicate_of, own.status, other.crew_id) == ("duplicate", "r1", "cancelled", "south")
    assert job.request_ids == ["r1", "r2"]
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Filled"), job.ver)
    assert (request.status, other.status, other.status_note) == ("resolved", "duplicate", "Filled")
    assert code(do(city, MANI, "request.merge", "r2", MergeArgs("r1"))) == ("merged", "already_so")


def test_a_merged_reports_job_goes_on_for_the_other_one_when_that_has_none() -> None:
    city, *_ = reported(None)
    other = second(city)
    assert code(do(city, DANA, "request.merge", "r2", MergeArgs("r1"))) == ("applied", "ok")
    job = city.work_orders[other.work_order_id or ""]
    assert (sorted(job.request_ids), job.status) == (["r1", "r2"], "assigned")
    assert (city.requests["r1"].status, city.requests["r1"].crew_id) == ("planned", "north")


def test_a_crew_that_has_begun_on_a_duplicate_is_double_work() -> None:
    city, *_ = job_of()
    other = second(city)
    own = city.work_orders[other.work_order_id or ""]
    do(city, NORTH, "wo.start", own.id, StartArgs())
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    assert (own.status, own.flags) == ("started", ["double_work"])


def test_what_is_added_to_a_duplicate_is_redirected_over_every_step() -> None:
    city, *_ = reported(None)
    second(city, None)
    third = structs.replace(city.requests["r2"], id="r3", reference=reference.make(), fver={})
    city.requests["r3"] = third
    do(city, DANA, "request.merge", "r1", MergeArgs("r2"))
    do(city, DANA, "request.merge", "r2", MergeArgs("r3"))
    made = do(city, ANN, "request.comment", "r1", CommentArgs("c1", "Deeper now", [PHOTO]))
    assert (code(made), made.detail) == (("redirected", "merged_elsewhere"), {"reference": third.reference})
    assert said(city, "r3", "comment") == said(city, "r1", "comment") == ["Deeper now"]
    assert city.promises[-1].links == [("request", "r3"), ("request", "r1")]
    assert code(do(city, ANN, "request.withdraw", "r1", WithdrawArgs("Gone"))) == ("redirected", "merged_elsewhere")


def test_a_report_is_no_duplicate_of_itself_nor_of_two() -> None:
    city, *_ = reported(None)
    second(city, None)
    city.requests["r3"] = structs.replace(city.requests["r2"], id="r3", fver={})
    assert do(city, DANA, "request.merge", "r1", MergeArgs("r1")).code == "bad_value"
    do(city, DANA, "request.merge", "r1", MergeArgs("r2"))
    assert do(city, DANA, "request.merge", "r2", MergeArgs("r1")).code == "bad_value"
    made = do(city, MANI, "request.merge", "r1", MergeArgs("r3"))
    assert (made.code, made.detail) == ("field_conflict", {"reference": city.requests["r2"].reference})
    city.requests["r3"].status = "withdrawn"
    assert do(city, DANA, "request.merge", "r2", MergeArgs("r3")).code == "illegal_transition"


def test_a_cancelled_job_leaves_the_report_to_the_desk() -> None:
    city, request, job = job_of()
    assert code(do(city, DANA, "wo.cancel", job.id, CancelArgs("Wrong street"), job.ver)) == ("applied", "ok")
    assert (job.status, request.status) == ("cancelled", "triaged")
    assert code(do(city, MANI, "wo.cancel", job.id, CancelArgs())) == ("merged", "already_so")
    assert do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), job.ver).code == "cancelled_known"


@pytest.mark.parametrize(("begun", "status", "flags"), [(False, "cancelled", []), (True, "started", ["double_work"])])
def test_work_done_in_ignorance_of_the_cancelling_ends_the_next_crews_job(
    begun: bool, status: str, flags: list[str]
) -> None:
    city, request, job = job_of()
    seen = job.ver
    do(city, DANA, "wo.cancel", job.id, CancelArgs(), seen)
    do(city, DANA, "wo.assign", "w2", AssignArgs("north", "r1"))
    if begun:
        do(city, NORTH, "wo.start", "w2", StartArgs())
    assert code(do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), seen)) == ("applied", "late_closure")
    rival = city.work_orders["w2"]
    assert (job.status, request.status, rival.status, rival.flags) == ("done", "resolved", status, flags)
    assert ("double_work" in job.flags) is begun


def test_a_done_job_is_neither_cancelled_nor_planned() -> None:
    city, _, job = over(0)
    assert do(city, DANA, "wo.cancel", job.id, CancelArgs()).code == "illegal_transition"
    assert do(city, DANA, "wo.plan", job.id, PlanArgs(instructions="x")).code == "illegal_transition"


def test_the_last_plan_wins_and_the_former_stays_in_the_history() -> None:
    city, _, job = job_of()
    seen, first = job.ver, Schedule(NOW, NOW + timedelta(hours=2))
    do(city, DANA, "wo.plan", job.id, PlanArgs(first, "Ring first"), seen)
    assert code(do(city, MANI, "wo.plan", job.id, PlanArgs(Schedule(), "Mind the dog"), seen)) == ("applied", "ok")
    assert (job.scheduled_from_at, job.instructions) == (None, "Mind the dog")
    assert said(city, job.id, "instructed") == ["", "Ring first"]
    assert said(city, job.id, "scheduled") == ["", "2026-11-21T09:00:00+00:00/2026-11-21T11:00:00+00:00"]
    assert code(do(city, MANI, "wo.plan", job.id, PlanArgs(instructions="Mind the dog"))) == ("merged", "already_so")


@pytest.mark.parametrize("who", [ANN, SOUTH])
def test_only_the_desk_sorts_merges_cancels_plans_and_reviews(who: Rights) -> None:
    city, _, job = job_of()
    acts: list[tuple[str, str, Any]] = [
        ("request.sort", "r1", SortArgs(priority="low")),
        ("request.merge", "r1", MergeArgs("r2")),
        ("wo.cancel", job.id, CancelArgs()),
        ("wo.plan", job.id, PlanArgs(instructions="x")),
        ("op.review", "op", ReviewArgs("accept")),
    ]
    assert {do(city, who, *act).code for act in acts} == {"not_allowed"}


# --- time and material ---


def test_time_and_material_are_kept_whatever_became_of_the_job() -> None:
    city, _, job = job_of()
    do(city, DANA, "wo.assign", job.id, AssignArgs("north"), job.ver)
    for who in (SOUTH, NORTH):
        args = LogArgs(f"log of {who.crew_id}", 30, [Material("Hot mix", 2.5, "kg")])
        assert code(do(city, who, "wo.log", job.id, args)) == ("applied", "ok")
    assert sum(line.minutes for line in city.lines) == 60
    assert do(city, ANN, "wo.log", job.id, LogArgs("l", 5)).code == "not_found"


# --- held ---


def left(job: WorkOrderState) -> Rights:
    """Who was in the South crew when it had this job, and is no more."""
    return structs.replace(FORMER, lost={f"wo/{job.id}": Lost(job.ver, "south", "South crew")})


def test_work_done_before_leaving_the_crew_is_held_and_accepted_as_the_crews() -> None:
    city, _, job = job_of()
    args = CloseArgs("fixed", "Filled", [PHOTO])
    act = Act("late", "wo.close", "wo", job.id, job.ver, NOW, args)
    assert code(decide(city, left(job), act)) == ("held", "right_lost")
    assert (job.status, city.promises[-1].links) == ("assigned", [("held", "late")])
    made = do(city, DANA, "op.review", "late", ReviewArgs("accept", "I asked them"))
    assert (code(made), made.detail) == (("applied", "ok"), {"outcome": "applied", "code": "ok"})
    held = city.held["late"]
    assert (held.state, held.outcome, held.code, held.ver) == ("accepted", "applied", "ok", 2)
    assert (job.status, job.closed_by) == ("done", "South crew")
    assert city.promises[-1].device_id == FORMER.device_id
    assert code(do(city, MANI, "op.review", "late", ReviewArgs("accept"))) == ("merged", "already_so")
    assert do(city, MANI, "op.review", "late", ReviewArgs("refuse")).code == "field_conflict"


def test_a_refused_op_changes_nothing_and_says_why() -> None:
    city, _, job = job_of()
    decide(city, left(job), Act("late", "wo.close", "wo", job.id, job.ver, NOW, CloseArgs("fixed")))
    assert code(do(city, DANA, "op.review", "late", ReviewArgs("refuse", "Not there"))) == ("applied", "ok")
    held = city.held["late"]
    assert (held.state, held.outcome, held.code) == ("refused", "rejected", "refused_by_supervisor")
    assert (held.detail, job.status) == ({"note": "Not there"}, "assigned")


def test_what_was_done_after_leaving_is_refused() -> None:
    city, _, job = job_of()
    former = left(job)
    do(city, SOUTH, "wo.start", job.id, StartArgs())
    assert do(city, former, "wo.close", job.id, CloseArgs("fixed"), job.ver).code == "not_found"
    again = structs.replace(former, crew_id="south")
    assert code(do(city, again, "wo.close", job.id, CloseArgs("fixed"), 1)) == ("applied", "ok")


def test_an_op_of_half_a_year_ago_is_held_and_only_an_adding_one_is_not() -> None:
    city, request, job = job_of()
    long_ago = NOW - timedelta(days=181)
    close = Act("old", "wo.close", "wo", job.id, job.ver, long_ago, CloseArgs("fixed"))
    assert code(decide(city, SOUTH, close)) == ("held", "too_old")
    assert (job.status, request.status) == ("assigned", "planned")
    comment = Act("older", "request.comment", "request", "r1", 0, long_ago, CommentArgs("c1", "Old"))
    assert code(decide(city, ANN, comment)) == ("applied", "ok")
    assert do(city, DANA, "op.review", "unknown", ReviewArgs("accept")).code == "not_found"
