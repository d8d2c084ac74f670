"""A phone that must take a new id carries on as the one it was: its reports, its promises, its answers (SYNC-016)."""

import base64
import copy
import hashlib
import uuid

from tests.factories.city import SOUTH, City
from tests.factories.phone import Phone
from tests.factories.photos import phone_jpeg, street


def successor(phone: Phone) -> Phone:
    """The same phone under a new id and secret, with what the old one had not sent."""
    new = copy.copy(phone)
    new.device, new.acks, new.cursors, new.docs, new.holders = str(uuid.uuid4()), {}, {}, {}, {}
    if new.scheme == "Device":
        new.secret = "n" * 43
    new.outbox = [op | {"mid": n} for n, op in enumerate(phone.outbox, 1)]
    new.mid = len(new.outbox)
    return new


def former(phone: Phone, secret: str | None = None) -> dict[str, object]:
    return {"former": {"device": phone.device, "secret": secret or phone.secret}}


def test_a_successor_sees_the_reports_of_its_former_self_and_may_add_to_them(busy_city: City) -> None:
    ann = busy_city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    new = successor(ann)
    new.settle(new.push(**former(ann)).json())
    assert new.ids("request") == {request}
    new.comment(request)
    new.sync()
    assert new.outcome() == ("applied", "ok")


def test_ops_answered_under_the_former_id_hear_the_same_answer_and_happen_once(city: City) -> None:
    ann = city.resident()
    ann.report(SOUTH)
    ann.comment("0193aaaa-0000-7000-8000-000000000404")
    first = ann.push().json()["acks"]
    new = successor(ann)
    again = new.push(**former(ann)).json()["acks"]
    assert again == first
    assert len(city.rows("SELECT 1 FROM service_request")) == 1


def test_a_photo_promised_under_the_former_id_is_sent_under_the_new_one(busy_city: City) -> None:
    ann, data, id = busy_city.resident(), phone_jpeg(street()), str(uuid.uuid4())
    photo = {"id": id, "sha256": hashlib.sha256(data).hexdigest(), "size_bytes": len(data), "mime": "image/jpeg"}
    request = ann.report(SOUTH, photos=[photo])
    ann.sync()
    new = successor(ann)
    new.push(**former(ann))
    name = base64.b64encode(id.encode()).decode()
    tus = {"Tus-Resumable": "1.0.0", "Upload-Length": str(len(data)), "Upload-Metadata": f"attachment {name}"}
    headers = new.headers | tus | {"Content-Type": "application/offset+octet-stream"}
    assert new.http.post("/files", headers=headers, content=data).status_code == 201
    new.sync()
    assert [one["state"] for one in new.doc("request", request)["photos"]] == ["stored"]


def test_without_the_secret_nobody_carries_on_as_another(busy_city: City) -> None:
    ann = busy_city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    eve = successor(ann)
    eve.settle(eve.push(**former(ann, "guessed" * 5)).json())
    eve.comment(request)
    eve.sync()
    assert (eve.ids("request"), eve.outcome()) == (set(), ("rejected", "not_found"))


def test_a_device_that_is_known_already_cannot_become_another(busy_city: City) -> None:
    ann, bob = busy_city.resident(), busy_city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    bob.report(SOUTH)
    bob.sync()
    bob.settle(bob.push(**former(ann)).json())
    assert request not in bob.ids("request")


def test_a_device_that_was_shut_out_cannot_come_back_as_its_successor(city: City) -> None:
    ann = city.resident()
    ann.report(SOUTH)
    ann.sync()
    city.change("UPDATE sync_device SET state = 'revoked'")
    reply = successor(ann).push(**former(ann))
    assert (reply.status_code, reply.json()["code"]) == (403, "device_revoked")


def test_the_successor_of_a_successor_is_still_the_same_person(busy_city: City) -> None:
    ann = busy_city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    second = successor(ann)
    second.settle(second.push(**former(ann)).json())
    third = successor(second)
    third.secret = "t" * 43
    third.settle(third.push(**former(second)).json())
    assert third.ids("request") == {request}


def test_a_staff_device_carries_on_within_its_own_account_only(city: City) -> None:
    ann, south, north = city.resident(), city.staff("south"), city.staff("north")
    request = ann.report(SOUTH)
    ann.sync()
    south.sync()
    mine = south.report(SOUTH)
    south.sync()
    new = successor(south)
    new.settle(new.push(**former(south)).json())
    assert {request, mine} <= new.ids("request")
    root = "SELECT root FROM sync_device WHERE id = ?"
    assert city.rows(root, new.device) == [{"root": south.device}]
    other = successor(north)
    other.push(**former(south))
    assert city.rows(root, other.device) == []
