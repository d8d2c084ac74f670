"""The conflict table over the real server: what phones, desk and database make of acts that cross each other."""

import uuid
from datetime import UTC, datetime

from backend.clock import now
from backend.db.session import opened
from backend.exchange import held
from tests.factories.city import NOWHERE, SOUTH, City
from tests.factories.phone import Phone

PHOTO = {"id": "0193aaaa-0000-7000-8000-0000000000aa", "sha256": "ab" * 32, "size_bytes": 1000, "mime": "image/jpeg"}
LONG_AGO = "2026-03-01T00:00:00Z"


def a_job(city: City) -> tuple[Phone, Phone, Phone, str, str]:
    """Ann, the South crew and the desk, who all know of Ann's report and its job."""
    ann, south, dispatch = city.resident(), city.staff("south"), city.staff("dispatch")
    request = ann.report(SOUTH)
    for phone in (ann, south, dispatch):
        phone.sync()
    return ann, south, dispatch, request, str(ann.doc("request", request)["work_order_id"])


def ask(phone: Phone, kind: str, on: str, **args: object) -> tuple[str, str]:
    """Queue an op, exchange, and what became of it."""
    phone.queue(kind, on, dict(args))
    phone.sync()
    return phone.outcome()


def test_a_correction_of_a_new_report_finds_the_crew_of_its_new_place(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    request = ann.report(NOWHERE)
    ann.sync()
    place = {"lat": SOUTH[0], "lon": SOUTH[1]}
    assert ask(ann, "request.edit", f"request/{request}", description="By the bridge", place=place) == ("applied", "ok")
    south.sync()
    assert (south.doc("request", request)["description"], len(south.ids("wo"))) == ("By the bridge", 1)
    [job] = south.ids("wo")
    south.accept(job)
    south.sync()
    assert ask(ann, "request.edit", f"request/{request}", description="No!") == ("converted", "became_comment")


def test_a_report_taken_back_leaves_the_crew_a_cancelled_job(city: City) -> None:
    ann, south, _, request, job = a_job(city)
    assert ask(ann, "request.withdraw", f"request/{request}", text="It is gone") == ("applied", "ok")
    south.sync()
    assert (south.doc("wo", job)["status"], ann.doc("request", request)["status"]) == ("cancelled", "withdrawn")
    assert city.http.get(f"/r/{ann.doc('request', request)['reference']}").text.count("It is gone") == 0


def test_not_fixed_reopens_for_the_desk_and_later_makes_a_new_report_with_the_old_photos(city: City) -> None:
    ann, south, dispatch, request, job = a_job(city)
    south.close(job, photos=[PHOTO])
    south.sync()
    city.clock.wait(days=13)
    assert ask(ann, "request.reopen", f"request/{request}", text="Still deep") == ("applied", "ok")
    dispatch.sync()
    proposed = dispatch.doc("wo", dispatch.doc("request", request)["work_order_id"])
    assert (proposed["status"], proposed["crew_id"]) == ("open", None)
    dispatch.assign(proposed["id"], city.crew("South crew"))
    dispatch.sync()
    south.sync()
    south.close(proposed["id"])
    south.sync()
    city.clock.wait(days=15)
    assert ask(ann, "request.reopen", f"request/{request}", text="Deep again") == ("converted", "follow_up")
    detail = ann.acks[ann.mid]["detail"]
    new = ann.doc("request", detail["request_id"])
    old = ann.doc("request", request)
    assert (new["reference"], new["follows"]) == (detail["reference"], old["reference"])
    assert (new["status"], [photo["id"] for photo in new["photos"]]) == ("planned", [PHOTO["id"]])


def test_what_is_added_to_a_duplicate_reaches_the_other_report_and_stays_with_its_reporter(city: City) -> None:
    ann, south, dispatch, request, _ = a_job(city)
    bob = city.resident()
    other = bob.report(SOUTH)
    bob.sync()
    dispatch.sync()
    assert ask(dispatch, "request.merge", f"request/{other}", into=request) == ("applied", "ok")
    bob.comment(other, "Deeper now", photos=[PHOTO])
    bob.sync()
    assert bob.outcome() == ("redirected", "merged_elsewhere")
    reference = ann.doc("request", request)["reference"]
    assert bob.acks[bob.mid]["detail"] == {"reference": reference}
    for phone in (ann, south, bob):
        phone.sync()
    for phone, id in ((ann, request), (south, request), (bob, other)):
        seen = phone.doc("request", id)
        assert "Deeper now" in [line["text"] for line in seen["history"]]
        assert PHOTO["id"] in [photo["id"] for photo in seen["photos"]]
    assert (bob.doc("request", other)["duplicate_of"], bob.ids("request")) == (reference, {other})
    assert len([job for job in south.ids("wo") if south.doc("wo", job)["status"] == "assigned"]) == 1


def test_a_plan_a_priority_and_the_time_spent_reach_everybody_who_works_on_it(city: City) -> None:
    ann, south, dispatch, request, job = a_job(city)
    when = {"from_at": "2026-11-23T08:00:00Z", "until_at": "2026-11-23T10:00:00Z"}
    assert ask(dispatch, "wo.plan", f"wo/{job}", schedule=when, instructions="Ring first") == ("applied", "ok")
    assert ask(dispatch, "request.sort", f"request/{request}", priority="urgent") == ("applied", "ok")
    for quantity in (0.1, 0.2, 0.7):
        south.queue("wo.log", f"wo/{job}", {"id": str(uuid.uuid4()), "minutes": 20, "materials": [_mix(quantity)]})
    south.sync()
    seen = south.doc("wo", job)
    assert (seen["schedule"], seen["instructions"]) == (when, "Ring first")
    assert (seen["minutes"], seen["materials"]) == (60, [_mix(1.0)])
    assert south.doc("request", request)["priority"] == "urgent"
    assert ask(ann, "request.rate", f"request/{request}", stars=5) == ("rejected", "illegal_transition")
    south.close(job)
    south.sync()
    assert ask(ann, "request.rate", f"request/{request}", stars=5) == ("applied", "ok")
    assert ann.doc("request", request)["rating"] == 5


def test_what_a_member_did_before_leaving_the_crew_waits_for_the_desk_and_is_then_done(city: City) -> None:
    ann, south, dispatch, request, job = a_job(city)
    south.close(job, photos=[PHOTO])
    with opened(city.settings.database) as database:
        database.write_now(lambda c: held.move_to_crew(c, "knoxville", "south", None, now()))
    south.sync()
    assert south.outcome() == ("held", "right_lost")
    dispatch.sync()
    (waiting,) = dispatch.ids("held")
    doc = dispatch.doc("held", waiting)
    assert (doc["state"], doc["why"], doc["by"]) == ("waiting", "right_lost", "South crew")
    assert [photo["id"] for photo in doc["photos"]] == [PHOTO["id"]]
    assert dispatch.doc("wo", job)["status"] == "assigned"
    assert ask(dispatch, "op.review", f"op/{waiting}", verdict="accept") == ("applied", "ok")
    for phone in (ann, south):
        phone.sync()
    assert (dispatch.doc("wo", job)["status"], dispatch.doc("wo", job)["closed_by"]) == ("done", "South crew")
    assert [photo["id"] for photo in ann.doc("request", request)["photos"]] == [PHOTO["id"]]
    assert (south.doc("held", waiting)["outcome"], south.doc("held", waiting)["code"]) == ("applied", "ok")
    assert south.ids("wo") == set()


def test_an_op_of_last_winter_is_held_and_its_author_reads_the_refusal(city: City) -> None:
    _, south, dispatch, _, job = a_job(city)
    city.clock.at = datetime(2026, 12, 1, tzinfo=UTC)
    south.close(job, at=LONG_AGO)
    south.sync()
    assert south.outcome() == ("held", "too_old")
    dispatch.sync()
    (waiting,) = dispatch.ids("held")
    assert ask(dispatch, "op.review", f"op/{waiting}", verdict="refuse", note="Not there") == ("applied", "ok")
    south.sync()
    seen = south.doc("held", waiting)
    assert (seen["state"], seen["code"], seen["note"]) == ("refused", "refused_by_supervisor", "Not there")
    assert south.doc("wo", job)["status"] == "assigned"


def _mix(quantity: float) -> dict[str, object]:
    return {"name": "Hot mix", "quantity": quantity, "unit": "t"}
