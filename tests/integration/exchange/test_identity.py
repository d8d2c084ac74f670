"""Who may speak for a device: its own secret, or a sign-in of today."""

import uuid

import pytest

from tests.factories.city import SOUTH, City
from tests.factories.phone import Phone


def refusal(phone: Phone) -> tuple[int, str]:
    reply = phone.push()
    return reply.status_code, reply.json()["code"]


@pytest.mark.parametrize(("login", "password"), [("south", "wrong"), ("nobody", "curbline-demo"), ("", "")])
def test_a_wrong_name_or_password_is_told_alike(city: City, login: str, password: str) -> None:
    reply = city.http.post("/people/sign-in", json={"login": login, "password": password})
    assert (reply.status_code, reply.json()["code"]) == (401, "wrong_password")
    assert city.rows("SELECT 1 FROM sign_in") == []


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"login": 7, "password": "x"}', b"\xff", b'{"login":"\\ud800","password":"x"}']
)
def test_a_sign_in_that_makes_no_sense_is_no_bug(city: City, body: bytes) -> None:
    reply = city.http.post("/people/sign-in", content=body, headers={"Content-Type": "application/json"})
    assert 400 <= reply.status_code < 500, reply.text


def test_a_password_longer_than_any_is_refused_before_it_is_hashed(city: City) -> None:
    reply = city.http.post("/people/sign-in", json={"login": "south", "password": "x" * 201})
    assert reply.status_code == 400


def test_an_account_that_was_closed_cannot_sign_in_or_go_on(city: City) -> None:
    south = city.staff("south")
    south.sync()
    city.change("UPDATE account SET active = false WHERE login = 'south'")
    assert refusal(south) == (401, "sign_in_required")
    reply = city.http.post("/people/sign-in", json={"login": "south", "password": "curbline-demo"})
    assert reply.json()["code"] == "wrong_password"


def test_a_sign_in_ends_after_its_days_and_the_next_one_sends_what_waited(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    request = ann.report(SOUTH)
    ann.sync()
    south.sync()
    south.comment(request)
    city.clock.wait(days=31)
    assert refusal(south) == (401, "sign_in_required")
    again = city.staff("south")
    south.secret = again.secret
    south.sync()
    assert south.outcome() == ("applied", "ok")


def test_a_sign_out_ends_the_sign_in_and_repeating_it_does_no_harm(city: City) -> None:
    south = city.staff("south")
    south.sync()
    for _ in range(2):
        assert city.http.post("/people/sign-out", headers=south.headers).status_code == 204
    assert refusal(south) == (401, "sign_in_required")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Device",
        "Bearer x.y",
        "Basic c291dGg6eA==",
        "Device short." + "s" * 40,
        f"Device {uuid.UUID(int=7)}.tooshort",
    ],
)
def test_a_request_that_does_not_say_who_sends_it_is_refused(city: City, header: str) -> None:
    ann = city.resident()
    ann.report(SOUTH)
    reply = city.http.post("/sync/v1/exchange", json=ann.body(ann.outbox), headers={"Authorization": header})
    assert (reply.status_code, reply.json()["code"]) == (401, "sign_in_required")


def test_a_device_of_another_secret_is_refused_for_reading_and_writing(city: City) -> None:
    ann, eve = city.resident(), city.resident()
    ann.report(SOUTH)
    ann.sync()
    eve.device = ann.device
    assert refusal(eve) == (409, "device_fork")
    eve.report(SOUTH)
    assert refusal(eve) == (409, "device_fork")
    assert len(city.rows("SELECT 1 FROM service_request")) == 1


def test_a_device_bound_to_one_account_is_refused_to_another(city: City) -> None:
    ann, south, north = city.resident(), city.staff("south"), city.staff("north")
    request = ann.report(SOUTH)
    ann.sync()
    south.sync()
    south.comment(request)
    south.sync()
    north.device = south.device
    assert refusal(north) == (409, "device_fork")


def test_a_residents_device_is_refused_to_staff_and_a_staff_device_to_residents(city: City) -> None:
    ann, bob, south = city.resident(), city.resident(), city.staff("south")
    ann.report(SOUTH)
    ann.sync()
    south.sync()
    south.report(SOUTH)
    south.sync()
    bob.device, south.device = south.device, ann.device
    assert refusal(bob) == (409, "device_fork")
    assert refusal(south) == (409, "device_fork")


def test_the_device_in_the_body_must_be_the_one_that_signs(busy_city: City) -> None:
    ann = busy_city.resident()
    reply = ann.post(ann.body(device=str(uuid.uuid4())))
    assert (reply.status_code, reply.json()["code"]) == (409, "device_fork")


def test_a_device_that_was_shut_out_is_told_so(city: City) -> None:
    ann = city.resident()
    ann.report(SOUTH)
    ann.sync()
    city.change("UPDATE sync_device SET state = 'revoked'")
    assert refusal(ann) == (403, "device_revoked")


def test_only_hashes_of_secrets_are_kept(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    for phone in (ann, south):
        phone.report(SOUTH)
        phone.sync()
    kept = str([city.rows(f"SELECT * FROM {name}") for name in ("sign_in", "sync_device", "sync_op", "account")])
    assert [secret in kept for secret in (ann.secret, south.secret, "curbline-demo")] == [False] * 3
