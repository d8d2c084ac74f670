"""What a broken or hostile phone sends: never a 500, which a phone would send again for ever; nothing good is lost."""

import json
import sys
from typing import Any

import pytest
from litestar.testing import TestClient

from sync.protocol.messages import OP_ARGS, SCHEMA
from tests.factories.city import SOUTH, City
from tests.factories.phone import Phone


def codes(phone: Phone) -> list[str]:
    return [phone.acks[mid]["code"] for mid in sorted(phone.acks)]


def test_a_point_off_the_globe_becomes_a_letter_and_its_neighbours_are_applied(city: City) -> None:
    ann = city.resident()
    before, _, after = ann.report(SOUTH), ann.report((200.0, 0.0)), ann.report(SOUTH)
    ann.sync()
    assert codes(ann) == ["ok", "bad_location", "ok"]
    assert ann.acks[2]["detail"] == {"fields": [{"code": "bad_location", "at": "/place/lat"}]}
    assert ann.ids("request") == {before, after}
    kept = city.rows("SELECT outcome, code FROM sync_op WHERE mid = 2")
    assert kept == [{"outcome": "rejected", "code": "bad_location"}]


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"reference": "K7QM3XD92FA"}, "bad_reference"),
        ({"service_code": "dragons"}, "service_retired"),
        ({"place": {}}, "bad_location"),
        ({"place": {"lat": 1e400, "lon": 0}}, "bad_value"),
        ({"place": {"lat": 1e300, "lon": 0}}, "bad_location"),
        ({"place": {"lat": "north", "lon": 0}}, "bad_value"),
        ({"place": None}, "bad_value"),
        ({"description": 7}, "bad_value"),
        ({"description": "x" * 4001}, "bad_value"),
        ({"photos": [{"id": "not-a-uuid"}]}, "bad_value"),
    ],
)
def test_arguments_that_make_no_sense_are_refused_by_name(busy_city: City, args: dict[str, Any], code: str) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH, **args)
    ann.report(SOUTH)
    body = json.dumps(ann.body(ann.outbox)).replace("Infinity", "1e400").encode()
    reply = ann.post(body)
    assert [ack["code"] for ack in reply.json()["acks"]] == [code, "ok"]


def test_the_place_of_a_wrong_argument_is_a_pointer(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH, photos=[{"id": "short"}])
    ann.sync()
    assert ann.acks[1]["detail"]["fields"] == [{"code": "bad_value", "at": "/photos/0/id"}]


def test_arguments_that_are_no_object_are_refused(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    ann.sync()
    for args in ("[]", '"text"', "7", "null"):
        body = json.dumps(ann.body([ann.queue("request.report", ann_on(), {})])).replace(
            '"args": {}', f'"args": {args}'
        )
        (ack,) = ann.post(body.encode()).json()["acks"]
        assert (ack["outcome"], ack["code"]) == ("rejected", "bad_value")


def ann_on() -> str:
    return "request/0193aaaa-0000-7000-8000-000000000001"


def test_an_unknown_kind_of_op_is_refused_and_those_behind_it_go_on(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.queue("request.praise", ann_on(), {"stars": 5})
    ann.report(SOUTH)
    ann.sync()
    assert codes(ann) == ["unknown_op", "ok"]


def test_an_unknown_kind_from_a_newer_app_waits_on_the_phone_with_all_behind_it(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    ann.queue("request.praise", ann_on(), {"stars": 5})
    ann.report(SOUTH)
    reply = ann.push(schema=SCHEMA + 1).json()
    assert reply["blocked"] == {"mid": 2, "code": "newer_than_server"}
    assert ([ack["mid"] for ack in reply["acks"]], reply["last_mid"]) == ([1], 1)


def test_a_bug_in_one_op_takes_only_that_op_down(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    ann = city.resident()
    request = ann.report(SOUTH)
    ann.comment(request)
    ann.report(SOUTH)
    monkeypatch.setitem(sys.modules["sync.decide.decide"].__dict__["_RULES"], "request.comment", broken)
    ann.sync()
    assert codes(ann) == ["ok", "internal_error", "ok"]
    assert len(ann.ids("request")) == 2
    assert [row["code"] for row in city.rows("SELECT code FROM sync_op ORDER BY mid")] == codes(ann)


@pytest.mark.parametrize(
    "at", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "2026-11-21T07:55:10-09:00"]
)
@pytest.mark.parametrize("skew_ms", [-86_400_000_000, 0, 86_400_000_000])
def test_no_device_clock_is_too_wrong_to_report(busy_city: City, at: str, skew_ms: int) -> None:
    ann = busy_city.resident()
    request = ann.report(SOUTH)
    reply = ann.push(ann.outbox[0] | {"at": at}, clock={"wall": at, "skew_ms": skew_ms})
    assert [ack["code"] for ack in reply.json()["acks"]] == ["ok"]
    ann.settle(reply.json())
    doc = ann.doc("request", request)
    assert doc["requested_at"] <= doc["recorded_at"]


@pytest.mark.parametrize(
    "change",
    [
        {"mid": 2**63},
        {"mid": 0},
        {"mid": 1.5},
        {"base": -1},
        {"base": 2**64},
        {"v": 10**6},
        {"on": "city/0193aaaa-0000-7000-8000-000000000001"},
        {"op_id": "7"},
        {"at": "yesterday"},
        {"at": "2026-11-21T07:55:10"},
        {"kind": "x" * 301},
    ],
)
def test_an_envelope_that_makes_no_sense_is_malformed(busy_city: City, change: dict[str, Any]) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    reply = ann.push(ann.outbox[0] | change)
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize("skew_ms", [10**18, -(10**18), 2**63, 10**30])
def test_a_skew_longer_than_history_is_malformed(busy_city: City, skew_ms: int) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    reply = ann.push(clock={"wall": "2026-11-21T07:55:10Z", "skew_ms": skew_ms})
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"<html>Welcome to the hotel</html>",
        b"\xff\xfe",
        b'{"ops":' + b"[" * 100_000,
        b'{"x":' + b"[" * 100_000,
    ],
)
def test_what_is_no_exchange_is_malformed(busy_city: City, body: bytes) -> None:
    reply = busy_city.resident().post(body)
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


def test_json_too_deep_for_anybody_is_malformed_elsewhere_too(busy_city: City) -> None:
    reply = busy_city.http.post("/people/sign-in", content=b'{"login":' + b"[" * 100_000)
    assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


@pytest.mark.parametrize("text", [rb"\ud800", b"\xff\xfe", rb"\udc00\ud800", rb"\u0000"])
def test_text_that_is_no_unicode_never_stops_the_queue(busy_city: City, text: bytes) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH, description="TEXT")
    ann.report(SOUTH)
    reply = ann.post(json.dumps(ann.body(ann.outbox)).encode().replace(b"TEXT", text))
    if reply.status_code == 200:
        first, second = (ack["code"] for ack in reply.json()["acks"])
        assert (first in ("bad_value", "ok"), second) == (True, "ok")
    else:
        assert (reply.status_code, reply.json()["code"]) == (400, "malformed")


def test_a_body_above_the_limit_is_too_big(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH, description="x" * 300_000)
    reply = ann.push()
    assert (reply.status_code, reply.json()["code"]) == (413, "too_big")


def test_a_city_of_many_districts_can_still_be_dispatched(city: City) -> None:
    city.change(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) "
        "INSERT INTO district (id, jurisdiction, layer_id, name, boundary, active, ver) "
        "SELECT 'extra-' || i, jurisdiction, layer_id, 'Extra ' || i, boundary, true, 1 "
        "FROM n, (SELECT * FROM district LIMIT 1) AS one"
    )
    dispatch = city.staff("dispatch")
    dispatch.sync()
    dispatch.sync()
    assert len(dispatch.cursors) > 100


def test_every_op_of_the_wire_is_refused_by_a_stranger_without_a_trace(city: City) -> None:
    ann, eve = city.resident(), city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    job = ann.doc("request", request)["work_order_id"]
    before = city.rows("SELECT * FROM service_request"), city.rows("SELECT * FROM work_order")
    eve.comment(request)
    eve.accept(job)
    eve.start(job)
    eve.close(job)
    eve.queue("request.edit", f"request/{request}", {"description": "Nothing"})
    eve.queue("request.withdraw", f"request/{request}", {})
    eve.queue("request.reopen", f"request/{request}", {})
    eve.queue("request.rate", f"request/{request}", {"stars": 1})
    eve.queue("request.notify", f"request/{request}", {"channel": "email", "address": "eve@example.org"})
    eve.queue("wo.log", f"wo/{job}", {"id": request, "minutes": 5})
    eve.queue("wo.correct", f"wo/{job}", {"outcome": "not_found"})
    found = len(eve.outbox)
    eve.assign(job, city.crew("North crew"))
    eve.queue("request.sort", f"request/{request}", {"priority": "low"})
    eve.queue("request.merge", f"request/{request}", {"into": job})
    eve.queue("request.unmerge", f"request/{request}", {})
    eve.queue("request.close", f"request/{request}", {"outcome": "fixed", "note": "Done"})
    eve.queue("wo.cancel", f"wo/{job}", {})
    eve.queue("wo.serve", f"wo/{job}", {"request_id": request})
    eve.queue("wo.split", f"wo/{job}", {"request_id": request})
    eve.queue("wo.settle", f"wo/{job}", {"verdict": "keep", "flags": ["late_closure"]})
    eve.queue("wo.plan", f"wo/{job}", {"instructions": "Stay at home"})
    eve.queue("op.review", f"op/{request}", {"verdict": "accept"})
    assert {op["kind"] for op in eve.outbox} == OP_ARGS.keys() - {"request.report", "noop"}
    for op in list(eve.outbox):
        eve.queue(op["kind"], op["on"], op["args"], at="2019-01-01T00:00:00Z")
    n_kinds = len(eve.outbox) // 2
    eve.sync()
    assert codes(eve) == (["not_found"] * found + ["not_allowed"] * (n_kinds - found)) * 2
    assert {ack["ver"] for ack in eve.acks.values()} == {0}, "a version would tell that the thing is there"
    assert (city.rows("SELECT * FROM service_request"), city.rows("SELECT * FROM work_order")) == before


def test_the_id_of_somebody_elses_request_cannot_be_reported_again(busy_city: City) -> None:
    ann, eve = busy_city.resident(), busy_city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    eve.report(SOUTH)
    eve.outbox[0]["on"] = f"request/{request}"
    eve.sync()
    assert eve.outcome() == ("rejected", "bad_value")
    assert eve.ids("request") == set()


def test_the_id_of_another_citys_request_cannot_be_reported_again(city: City) -> None:
    ann, eve = city.resident(), city.resident()
    request = ann.report(SOUTH)
    ann.sync()
    city.change("INSERT INTO jurisdiction (id, name, lat, lon, phone, ver) VALUES ('elsewhere', '', 0, 0, '', 1)")
    city.change("UPDATE service_request SET jurisdiction = 'elsewhere'")
    before = city.rows("SELECT * FROM service_request")
    eve.report(SOUTH)
    eve.outbox[0]["on"] = f"request/{request}"
    eve.sync()
    assert eve.acks[1]["outcome"] == "rejected"
    assert city.rows("SELECT * FROM service_request") == before


def test_a_used_reference_is_drawn_again_by_the_phone(busy_city: City) -> None:
    ann, bob = busy_city.resident(), busy_city.resident()
    ann.report(SOUTH)
    reference = ann.outbox[0]["args"]["reference"]
    bob.report(SOUTH, reference=reference)
    bob.report(SOUTH, reference=reference)
    bob.sync()
    ann.sync()
    assert (codes(bob), ann.outcome()) == (["ok", "reference_taken"], ("rejected", "reference_taken"))


def test_every_answer_carries_the_protective_headers(city: City) -> None:
    http: TestClient[Any] = city.http
    for reply in (http.get("/health"), http.post("/sync/v1/exchange", content=b"x"), http.get("/r/nonsense")):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
