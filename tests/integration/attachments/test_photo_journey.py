"""A photo's whole way through the real server: promised with a report, shown as expected, sent, stored, read."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import TestClient

from backend.app import create_app
from backend.db.commit import commit_changes
from backend.db.session import opened
from backend.places import service as places
from backend.schema import migrate
from backend.settings import Settings
from sync.protocol import reference
from tests.factories.photo_server import CITY, PHONE, PHOTO, REQUEST, STRANGER, Phone, credentials, id_of
from tests.factories.photos import SECRET, phone_jpeg, street

DATA = phone_jpeg(street(2000, 1500), 6, quality=95)
"""More than the exchange would accept as a body."""


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Phone]:
    settings = Settings(data_dir=tmp_path, web_dir=tmp_path)
    migrate(settings.database)
    with opened(settings.database) as database:
        city = database.write_now(lambda c: places.create_jurisdiction(c, CITY, "Knoxville", lat=0.0, lon=0.0))
        offer = places.Offer("pothole", "Pothole", "", "Streets", [], "", 1)
        database.write_now(lambda c: commit_changes(c, CITY, [city, *places.put_services(c, CITY, [offer])]))
    with TestClient(create_app(settings)) as http:
        yield Phone(http)


def exchange(phone: Phone, *ops: dict[str, Any]) -> dict[str, Any]:
    now = datetime.now(UTC).isoformat()
    ask: dict[str, Any] = {"proto": 1, "schema": 1, "app": "test", "device": PHONE, "acked_mid": 0}
    ask["clock"] = {"wall": now}
    ask["ops"] = ops
    ask["pull"] = {"epoch": "", "have": {f"device:{PHONE}": 0}}
    reply = phone.http.post("/sync/v1/exchange", headers=phone.headers, json=ask)
    assert reply.status_code == 200, reply.text
    return dict(reply.json())


def report() -> dict[str, Any]:
    promise = {"id": PHOTO, "sha256": hashlib.sha256(DATA).hexdigest(), "size_bytes": len(DATA), "mime": "image/jpeg"}
    args: dict[str, Any] = {"reference": reference.make(), "service_code": "pothole", "photos": [promise]}
    args |= {"place": {"text": "Gay Street"}, "description": "Deep."}
    op = {"mid": 1, "op_id": id_of(30), "kind": "request.report", "v": 1, "on": f"request/{REQUEST}", "base": 0}
    return op | {"at": datetime.now(UTC).isoformat(), "args": args}


def shown(reply: dict[str, Any]) -> dict[str, Any]:
    (row,) = (row for row in reply["pull"]["rows"] if row["id"] == REQUEST)
    (photo,) = row["doc"]["photos"]
    return {"ver": row["ver"], "seq": row["s"], **photo}


def test_a_reported_photo_is_expected_then_stored_then_read_and_its_reporter_is_told(phone: Phone) -> None:
    assert len(DATA) > 256 * 1024
    reply = exchange(phone, report())
    assert [ack["outcome"] for ack in reply["acks"]] == ["applied"], reply
    before = shown(reply)
    assert before["state"] == "expected"
    phone.upload(DATA)
    after = shown(exchange(phone))
    assert (after["state"], after["width"], after["height"]) == ("stored", 1600, 1200)
    assert after["ver"] > before["ver"]
    assert after["seq"] > before["seq"]
    served = phone.read()
    assert served.headers["Content-Type"] == "image/jpeg"
    assert served.headers["X-Content-Type-Options"] == "nosniff"
    assert SECRET.encode() not in served.content


def test_a_reported_photo_is_nobody_elses(phone: Phone) -> None:
    exchange(phone, report())
    phone.upload(DATA)
    stranger = Phone(phone.http, STRANGER)
    assert stranger.read().status_code == 404
    assert stranger.create(len(DATA)).status_code == 404


def test_refusals_are_problem_details_and_still_speak_tus(phone: Phone) -> None:
    exchange(phone, report())
    place = phone.place(len(DATA))
    reply = phone.send(place, 7, DATA)
    assert reply.status_code == 409
    assert reply.headers["Content-Type"].startswith("application/problem+json")
    assert reply.json()["code"] == "offset_mismatch"
    assert reply.headers["Upload-Offset"] == "0"
    assert reply.headers["Tus-Resumable"] == "1.0.0"
    assert credentials(PHONE)["Authorization"] not in reply.text


def test_bad_bytes_are_told_by_the_feed(phone: Phone) -> None:
    exchange(phone, report())
    assert phone.send(phone.place(len(DATA)), 0, DATA[:-1] + b"!").status_code == 204
    assert shown(exchange(phone))["state"] == "bad"
