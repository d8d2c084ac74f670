"""Phones that speak in the same moment: each is answered as if they had come one after the other."""

import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import psycopg
import pytest

from tests.factories import postgres
from tests.factories.city import NOWHERE, SOUTH, City
from tests.factories.phone import Phone


def at_once(*phones: Phone) -> list[httpx.Response]:
    """Every phone pushes its outbox, all together."""
    bodies = [(phone, phone.body(phone.outbox, pull=False)) for phone in phones]
    with ThreadPoolExecutor(len(phones)) as threads:
        return list(threads.map(lambda one: one[0].post(one[1]), bodies))


def in_one_moment(city: City, *phones: Phone) -> list[httpx.Response]:
    """`at_once`, and where many may write none commits before all have read: an operator holds the counter row."""
    url = city.settings.database_url
    if not url:
        return at_once(*phones)
    with ThreadPoolExecutor(1) as thread, psycopg.connect(postgres.plain(url)) as operator:
        operator.execute("SELECT head FROM sync_clock FOR UPDATE")
        answering = thread.submit(at_once, *phones)
        waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        while len(city.rows(waiting)) < len(phones):
            assert not answering.done()
        operator.commit()
        return answering.result()


def codes(replies: Sequence[httpx.Response]) -> list[str]:
    return sorted(ack["code"] for reply in replies for ack in reply.json()["acks"])


def test_one_reference_reported_by_four_phones_is_kept_once(city: City) -> None:
    phones = [city.resident() for _ in range(4)]
    phones[0].report(SOUTH)
    reference = phones[0].outbox[0]["args"]["reference"]
    for phone in phones[1:]:
        phone.report(SOUTH, reference=reference)
    assert codes(in_one_moment(city, *phones)) == ["ok", *["reference_taken"] * 3]


def test_one_id_reported_by_four_phones_is_kept_once_and_never_overwritten(city: City) -> None:
    phones = [city.resident() for _ in range(4)]
    for phone in phones:
        phone.report(NOWHERE, description=phone.device)
    for phone in phones[1:]:
        phone.outbox[0]["on"] = phones[0].outbox[0]["on"]
    replies = in_one_moment(city, *phones)
    assert codes(replies) == [*["bad_value"] * 3, "ok"]
    winner = next(phone for phone, reply in zip(phones, replies, strict=True) if codes([reply]) == ["ok"])
    assert city.rows("SELECT description FROM service_request") == [{"description": winner.device}]


def test_one_device_id_with_two_secrets_belongs_to_one_of_them(city: City) -> None:
    ann, eve = city.resident(), city.resident()
    eve.device = ann.device
    ann.report(SOUTH), eve.report(SOUTH)
    replies = in_one_moment(city, ann, eve)
    assert sorted(reply.status_code for reply in replies) == [200, 409]
    assert len(city.rows("SELECT 1 FROM service_request")) == 1


def test_one_op_sent_by_a_phone_and_its_clone_has_one_effect(city: City) -> None:
    ann, clone = city.resident(), city.resident()
    ann.comment(ann.report(SOUTH))
    clone.outbox = ann.outbox
    replies = in_one_moment(city, ann, clone)
    assert [codes([reply]) for reply in replies] == [["ok", "ok"]] * 2
    assert len(city.rows("SELECT 1 FROM service_request")) == len(city.rows("SELECT 1 FROM work_order")) == 1


def test_batches_that_cross_over_the_same_things_do_not_wait_in_a_circle(
    city: City, caplog: pytest.LogCaptureFixture
) -> None:
    ann = city.resident()
    requests = [ann.report(SOUTH) for _ in range(10)]
    ann.sync()
    jobs = [ann.doc("request", id)["work_order_id"] for id in requests]
    north, south = city.crew("North crew"), city.crew("South crew")
    desks, crew = [city.staff("dispatch") for _ in range(3)], city.staff("south")
    caplog.set_level(logging.INFO, "backend.db")
    for turn in range(4):
        for job in jobs:
            desks[0].assign(job, (north, south)[turn % 2])
        for job in reversed(jobs):
            desks[1].assign(job, (south, north)[turn % 2])
        for id in reversed(requests):
            desks[2].comment(id)
        for job in jobs[::3] + jobs[1::3]:
            crew.accept(job)
        replies = at_once(*desks, crew)
        assert [reply.status_code for reply in replies] == [200] * 4
        for phone, reply in zip([*desks, crew], replies, strict=True):
            phone.settle(reply.json())
    assert "run again" not in caplog.text
    history: list[dict[str, Any]] = city.rows("SELECT seq FROM sync_feed ORDER BY seq")
    assert len({row["seq"] for row in history}) == len(history)
