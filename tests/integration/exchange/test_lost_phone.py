"""A phone that was given up for lost hands over what waits on it, for the desk to look at, and reads nothing more."""

import hashlib
import uuid
from base64 import b64encode

import pytest
from click.testing import CliRunner

from backend.cli import main
from tests.factories.city import SOUTH, City
from tests.factories.phone import Phone
from tests.factories.photos import phone_jpeg, street

PHOTO = phone_jpeg(street(64, 48))


def revoke(city: City, *arguments: str) -> str:
    env = {"CURBLINE_DATA_DIR": str(city.folder), "CURBLINE_DATABASE_URL": city.settings.database_url}
    done = CliRunner().invoke(main, ["revoke", *arguments], env=env)
    assert done.exit_code == 0, done.output
    return done.output


def told(phone: Phone) -> tuple[str, str]:
    """How it is refused."""
    reply = phone.post(phone.body(phone.outbox))
    assert reply.status_code == 403, reply.text
    return reply.json()["code"], reply.json()["wipe"]


def at_work(city: City) -> tuple[Phone, str]:
    """(the South crew's phone, its job); it has sent something, so that the server knows it."""
    ann, south = city.resident(), city.staff("south")
    ann.report(SOUTH)
    ann.sync()
    south.sync()
    (job,) = south.ids("wo")
    south.accept(job)
    south.sync()
    return south, job


def test_what_waits_on_it_is_held_for_the_desk_and_done_when_that_says_so(city: City) -> None:
    south, job = at_work(city)
    dispatch = city.staff("dispatch")
    south.close(job, note="Filled before it was lost")
    south.report(SOUTH)
    revoke(city, "south")
    reply = south.push().json()
    assert ([ack["code"] for ack in reply["acks"]], reply["pull"]) == (["device_lost"] * 2, None)
    dispatch.sync()
    assert (dispatch.doc("wo", job)["status"], len(dispatch.ids("held"))) == ("assigned", 2)
    for op in south.outbox:
        dispatch.queue("op.review", f"op/{op['op_id']}", {"verdict": "accept", "note": ""})
    dispatch.sync()
    assert (dispatch.doc("wo", job)["status"], len(dispatch.ids("request"))) == ("done", 2)


def test_it_may_send_the_photos_of_that_and_see_none(city: City) -> None:
    south, job = at_work(city)
    photo = str(uuid.uuid4())
    promise = {"id": photo, "sha256": hashlib.sha256(PHOTO).hexdigest(), "size_bytes": len(PHOTO), "mime": "image/jpeg"}
    south.close(job, photos=[promise])
    revoke(city, "south")
    south.push()
    head = {"Authorization": south.headers["Authorization"], "Tus-Resumable": "1.0.0"}
    meta = {"Upload-Length": str(len(PHOTO)), "Upload-Metadata": f"attachment {b64encode(photo.encode()).decode()}"}
    place = city.http.post("/files", headers=head | meta).headers["Location"]
    patch = {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
    assert city.http.patch(place, headers=head | patch, content=PHOTO).status_code == 204
    for path in (f"/attachments/{photo}/large", "/sync/v1/events"):
        assert city.http.get(path, headers=south.headers).json()["code"] == "device_revoked"
    dispatch = city.staff("dispatch")
    dispatch.sync()
    (held,) = dispatch.ids("held")
    assert [one["state"] for one in dispatch.doc("held", held)["photos"]] == ["stored"]


def test_with_nothing_to_hand_over_it_is_told_to_delete_what_it_holds(city: City) -> None:
    south, _ = at_work(city)
    revoke(city, "south")
    assert told(south) == ("device_revoked", "after_push")


@pytest.mark.parametrize("outbox", ["empty", "full"])
def test_at_once_means_that_nothing_is_taken(city: City, outbox: str) -> None:
    south, job = at_work(city)
    if outbox == "full":
        south.start(job)
    revoke(city, "south", "--now")
    assert told(south) == ("device_revoked", "now")
    assert city.rows("SELECT 1 FROM held_op") == []


def test_a_phone_that_only_ever_read_is_told_too_and_its_sign_in_opens_no_other_device(city: City) -> None:
    south = city.staff("south")
    south.sync()
    revoke(city, "south")
    assert told(south) == ("device_revoked", "after_push")
    south.device = str(uuid.uuid4())
    assert told(south) == ("device_revoked", "after_push")


def test_one_that_comes_by_when_its_sign_in_is_long_over_deletes_at_once(city: City) -> None:
    south, job = at_work(city)
    revoke(city, "south")
    city.clock.wait(days=31)
    south.start(job)
    assert told(south) == ("device_revoked", "now")


def test_first_after_the_last_push_and_then_at_once(city: City) -> None:
    south, job = at_work(city)
    assert "1 sign-ins" in revoke(city, "south")
    assert "1 sign-ins" in revoke(city, "south", "--now")
    assert "0 sign-ins" in revoke(city, "south")
    south.start(job)
    assert told(south) == ("device_revoked", "now")


def test_the_same_person_goes_on_with_another_phone_and_others_are_left_alone(city: City) -> None:
    at_work(city)
    north = city.staff("north")
    revoke(city, "south")
    again = city.staff("south")
    again.sync()
    north.sync()
    (job,) = again.ids("wo")
    again.start(job)
    again.sync()
    assert again.outcome() == ("applied", "ok")


def test_a_lost_phone_of_the_desk_cannot_review(city: City) -> None:
    dispatch = city.staff("dispatch")
    dispatch.queue("op.review", f"op/{uuid.uuid4()}", {"verdict": "accept"})
    revoke(city, "dispatch")
    assert [ack["code"] for ack in dispatch.push().json()["acks"]] == ["not_allowed"]


def test_a_login_that_is_not_here_is_said(city: City) -> None:
    env = {"CURBLINE_DATA_DIR": str(city.folder), "CURBLINE_DATABASE_URL": city.settings.database_url}
    refused = CliRunner().invoke(main, ["revoke", "nobody"], env=env)
    assert (refused.exit_code, "no account 'nobody'" in refused.output) == (2, True)
