"""What a server takes from one device, and what becomes of what it cannot take."""

import gzip
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import httpx
import msgspec
import pytest
from sqlalchemy import Connection

from backend.db.session import Database
from backend.db.sqlite import SQLite
from backend.errors import Problem
from backend.rates import Rates
from sync.protocol.messages import MAX_OP_BYTES
from tests.factories.city import SOUTH, START, City, running_city
from tests.factories.phone import Phone


def packed(phone: Phone, content: bytes, encoding: str = "gzip") -> httpx.Response:
    headers = phone.headers | {"Content-Encoding": encoding}
    return phone.http.post("/sync/v1/exchange", headers=headers, content=content)


def test_a_packed_exchange_is_an_exchange(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    reply = packed(ann, gzip.compress(msgspec.json.encode(ann.body(ann.outbox))))
    assert (reply.status_code, reply.json()["last_mid"]) == (200, 1)


def test_a_bomb_is_refused_before_it_goes_off(busy_city: City) -> None:
    ann = busy_city.resident()
    bomb = gzip.compress(b" " * 100_000_000)
    reply = packed(ann, bomb)
    assert len(bomb) < 256 * 1024
    assert (reply.status_code, reply.json()["code"]) == (413, "too_big")


@pytest.mark.parametrize(
    ("content", "encoding", "refusal"),
    [
        (b"no gzip", "gzip", (400, "malformed")),
        (gzip.compress(b"{}" * 500)[:-9], "gzip", (400, "malformed")),
        (b"{}", "br", (415, "wrong_type")),
    ],
    ids=[
        "no gzip",
        "cut short",
        "another packing",
    ],  # packed bytes hold the time of day
)
def test_a_body_that_is_not_what_it_claims_is_refused(
    busy_city: City, content: bytes, encoding: str, refusal: tuple[int, str]
) -> None:
    reply = packed(busy_city.resident(), content, encoding)
    assert (reply.status_code, reply.json()["code"]) == refusal


def test_an_op_that_is_too_long_becomes_a_letter_and_holds_up_nothing(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH, description="x" * MAX_OP_BYTES)
    ann.report(SOUTH)
    ann.sync()
    assert [ann.outcome(1), ann.outcome(2)] == [("rejected", "too_big"), ("applied", "ok")]


def test_a_device_that_asks_too_often_waits_and_no_other_does(tmp_path: Path) -> None:
    with running_city(tmp_path, exchanges_per_s=2) as city:
        ann, bob = city.resident(), city.resident()
        replies = [ann.push() for _ in range(5)]
        assert [reply.status_code for reply in replies] == [200] * 4 + [429]
        assert (replies[-1].json()["code"], replies[-1].headers["Retry-After"]) == ("too_many", "1")
        assert bob.push().status_code == 200
        city.clock.wait(seconds=1)
        assert [ann.push().status_code for _ in range(3)] == [200, 200, 429]


def test_a_depot_of_fifty_phones_behind_one_address_is_not_throttled_as_one(tmp_path: Path) -> None:
    with running_city(tmp_path, exchanges_per_s=1) as city:
        phones = [city.resident() for _ in range(50)]
        for phone in phones:
            phone.report(SOUTH)
        replies = [phone.push() for _ in range(2) for phone in phones]
        assert {reply.status_code for reply in replies} == {200}
        assert {reply.json()["acks"][0]["outcome"] for reply in replies} == {"applied"}


def test_rates_remember_no_more_devices_than_they_should() -> None:
    rates = Rates(1)
    for n in range(10_050):
        rates.take(f"device {n}", START)
    rates.take("device 0", START)
    rates.take("device 10049", START)
    with pytest.raises(Problem):
        rates.take("device 10049", START)
    rates.take("device 10049", START + timedelta(seconds=1))


def test_when_many_write_who_only_looks_waits_and_who_brings_work_is_let_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Database] = []

    class Kept(Database):
        def __init__(self, url: str) -> None:
            super().__init__(url)
            made.append(self)

    monkeypatch.setattr("backend.app.Database", Kept)
    go, begun = threading.Event(), threading.Event()

    def hold(connection: Connection) -> None:
        begun.set()
        go.wait(30)

    with running_city(tmp_path) as city, ThreadPoolExecutor(110) as background:
        ann, bob = city.resident(), city.resident()
        ann.report(SOUTH)
        background.submit(made[0].write_now, hold)
        begun.wait(30)
        try:
            crowd = [background.submit(made[0].write_now, lambda connection: None) for _ in range(105)]
            while not made[0].is_crowded():
                assert not crowd[0].done()
            refused = bob.push()
            assert (refused.status_code, refused.json()["code"], refused.headers["Retry-After"]) == (503, "busy", "5")
            pushed = background.submit(ann.push)
            writer = made[0]._access
            assert isinstance(writer, SQLite)
            while not any(unit is not None and "exchange" in str(unit[0]) for unit in list(writer._units.queue)):
                assert not pushed.done()
        finally:
            go.set()
        reply = pushed.result().json()
        assert (reply["last_mid"], reply["pull"], reply["retry_after_ms"] > 0) == (1, None, True)
        assert [one.result() for one in crowd] == [None] * 105
        assert bob.push().status_code == 200


def test_what_could_not_be_read_is_kept_for_those_who_mend_it(city: City) -> None:
    ann = city.resident()
    for n in range(25):
        reply = ann.http.post("/sync/v1/quarantine", headers=ann.headers, content=b'{"mid": %d' % n)
        assert reply.status_code == 204
    kept = city.rows("SELECT device_id, body FROM sync_quarantine ORDER BY received_at")
    assert [row["body"] for row in kept] == [b'{"mid": %d' % n for n in range(20)]
    assert {row["device_id"] for row in kept} == {ann.device}


def test_nobody_fills_the_quarantine_unsigned_or_with_something_big(city: City) -> None:
    ann = city.resident()
    assert ann.http.post("/sync/v1/quarantine", content=b"x").status_code == 401
    big = ann.http.post("/sync/v1/quarantine", headers=ann.headers, content=b"x" * 300_000)
    assert (big.status_code, city.rows("SELECT 1 FROM sync_quarantine")) == (413, [])
