"""What is said of a job afterwards, over the real server: kept as facts, decided by the desk, named to staff alone."""

import json
import uuid
from typing import Any

from tests.factories.city import NORTH, City
from tests.factories.phone import Phone
from tests.integration.exchange.test_conflicts import PHOTO, a_job, ask

OK = ("applied", "ok")


def told(phone: Phone, kind: str, id: str, *names: str) -> list[Any]:
    phone.sync()
    return [phone.doc(kind, id)[name] for name in names]


def moved_and_closed_by_both(city: City) -> tuple[Phone, Phone, Phone, Phone, str, str]:
    """The desk moved the job to the North crew, which closed it; the South crew closes it too, not knowing."""
    ann, south, dispatch, request, job = a_job(city)
    north = city.staff("north")
    dispatch.assign(job, city.crew("North crew"))
    dispatch.sync()
    north.sync()
    north.close(job, note="Filled")
    north.sync()
    south.close(job, "made_safe", "Only fenced off", [PHOTO])
    south.sync()
    return ann, south, north, dispatch, request, job


def test_every_closing_is_told_with_who_when_and_which_counts(city: City) -> None:
    _, south, north, dispatch, _, job = moved_and_closed_by_both(city)
    [closings, flags] = told(dispatch, "wo", job, "closings", "flags")
    assert [(one["by"], one["name"], one["outcome"], one["kind"], one["counts"]) for one in closings] == [
        ("North crew", north.account["name"], "fixed", "first", True),
        ("South crew", south.account["name"], "made_safe", "double", False),
    ]
    assert (closings[1]["photos"], flags) == ([PHOTO["id"]], ["duplicate_work"])
    detail = south.acks[south.mid]["detail"]
    assert (detail["by"], detail["name"]) == ("North crew", north.account["name"])


def test_the_desk_takes_the_other_closing_and_puts_it_back_and_all_hear_of_it(city: City) -> None:
    ann, south, north, dispatch, request, job = moved_and_closed_by_both(city)
    dispatch.sync()
    assert ask(dispatch, "wo.settle", f"wo/{job}", verdict="take", flags=[], note="South has a photo") == OK
    assert told(ann, "request", request, "status", "status_note") == ["triaged", "Only fenced off"]
    for crew in (south, north):  # South does not have the job any more, and hears of it all the same
        [outcome, flags, settled] = told(crew, "wo", job, "outcome", "flags", "settled")
        assert (outcome, flags) == ("made_safe", [])
        assert [(one["verdict"], one["note"], one["name"]) for one in settled] == [
            ("take", "South has a photo", dispatch.account["name"])
        ]
    assert ask(dispatch, "wo.settle", f"wo/{job}", verdict="open", flags=[], note="") == OK
    assert told(ann, "request", request, "status", "status_note") == ["resolved", "Filled"]
    assert told(dispatch, "wo", job, "outcome", "flags", "settled") == ["fixed", ["duplicate_work"], []]


def test_a_corrected_closing_reaches_its_reporter_and_the_public_page(city: City) -> None:
    ann, south, dispatch, request, job = a_job(city)
    south.close(job, note="Filled")
    south.sync()
    assert ask(south, "wo.correct", f"wo/{job}", outcome="made_safe", note="We come back") == OK
    assert told(ann, "request", request, "status", "status_note") == ["triaged", "We come back"]
    assert [line["kind"] for line in ann.doc("request", request)["history"]][-2:] == ["corrected", "triaged"]
    page = city.http.get(f"/r/{ann.doc('request', request)['reference']}").text
    assert "South crew corrected what was said before." in page
    assert told(dispatch, "wo", job, "status", "outcome", "closed_by") == ["done", "made_safe", "South crew"]


def test_staff_read_who_it_was_and_residents_a_role_or_a_crew(city: City) -> None:
    ann, south, dispatch, request, job = a_job(city)
    ask(dispatch, "request.sort", f"request/{request}", priority="high")
    south.comment(request, "On our way")
    south.close(job, note="Filled", photos=[PHOTO])
    south.sync()
    names = {dispatch.account["name"], south.account["name"]}
    [of_ann] = told(ann, "request", request, "history")
    assert {line["name"] for line in of_ann} == {""}
    assert {line["by"] for line in of_ann} == {"reporter", "routing", "dispatcher", "South crew"}
    for phone in (south, dispatch):
        [of_staff] = told(phone, "request", request, "history")
        assert {line["name"] for line in of_staff} == {"", *names}
        assert {line["name"] for line in phone.doc("wo", job)["history"]} == {"", south.account["name"]}
    everything = json.dumps(list(ann.docs.values()))
    public = city.http.get(f"/r/{ann.doc('request', request)['reference']}").text
    assert not any(name in text for name in names for text in (everything, public))


def test_a_report_leaves_a_job_for_one_of_its_own_and_a_merge_is_undone(city: City) -> None:
    ann, south, dispatch, request, job = a_job(city)
    bob = city.resident()
    other = bob.report(NORTH)
    bob.sync()
    dispatch.sync()
    assert ask(dispatch, "wo.serve", f"wo/{job}", request_id=other) == OK
    assert told(south, "wo", job, "request_ids") == [sorted([request, other])]
    own = str(uuid.uuid4())
    assert ask(dispatch, "wo.split", f"wo/{job}", request_id=other, job_id=own) == OK
    assert told(south, "wo", own, "request_ids", "status") == [[other], "assigned"]
    assert told(south, "wo", job, "request_ids") == [[request]]
    assert ask(dispatch, "request.merge", f"request/{other}", into=request) == OK
    assert ask(dispatch, "request.unmerge", f"request/{other}") == OK
    assert told(bob, "request", other, "status", "duplicate_of", "crew_id") == [
        "planned",
        None,
        city.crew("South crew"),
    ], "the desk had left it to them when it was split off"
    assert told(ann, "request", request, "followers") == [0]


def test_the_desk_closes_a_report_and_its_crew_is_not_sent_there(city: City) -> None:
    ann, south, dispatch, request, job = a_job(city)
    closing = {"outcome": "not_ours", "note": "The state looks after this road"}
    assert ask(dispatch, "request.close", f"request/{request}", **closing) == OK
    assert told(ann, "request", request, "status", "status_note") == ["closed", closing["note"]]
    assert told(south, "wo", job, "status") == ["cancelled"]
    assert ask(dispatch, "request.reopen", f"request/{request}") == OK
    assert told(ann, "request", request, "status", "crew_id") == ["planned", city.crew("South crew")]
    again = ann.doc("request", request)["work_order_id"]
    assert told(south, "wo", again, "status", "request_ids") == ["assigned", [request]]


def test_a_job_that_was_closed_before_closings_were_kept_is_corrected_all_the_same(city: City) -> None:
    ann, south, _, request, job = a_job(city)
    south.close(job, note="Filled")
    south.sync()
    city.change("UPDATE work_order SET closings = '[]' WHERE id = ?", job)
    assert [one["outcome"] for one in told(city.staff("south"), "wo", job, "closings")[0]] == ["fixed"]
    assert ask(south, "wo.correct", f"wo/{job}", outcome="not_found") == OK
    assert told(ann, "request", request, "status") == ["closed"]


def test_what_a_closing_took_is_in_the_jobs_totals(city: City) -> None:
    _, south, dispatch, _, job = a_job(city)
    took = {"minutes": 25, "materials": [{"name": "Cold mix", "quantity": 2.5, "unit": "bag"}]}
    assert ask(south, "wo.close", f"wo/{job}", outcome="fixed", **took) == OK
    assert told(dispatch, "wo", job, "minutes", "materials") == list(took.values())
