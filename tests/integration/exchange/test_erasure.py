"""A report that is erased at its reporter's wish is gone everywhere and stays gone; work that has begun goes on."""

import hashlib
import uuid
from base64 import b64encode
from collections import Counter
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from backend.cli import main
from sync.protocol.messages import ERASE_SCHEMA
from tests.factories.city import SOUTH, City, running_city
from tests.factories.phone import Phone
from tests.factories.photos import phone_jpeg, street

WORDS = "My neighbour Ms Miller at number 7"
PHOTO = phone_jpeg(street(64, 48))


def curbline(city: City, *arguments: str, typed: str | None = None) -> Result:
    env = {"CURBLINE_DATA_DIR": str(city.folder), "CURBLINE_DATABASE_URL": city.settings.database_url}
    return CliRunner().invoke(main, arguments, env=env | {"CURBLINE_PASSWORD_COST": "test"}, input=typed)


def erase(city: City, phone: Phone, request: str) -> None:
    done = curbline(city, "erase", phone.doc("request", request)["reference"], "--yes")
    assert done.exit_code == 0, done.output


def reported(city: City, **args: Any) -> tuple[Phone, str, str]:
    """A report with words, a place, a comment and a photo whose bytes are stored: (phone, request, photo)."""
    ann, photo = city.resident(), str(uuid.uuid4())
    promise = {"id": photo, "sha256": hashlib.sha256(PHOTO).hexdigest(), "size_bytes": len(PHOTO), "mime": "image/jpeg"}
    request = ann.report(SOUTH, description=WORDS, photos=[promise], **args)
    ann.comment(request, WORDS)
    ann.sync()
    upload(city, ann, photo)
    ann.sync()
    assert ann.doc("request", request)["photos"][0]["state"] == "stored"
    return ann, request, photo


def upload(city: City, phone: Phone, photo: str) -> int:
    """Send the photo's bytes; the last status."""
    head = {"Authorization": phone.headers["Authorization"], "Tus-Resumable": "1.0.0"}
    meta = {"Upload-Length": str(len(PHOTO)), "Upload-Metadata": f"attachment {b64encode(photo.encode()).decode()}"}
    made = city.http.post("/files", headers=head | meta)
    if made.status_code != 201:
        return made.status_code
    patch = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    return city.http.patch(made.headers["Location"], headers=head | patch, content=PHOTO).status_code


def everything(city: City) -> str:
    """All that the database holds, as text."""
    tables = ("service_request", "request_entry", "work_log", "sync_op", "held_op", "sync_quarantine", "attachment")
    return str([city.rows(f"SELECT * FROM {name}") for name in (*tables, "work_order")])


def rows_of(phone: Phone, id: str, **also: Any) -> set[str]:
    reply = phone.post(phone.body(**also)).json()["pull"]
    return {row["op"] for row in reply["rows"] if row["id"] == id}


def test_nothing_that_was_said_or_shown_is_left_on_the_server(city: City) -> None:
    ann, request, _ = reported(city)
    city.http.post("/sync/v1/quarantine", headers=ann.headers, content=WORDS.encode())
    assert list((city.folder / "photos").glob("??/*"))
    erase(city, ann, request)
    assert (WORDS in everything(city), "35.9606" in everything(city)) == (False, False)
    assert list((city.folder / "photos").glob("??/*")) == []
    assert not [row for row in city.rows("SELECT * FROM service_request") if ann.device in str(row)]
    assert not [row for row in city.rows("SELECT * FROM sync_op") if request in str(row)]


def test_what_statistics_count_stays(city: City) -> None:
    ann, request, _ = reported(city)
    columns = "service_code, district_id, reference, requested_at, recorded_at"
    before = city.rows(f"SELECT {columns} FROM service_request")
    erase(city, ann, request)
    assert city.rows(f"SELECT {columns} FROM service_request") == before


def test_every_phone_that_held_it_is_told_to_keep_nothing(city: City) -> None:
    ann, request, photo = reported(city)
    south, dispatch = city.staff("south"), city.staff("dispatch")
    for phone in (south, dispatch):
        phone.sync()
    erase(city, ann, request)
    for phone in (ann, south, dispatch):
        assert rows_of(phone, request) == {"erase"}
        phone.sync()
        assert request not in phone.ids("request")
        assert city.http.get(f"/attachments/{photo}/large", headers=phone.headers).status_code == 404


def test_a_crew_that_had_it_once_is_told_too(city: City) -> None:
    ann, request, _ = reported(city)
    south, dispatch = city.staff("south"), city.staff("dispatch")
    for phone in (south, dispatch):
        phone.sync()
    dispatch.assign(next(iter(dispatch.ids("wo"))), city.crew("North crew"))
    dispatch.sync()
    erase(city, ann, request)
    assert rows_of(south, request) == {"erase"}


def test_an_app_from_before_there_was_erasing_hears_that_it_left(city: City) -> None:
    ann, request, _ = reported(city)
    erase(city, ann, request)
    assert rows_of(ann, request, schema=ERASE_SCHEMA - 1) == {"leave"}


def test_the_public_page_says_that_it_was_removed(city: City) -> None:
    ann, request, _ = reported(city)
    erase(city, ann, request)
    page = city.http.get(f"/r/{ann.doc('request', request)['reference']}")
    assert (page.status_code, "has removed this report" in page.text) == (410, True)


def test_a_job_that_nobody_began_is_called_off(city: City) -> None:
    ann, request, _ = reported(city)
    south = city.staff("south")
    south.sync()
    erase(city, ann, request)
    south.sync()
    (job,) = south.ids("wo")
    assert south.doc("wo", job)["status"] == "cancelled"


def test_work_under_way_goes_on_in_neutral_words_and_can_be_closed(city: City) -> None:
    ann, request, _ = reported(city)
    south = city.staff("south")
    south.sync()
    (job,) = south.ids("wo")
    south.start(job)
    south.sync()
    erase(city, ann, request)
    south.sync()
    assert [line["kind"] for line in south.doc("wo", job)["history"]][-1] == "report_removed"
    south.close(job, note="Filled")
    south.sync()
    assert (south.outcome(), south.doc("wo", job)["status"]) == (("applied", "ok"), "done")
    ann.sync()
    assert request not in south.ids("request") | ann.ids("request")
    assert city.rows("SELECT status FROM service_request") == [{"status": "resolved"}]


def test_what_comes_later_about_it_is_refused_and_becomes_a_letter(city: City) -> None:
    ann, request, _ = reported(city)
    dispatch = city.staff("dispatch")
    dispatch.sync()
    erase(city, ann, request)
    ann.comment(request)
    ann.queue("request.edit", f"request/{request}", {"description": "Other words"})
    dispatch.queue("request.sort", f"request/{request}", {"priority": "high"})
    assert {ack["code"] for phone in (ann, dispatch) for ack in phone.sync()} == {"erased"}


def test_an_op_sent_again_hears_its_answer_and_brings_nothing_back(city: City) -> None:
    ann, request, photo = reported(city)
    report = city.rows("SELECT op_id FROM sync_op WHERE mid = 1")
    other = city.resident()
    other.report(SOUTH)
    ops = [dict(op) for op in other.outbox]
    other.sync()
    reference = other.doc("request", ops[0]["on"].partition("/")[2])["reference"]
    assert curbline(city, "erase", reference, "--yes").exit_code == 0
    reply = other.push(*ops).json()
    assert [ack["code"] for ack in reply["acks"]] == ["ok"]
    assert other.ids("request") and other.sync() == [] and not other.ids("request")
    assert (report, request in ann.ids("request"), upload(city, ann, photo)) == (report, True, 200)


def test_what_the_reporter_added_to_anothers_report_loses_its_words(city: City) -> None:
    ann, request, _ = reported(city)
    bob, dispatch = city.resident(), city.staff("dispatch")
    home = bob.report(SOUTH)
    bob.sync()
    dispatch.sync()
    dispatch.queue("request.merge", f"request/{request}", {"into": home})
    dispatch.sync()
    ann.sync()
    ann.comment(request, WORDS + " again")
    ann.sync()
    bob.sync()
    assert WORDS in str(bob.doc("request", home))
    erase(city, ann, request)
    bob.sync()
    assert (WORDS in str(bob.doc("request", home)), WORDS in everything(city)) == (False, False)


def test_a_job_that_somebody_else_waits_for_goes_on(city: City) -> None:
    ann, request, _ = reported(city)
    bob, dispatch, south = city.resident(), city.staff("dispatch"), city.staff("south")
    duplicate = bob.report(SOUTH)
    bob.sync()
    dispatch.sync()
    dispatch.queue("request.merge", f"request/{duplicate}", {"into": request})
    dispatch.sync()
    south.sync()
    erase(city, ann, request)
    south.sync()
    assert south.ids("request") == {duplicate}
    job = job_to_do(south)
    south.close(job, note="Filled")
    south.sync()
    bob.sync()
    assert (south.outcome(), bob.doc("request", duplicate)["status_note"]) == (("applied", "ok"), "Filled")


def job_to_do(south: Phone) -> str:
    """The one job that is left to do."""
    (job,) = (id for id in south.ids("wo") if south.doc("wo", id)["status"] == "assigned")
    return job


def test_a_follow_up_goes_with_what_it_follows(city: City) -> None:
    ann, request, _ = reported(city)
    south = city.staff("south")
    south.sync()
    (job,) = south.ids("wo")
    south.close(job)
    south.sync()
    city.clock.wait(days=20)
    ann.sync()
    ann.queue("request.reopen", f"request/{request}", {"text": WORDS})
    ann.sync()
    assert (ann.outcome()[1], len(ann.ids("request"))) == ("follow_up", 2)
    erase(city, ann, request)
    ann.sync()
    assert (ann.ids("request"), WORDS in everything(city)) == (set(), False)


def test_what_was_held_about_it_goes_too(city: City) -> None:
    ann, request, _ = reported(city)
    ann.queue("request.edit", f"request/{request}", {"description": WORDS}, at="2020-01-01T00:00:00Z")
    ann.sync()
    assert ann.outcome() == ("held", "too_old")
    held = next(iter(ann.ids("held")))
    erase(city, ann, request)
    assert (rows_of(ann, held), city.rows("SELECT 1 FROM held_op")) == ({"erase"}, [])


def test_the_check_of_every_bucket_still_holds(city: City) -> None:
    ann, request, _ = reported(city)
    erase(city, ann, request)
    fresh = city.staff("dispatch")
    reply = fresh.post(fresh.body()).json()["pull"]
    live = Counter(row["b"] for row in reply["rows"] if row["op"] == "put")
    assert {bucket: check["n"] for bucket, check in reply["check"].items() if check["n"]} == live


def test_it_asks_first_and_knows_what_is_there(city: City) -> None:
    ann, request, _ = reported(city)
    reference = ann.doc("request", request)["reference"]
    assert curbline(city, "erase", reference, typed="n\n").exit_code == 1
    assert WORDS in everything(city)
    assert "no report" in curbline(city, "erase", "00000000000", "--yes").output
    assert "cannot be a reference" in curbline(city, "erase", "nonsense", "--yes").output
    assert [curbline(city, "erase", reference, "--yes").exit_code for _ in range(2)] == [0, 0]


def test_an_older_copy_put_back_brings_nothing_back(tmp_path: Path) -> None:
    before_all, between = tmp_path / "before.db", tmp_path / "between.db"
    with running_city(tmp_path) as city:
        curbline(city, "backup", str(before_all))
        ann = city.resident()
        request = ann.report(SOUTH, description=WORDS)
        journal = list(ann.outbox)
        ann.sync()
        curbline(city, "backup", str(between))
        erase(city, ann, request)
    for copy in (between, before_all):
        assert "1 reports that were erased" in curbline(city, "restore", str(copy)).output
        with running_city(tmp_path, fresh=False) as restored:
            ann.http = restored.http
            assert (WORDS in everything(restored), len(restored.rows("SELECT 1 FROM service_request"))) == (False, 1)
            ann.outbox = journal
            ann.sync()
            assert (WORDS in everything(restored), ann.ids("request")) == (False, set())
    assert ann.outcome(1) == ("rejected", "erased")
