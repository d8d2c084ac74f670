"""Requests about the same thing: who says so, who hears what, and what stays when one of them goes."""

import pytest

from sync.decide import Decision, World, decide
from sync.decide.erasure import erase
from sync.decide.state import Act, Answerable, RequestState, Rights
from sync.protocol import reference
from sync.protocol.messages import (
    AssignArgs,
    CancelArgs,
    CloseArgs,
    MergeArgs,
    Place,
    ReopenArgs,
    SortArgs,
    StartArgs,
    WithdrawArgs,
)
from tests.unit.sync.test_conflict_rules import BOB, said
from tests.unit.sync.test_decide_rules import (
    ANN,
    DANA,
    NORTH,
    NOW,
    PHOTO,
    REFERENCE,
    SOUTH,
    code,
    do,
    job_of,
    report_args,
    reported,
)

CLEO = Rights("cleo's phone", "resident")
HERE = Place(35.9, -83.9)


def same(
    city: World, who: Rights = BOB, id: str = "r2", place: Place = HERE, as_: str = REFERENCE
) -> tuple[Decision, RequestState]:
    """A report whose author says that it is the same as another; South answers for its point."""
    city.answerable[f"report of {id}"] = Answerable("d1", "south", "inside")
    args = report_args(reference=reference.make(), place=place, same_as=as_, photos=[])
    made = decide(city, who, Act(f"report of {id}", "request.report", "request", id, 0, NOW, args))
    return made, city.requests[id]


def kinds(city: World, id: str) -> list[str]:
    return [line.kind for line in city.lines if line.thing == "request" and line.thing_id == id]


# --- SYNC-049: the reporter says so ---


def test_a_report_of_the_same_follows_the_other_one_and_makes_no_job() -> None:
    city, first, job = job_of()
    made, other = same(city)
    assert (code(made), made.detail) == (("applied", "ok"), {"same_as": REFERENCE})
    assert (other.status, other.duplicate_of, other.work_order_id, other.crew_id) == (
        "duplicate",
        "r1",
        job.id,
        "south",
    )
    assert (other.district_id, first.followers, list(city.work_orders)) == ("d1", 1, [job.id])
    assert said(city, "r1", "merged_in") == [other.reference]
    assert said(city, "r2", "duplicate") == [REFERENCE]
    assert kinds(city, "r2") == ["reported", "duplicate", "planned"]


def test_the_same_as_a_duplicate_is_the_same_as_what_that_was_merged_into() -> None:
    city, first, _ = job_of()
    _, second = same(city)
    _, third = same(city, CLEO, "r3", as_=second.reference)
    assert (third.duplicate_of, first.followers, second.followers) == ("r1", 2, 0)


@pytest.mark.parametrize(("place", "joins"), [(Place(35.9044, -83.9), True), (Place(35.9046, -83.9), False)])
def test_what_is_further_than_500_metres_is_not_the_same(place: Place, joins: bool) -> None:
    city, *_ = job_of()
    assert (same(city, place=place)[1].status == "duplicate") is joins


def test_a_place_in_words_may_be_the_same_anywhere() -> None:
    city, *_ = job_of()
    assert same(city, place=Place(text="By the school", source="typed"))[1].status == "duplicate"


def test_the_same_as_what_is_over_is_a_report_of_its_own_that_names_the_other() -> None:
    city, _, job = job_of()
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), job.ver)
    made, other = same(city)
    assert (made.outcome, made.detail) == ("applied", None)
    assert other.status == "planned"
    assert said(city, "r2", "same_as") == [REFERENCE]


@pytest.mark.parametrize("named", ["", "no reference", "another"])
def test_the_same_as_nothing_is_an_ordinary_report(named: str) -> None:
    city, *_ = job_of()
    named = reference.make() if named == "another" else named
    assert (same(city, as_=named)[1].status, kinds(city, "r2")) == ("planned", ["reported", "planned"])


def test_the_same_as_an_erased_report_is_an_ordinary_one_and_does_not_name_it() -> None:
    city, first, _ = job_of()
    erase(city, Act("erase", "erase", "request", "r1", 0, NOW, None), first)
    assert (same(city)[1].status, kinds(city, "r2")) == ("planned", ["reported", "planned"])


# --- SYNC-048: followers hear it all ---


def test_a_follower_reads_of_a_job_that_comes_later() -> None:
    city, _, _ = reported(None)
    _, other = same(city)
    assert city.requests["r2"].crew_id is None
    do(city, DANA, "request.sort", "r1", SortArgs(priority="high"))
    do(city, DANA, "wo.assign", "w1", AssignArgs("north", "r1"))
    do(city, NORTH, "wo.start", "w1", StartArgs())
    do(city, NORTH, "wo.close", "w1", CloseArgs("fixed", "Filled", [PHOTO]))
    assert kinds(city, "r2") == ["reported", "duplicate", "triaged", "planned", "in_work", "resolved"]
    assert (other.status, other.status_note, other.crew_id) == ("duplicate", "Filled", "north")
    assert ("request", "r2") in city.promises[-1].links


def test_a_follower_reads_of_the_reopening_and_of_the_job_after_it() -> None:
    city, first, job = job_of()
    _, other = same(city)
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), job.ver)
    do(city, ANN, "request.reopen", "r1", ReopenArgs("Still deep"))
    do(city, DANA, "wo.assign", first.work_order_id or "", AssignArgs("north"), 99)
    assert kinds(city, "r2")[-3:] == ["resolved", "reopened", "planned"]
    assert other.crew_id == "north"


def test_a_follower_reads_that_the_job_was_called_off() -> None:
    city, _, job = job_of()
    same(city)
    do(city, DANA, "wo.cancel", job.id, CancelArgs(), job.ver)
    assert kinds(city, "r2")[-1] == "triaged"


def test_followers_go_with_a_request_that_is_merged_into_a_third() -> None:
    city, first, _ = job_of()
    _, second = same(city)
    _, third = same(city, CLEO, "r3", as_="")
    do(city, DANA, "request.merge", "r1", MergeArgs("r3"))
    assert [one.duplicate_of for one in (first, second)] == ["r3", "r3"]
    assert [one.followers for one in (first, second, third)] == [0, 0, 2]
    assert {one.work_order_id for one in (first, second)} == {third.work_order_id}
    assert said(city, "r2", "duplicate") == [REFERENCE, third.reference]


# --- SYNC-048: what stays when one goes ---


def test_taking_back_a_report_hands_it_to_who_reported_the_same_next() -> None:
    city, first, job = job_of()
    _, second = same(city)
    _, third = same(city, CLEO, "r3")
    assert code(do(city, ANN, "request.withdraw", "r1", WithdrawArgs())) == ("applied", "ok")
    assert [one.status for one in (first, second, third)] == ["withdrawn", "planned", "duplicate"]
    assert (job.status, third.duplicate_of, second.followers, first.followers) == ("assigned", "r2", 1, 0)
    assert said(city, "r2", "took_over") == [REFERENCE]
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed"), job.ver)
    assert (second.status, kinds(city, "r3")[-1]) == ("resolved", "resolved")


def test_taking_back_a_duplicate_that_has_no_followers_takes_nothing_from_the_other() -> None:
    city, first, job = job_of()
    same(city)
    do(city, BOB, "request.withdraw", "r2", WithdrawArgs("Never mind"))
    assert (first.status, first.followers, job.status) == ("planned", 1, "assigned")


@pytest.mark.parametrize(("begun", "status"), [(False, "planned"), (True, "in_work")])
def test_erasing_an_open_report_hands_it_to_who_reported_the_same(begun: bool, status: str) -> None:
    city, first, job = job_of()
    _, second = same(city)
    if begun:
        do(city, SOUTH, "wo.start", job.id, StartArgs())
    erase(city, Act("erase", "erase", "request", "r1", 0, NOW, None), first)
    assert (second.status, second.duplicate_of) == (status, None)
    assert job.status == ("started" if begun else "assigned")


def test_what_was_waiting_for_nobody_waits_for_the_desk_after_handing_over() -> None:
    city, _, _ = reported(None)
    _, second = same(city)
    do(city, ANN, "request.withdraw", "r1", WithdrawArgs())
    assert (second.status, second.work_order_id) == ("triaged", None)


def test_a_follower_may_be_erased_and_hears_nothing_any_more() -> None:
    city, first, job = job_of()
    _, second = same(city)
    erase(city, Act("erase", "erase", "request", "r2", 0, NOW, None), second)
    do(city, ANN, "request.withdraw", "r1", WithdrawArgs())
    assert (first.status, job.status, second.status) == ("withdrawn", "cancelled", "duplicate")
    assert kinds(city, "r2") == ["reported", "duplicate", "planned"]
