"""What a job is for, and what the desk does without a crew (SYNC-084), a sentence a case."""

from typing import Any

from msgspec import structs

from sync.decide import World, decide
from sync.decide.state import Act, Answerable, RequestState, Unserved, WorkOrderState
from sync.protocol.messages import (
    AssignArgs,
    CloseArgs,
    CloseRequestArgs,
    CorrectArgs,
    MergeArgs,
    PhotoPromise,
    ReopenArgs,
    ServeArgs,
    SplitArgs,
    StartArgs,
    UnmergeArgs,
)
from tests.unit.sync.test_conflict_rules import second
from tests.unit.sync.test_decide_rules import ANN, DANA, NORTH, NOW, PHOTO, SOUTH, code, do, job_of

OK = ("applied", "ok")


def two_jobs() -> tuple[World, WorkOrderState, RequestState, WorkOrderState]:
    """Ann's report is a job of the South crew, Bob's of the North crew's."""
    city, _, job = job_of()
    other = second(city)
    return city, job, other, city.work_orders[other.work_order_id or ""]


def serve(city: World, job: WorkOrderState, request: str = "r2") -> tuple[str, str]:
    return code(do(city, DANA, "wo.serve", job.id, ServeArgs(request), job.ver))


def split(city: World, job: WorkOrderState, request: str, own: str | None = None) -> tuple[str, str]:
    return code(do(city, DANA, "wo.split", job.id, SplitArgs(request, own), job.ver))


def test_a_job_takes_in_one_more_report_and_the_job_it_had_leaves_its_crew() -> None:
    city, job, other, former = two_jobs()
    assert serve(city, job) == OK
    assert (job.request_ids, other.work_order_id, other.crew_id, other.status) == (
        ["r1", "r2"],
        job.id,
        "south",
        "planned",
    )
    assert (former.request_ids, former.status, city.unserved) == ([], "cancelled", [Unserved(former.id, "r2")])
    assert serve(city, job) == ("merged", "already_so")


def test_closing_it_tells_everybody_it_serves() -> None:
    city, job, _, _ = two_jobs()
    serve(city, job)
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Both filled"), job.ver)
    assert [city.requests[id].status for id in ("r1", "r2")] == ["resolved", "resolved"]


def test_a_job_that_a_crew_has_begun_is_flagged_when_its_report_goes_to_another() -> None:
    city, job, _, former = two_jobs()
    former.status = "started"
    serve(city, job)
    assert (former.status, former.flags) == ("started", ["double_work"])


def test_a_report_is_taken_off_and_waits_for_the_desk() -> None:
    city, job, other, _ = two_jobs()
    serve(city, job)
    assert split(city, job, "r2") == OK
    assert (job.request_ids, job.status) == (["r1"], "assigned")
    assert (other.status, other.work_order_id, other.crew_id) == ("triaged", None, None)
    assert split(city, job, "r2") == ("merged", "already_so")


def test_a_report_becomes_a_job_of_its_own_for_the_same_crew() -> None:
    city, job, other, _ = two_jobs()
    serve(city, job)
    do(city, SOUTH, "wo.start", job.id, StartArgs(), job.ver)
    assert split(city, job, "r2", "w9") == OK
    own = city.work_orders["w9"]
    assert (own.crew_id, own.status, own.request_ids, other.work_order_id, other.status) == (
        "south",
        "assigned",
        ["r2"],
        "w9",
        "planned",
    )
    assert split(city, job, "r1", "w9") == ("rejected", "bad_value")


def test_what_was_merged_goes_along() -> None:
    city, job, other, _ = two_jobs()
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    assert split(city, job, "r1", "w9") == OK
    assert city.work_orders["w9"].request_ids == ["r1", "r2"]
    assert (other.work_order_id, other.status, job.request_ids) == ("w9", "duplicate", [])


def third(city: World) -> RequestState:
    """One more report, that nobody has a job for."""
    fresh: dict[str, Any] = {"work_order_id": None, "crew_id": None, "status": "triaged", "fver": {}}
    city.requests["r3"] = structs.replace(city.requests["r2"], id="r3", reference="THIRD", **fresh)
    return city.requests["r3"]


def unmerge(city: World, where: Answerable) -> tuple[str, str]:
    city.answerable["apart"] = where
    return code(decide(city, DANA, Act("apart", "request.unmerge", "request", "r2", 99, NOW, UnmergeArgs())))


def test_what_is_no_duplicate_after_all_goes_to_whom_its_place_belongs() -> None:
    city, job, other, _ = two_jobs()
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    assert unmerge(city, Answerable("d2", "north", "inside")) == OK
    assert (other.status, other.duplicate_of, other.crew_id, other.district_id) == ("planned", None, "north", "d2")
    assert (city.requests["r1"].followers, job.request_ids, job.status) == (0, ["r1"], "assigned")
    assert city.work_orders[other.work_order_id or ""].request_ids == ["r2"]
    assert unmerge(city, Answerable()) == ("merged", "already_so")


def test_where_nobody_answers_it_waits_for_the_desk_and_its_reporter_is_told() -> None:
    city, _, other, _ = two_jobs()
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    unmerge(city, Answerable())
    assert (other.status, other.work_order_id) == ("triaged", None)
    assert [line.kind for line in city.lines if line.thing_id == "r2"][-2:] == ["unmerged", "triaged"]


def given_by_hand(city: World, job: WorkOrderState, crew: str = "south") -> None:
    assert code(do(city, DANA, "wo.assign", job.id, AssignArgs(crew), job.ver)) == OK


def test_a_crew_that_the_desk_had_chosen_has_the_report_again() -> None:
    city, _, other, former = two_jobs()
    given_by_hand(city, former)
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    assert (former.status, other.chosen_crew_id) == ("cancelled", "south")
    assert unmerge(city, Answerable("d2", "north", "inside")) == OK
    assert (other.status, other.crew_id, other.district_id, other.chosen_crew_id) == ("planned", "south", "d2", None)
    moved = city.work_orders[other.work_order_id or ""].moved
    assert moved is not None
    assert moved.by == "dispatcher"


def test_it_has_it_again_too_where_the_other_had_no_job() -> None:
    city, _, other, former = two_jobs()
    given_by_hand(city, former)
    third(city)
    assert code(do(city, DANA, "request.merge", "r2", MergeArgs("r3"))) == OK
    assert unmerge(city, Answerable("d2", "north", "inside")) == OK
    assert other.crew_id == "south"


def test_a_job_that_its_crew_had_begun_serves_the_report_again() -> None:
    city, job, other, former = two_jobs()
    do(city, NORTH, "wo.start", former.id, StartArgs(), former.ver)
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    assert (former.status, former.flags, other.work_order_id) == ("started", ["double_work"], job.id)
    assert unmerge(city, Answerable("d1", "south", "inside")) == OK
    assert (other.status, other.work_order_id, other.crew_id) == ("in_work", former.id, "north")


def waits_for_parts(city: World, job: WorkOrderState) -> None:
    closing = CloseArgs("needs_parts", "A lamp for Elm Street", [PHOTO])
    assert code(do(city, SOUTH, "wo.close", job.id, closing, job.ver)) == OK


def test_what_is_split_off_gives_back_what_was_said_of_the_job() -> None:
    city, job, other, _ = two_jobs()
    serve(city, job)
    waits_for_parts(city, job)
    assert other.status_note == "A lamp for Elm Street"
    assert split(city, job, "r2", "w9") == OK
    said = [job.closings[0].id], ["A lamp for Elm Street"], [PHOTO.id]
    assert city.unserved[1:] == [Unserved(job.id, "r2", *said)]
    assert (other.status, other.status_note) == ("planned", "")
    assert city.requests["r1"].status_note == "A lamp for Elm Street"


def test_a_report_keeps_what_was_said_of_it_before_its_job_took_in_another() -> None:
    city, job, _, _ = two_jobs()
    waits_for_parts(city, job)
    serve(city, job)
    assert job.closings[0].request_ids == ["r1"]
    assert split(city, job, "r1", "w9") == OK
    assert city.unserved[1:] == [Unserved(job.id, "r1")]
    assert city.requests["r1"].status_note == "A lamp for Elm Street"


def test_what_is_corrected_once_the_job_serves_both_leaves_the_first_what_was_said_of_it_alone() -> None:
    city, job, _, _ = two_jobs()
    waits_for_parts(city, job)
    serve(city, job)
    too = PhotoPromise("p9", "a" * 64, 1, "image/jpeg")
    corrected = CorrectArgs(note="A lamp for both", photos=[too])
    assert code(do(city, SOUTH, "wo.correct", job.id, corrected, job.ver)) == OK
    assert split(city, job, "r1", "w9") == OK
    assert city.unserved[1:] == [Unserved(job.id, "r1", [job.closings[1].id], ["A lamp for both"], ["p9"])]
    assert [one.request_ids for one in job.closings] == [["r1"], ["r2"]]


def test_of_a_closing_from_before_that_was_kept_everybody_was_told() -> None:
    city, job, other, _ = two_jobs()
    serve(city, job)
    waits_for_parts(city, job)
    job.closings[0].request_ids = None
    assert split(city, job, "r2", "w9") == OK
    assert (other.status_note, job.closings[0].request_ids) == ("", None)


def test_a_report_that_leaves_with_all_that_its_job_served_keeps_what_was_said_of_it() -> None:
    city, _, job = job_of()
    waits_for_parts(city, job)
    assert split(city, job, "r1", "w9") == OK
    assert city.unserved == [Unserved(job.id, "r1")]
    assert city.requests["r1"].status_note == "A lamp for Elm Street"


def test_what_is_no_duplicate_leaves_every_job_of_what_it_followed_done_ones_too() -> None:
    city, job, other, former = two_jobs()
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    do(city, SOUTH, "wo.close", job.id, CloseArgs("fixed", "Filled on Elm Street", [PHOTO]), job.ver)
    assert unmerge(city, Answerable()) == OK
    assert (job.request_ids, job.status, job.flags) == (["r1"], "done", [])
    assert city.unserved == [Unserved(job.id, "r2", [job.closings[0].id], ["Filled on Elm Street"], [PHOTO.id])]
    assert (other.status, other.status_note, former.request_ids) == ("triaged", "", ["r2"])


def close(city: World, who: Any = DANA, outcome: str = "not_ours") -> tuple[str, str]:
    return code(do(city, who, "request.close", "r1", CloseRequestArgs(outcome, "A state road"), 99))


def test_the_desk_closes_without_a_crew_and_the_job_leaves_its_list() -> None:
    city, request, job = job_of()
    assert close(city) == OK
    assert (request.status, request.status_note, request.closed_at, job.status) == (
        "closed",
        "A state road",
        NOW,
        "cancelled",
    )
    assert close(city) == ("rejected", "illegal_transition")
    assert close(city, ANN) == close(city, SOUTH) == ("rejected", "not_allowed")


def test_a_job_that_s_need_stays_and_one_that_has_begun_is_flagged() -> None:
    city, job, _, _ = two_jobs()
    serve(city, job)
    close(city)
    assert (job.status, city.requests["r2"].status) == ("assigned", "planned")
    city, _, begun = job_of()
    do(city, SOUTH, "wo.start", begun.id, StartArgs(), begun.ver)
    close(city, outcome="fixed")
    assert (begun.status, begun.flags, city.requests["r1"].status) == ("started", ["double_work"], "resolved")


def test_who_reported_the_same_reads_it_too() -> None:
    city, _, other, _ = two_jobs()
    do(city, DANA, "request.merge", "r2", MergeArgs("r1"))
    close(city)
    assert (other.status, other.status_note) == ("duplicate", "A state road")


def test_nothing_is_served_or_split_by_s_or_of_what_is_over() -> None:
    city, job, _, _ = two_jobs()
    for kind, args in (("wo.serve", ServeArgs("r2")), ("wo.split", SplitArgs("r1"))):
        assert code(do(city, SOUTH, kind, job.id, args)) == ("rejected", "not_allowed")
        assert code(do(city, DANA, kind, "nothing", args)) == ("rejected", "not_found")
    close(city)
    assert serve(city, job) == split(city, job, "r1") == ("rejected", "illegal_transition")


def closed_and_reopened(city: World, request: RequestState) -> tuple[str, str]:
    closing = CloseRequestArgs("fixed", "Done with the road work")
    assert code(do(city, DANA, "request.close", request.id, closing, request.ver)) == OK
    return code(do(city, DANA, "request.reopen", request.id, ReopenArgs(), request.ver))


def test_the_desk_takes_its_closing_back_and_the_crew_has_it_again() -> None:
    city, request, job = job_of()
    assert closed_and_reopened(city, request) == OK
    again = city.work_orders[request.work_order_id or ""]
    assert (request.status, request.crew_id, again.crew_id, again.status) == ("planned", "south", "south", "assigned")
    assert (job.status, again.id == job.id) == ("cancelled", False)
    assert code(do(city, DANA, "request.reopen", request.id, ReopenArgs(), request.ver)) == ("merged", "already_so")


def test_a_crew_that_had_begun_goes_on_when_a_closing_is_taken_back() -> None:
    city, request, job = job_of()
    do(city, SOUTH, "wo.start", job.id, StartArgs(), job.ver)
    assert closed_and_reopened(city, request) == OK
    assert (request.status, request.work_order_id, job.status) == ("in_work", job.id, "started")
