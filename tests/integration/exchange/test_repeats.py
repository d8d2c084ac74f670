"""Lost replies, repeated and reordered batches, gaps, clones: one op has one effect and one answer."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from tests.factories.city import NORTH, SOUTH, City


def test_a_repeated_batch_hears_the_same_answers_and_changes_nothing(city: City) -> None:
    ann = city.resident()
    ann.comment(ann.report(SOUTH))
    ann.comment("0193aaaa-0000-7000-8000-000000000404")
    first, again = ann.push().json(), ann.push().json()
    assert again["acks"] == first["acks"]
    assert [ack["outcome"] for ack in first["acks"]] == ["applied", "applied", "rejected"]
    assert (again["last_mid"], again["pull"]["head"]) == (first["last_mid"], first["pull"]["head"])
    assert len(city.rows("SELECT 1 FROM request_entry WHERE kind = 'comment'")) == 1


def test_after_a_lost_reply_a_longer_batch_repeats_the_old_ops_and_adds_the_new(city: City) -> None:
    ann = city.resident()
    request = ann.report(SOUTH)
    ann.push()
    ann.comment(request)
    ann.sync()
    assert [ann.outcome(1), ann.outcome(2)] == [("applied", "ok"), ("applied", "ok")]
    assert len(city.rows("SELECT 1 FROM service_request")) == 1


def test_another_op_under_a_used_number_is_a_fork_and_changes_nothing(city: City) -> None:
    ann = city.resident()
    ann.report(SOUTH)
    ann.sync()
    ann.mid = 0
    ann.report(NORTH)
    reply = ann.push()
    assert (reply.status_code, reply.json()["code"]) == (409, "device_fork")
    assert len(city.rows("SELECT 1 FROM service_request")) == 1


def test_an_op_id_used_for_something_else_is_a_fork_and_not_a_bug(city: City) -> None:
    ann, bob = city.resident(), city.resident()
    ann.report(SOUTH)
    ann.sync()
    bob.report(NORTH)
    used = city.rows("SELECT op_id FROM sync_op")[0]["op_id"]
    reply = bob.push(bob.outbox[0] | {"op_id": used})
    assert (reply.status_code, reply.json()["code"]) == (409, "device_fork")


def test_two_ops_of_one_batch_under_one_op_id_are_a_fork_and_not_a_bug(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    ann.report(NORTH)
    first, second = ann.outbox
    reply = ann.push(first, second | {"op_id": first["op_id"]})
    assert (reply.status_code, reply.json()["code"]) == (409, "device_fork")


def test_a_missing_number_is_a_gap_that_says_which_and_nothing_is_applied(city: City) -> None:
    ann = city.resident()
    for _ in range(3):
        ann.report(SOUTH)
    reply = ann.push(ann.outbox[0], ann.outbox[2])
    assert (reply.status_code, reply.json()["code"], reply.json()["expected"]) == (409, "gap", 2)
    assert city.rows("SELECT 1 FROM service_request") == []
    ann.sync()
    assert len(city.rows("SELECT 1 FROM service_request")) == 3


def test_a_batch_in_the_wrong_order_is_a_gap(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    ann.report(SOUTH)
    reply = ann.push(*reversed(ann.outbox))
    assert (reply.status_code, reply.json()["code"], reply.json()["expected"]) == (409, "gap", 1)


def test_a_full_batch_of_fifty_is_settled_at_once_and_fifty_one_are_refused(busy_city: City) -> None:
    ann = busy_city.resident()
    for _ in range(51):
        ann.report(SOUTH)
    assert ann.push(*ann.outbox).status_code == 400
    reply = ann.push(*ann.outbox[:50]).json()
    assert [ack["outcome"] for ack in reply["acks"]] == ["applied"] * 50
    assert reply["last_mid"] == 50


def test_one_batch_sent_from_four_tabs_at_once_has_one_effect(city: City) -> None:
    ann = city.resident()
    for _ in range(5):
        ann.comment(ann.report(SOUTH))
    body = ann.body(ann.outbox, pull=False)
    with ThreadPoolExecutor(4) as tabs:
        replies = [reply.json() for reply in tabs.map(lambda _: ann.post(body), range(4))]
    assert all(reply["acks"] == replies[0]["acks"] for reply in replies)
    assert len(city.rows("SELECT 1 FROM service_request")) == 5
    assert len(city.rows("SELECT 1 FROM request_entry WHERE kind = 'comment'")) == 5
    assert [row["mid"] for row in city.rows("SELECT mid FROM sync_op ORDER BY mid")] == list(range(1, 11))


def test_an_answered_op_is_on_disk_for_every_other_process(city: City) -> None:
    ann = city.resident()
    request = ann.report(SOUTH)
    assert ann.push().json()["last_mid"] == 1
    look = (
        "import sys; from sqlalchemy import create_engine, text; "
        "print(create_engine(sys.argv[1]).connect().execute(text('SELECT id FROM service_request')).all())"
    )
    command = [sys.executable, "-c", look, city.settings.database]
    seen = subprocess.run(command, check=True, capture_output=True, text=True)
    assert request in seen.stdout


def test_a_server_killed_after_its_answer_still_knows_the_op(city: City) -> None:
    """The child answers one exchange and dies at once, without closing anything."""
    ann = city.resident()
    ann.report(SOUTH)
    child = """if True:
        import os, sys
        from pathlib import Path
        from litestar.testing import TestClient
        from backend.app import create_app
        from tests.factories.city import settings_of
        folder, url, authorization, body = sys.argv[1:]
        with TestClient(create_app(settings_of(Path(folder), url))) as http:
            reply = http.post("/sync/v1/exchange", headers={"Authorization": authorization}, content=body)
            print(reply.text, flush=True)
            os._exit(9)
    """
    arguments = [
        str(city.folder),
        city.settings.database_url,
        ann.headers["Authorization"],
        msgspec.json.encode(ann.body(ann.outbox, pull=False)).decode(),
    ]
    here = os.environ | {"PYTHONPATH": str(Path.cwd())}
    died = subprocess.run(
        [sys.executable, "-c", child, *arguments], check=False, capture_output=True, text=True, env=here
    )
    assert died.returncode == 9, died.stderr
    assert ann.push().json()["acks"] == json.loads(died.stdout)["acks"]
    assert len(city.rows("SELECT 1 FROM service_request")) == 1
