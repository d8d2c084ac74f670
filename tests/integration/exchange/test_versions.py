"""Apps of every age may push: what any of them ever sent is understood, and only reading may need an update."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

import sync
from backend.exchange.arguments import arguments, knows
from sync.decide.upcast import Json, Steps, upcast, version_of
from sync.protocol.messages import OP_ARGS, SCHEMA, SCHEMA_MIN, CloseArgs, Op
from tests.factories.city import SOUTH, City
from tests.factories.phone import Phone

CORPUS = Path(sync.__file__).parent / "vectors" / "ops"
"""KIND.vN.json: an op as the app of its time wrote it, with the least and with the most in it. Never changed."""
NOT_UNDERSTOOD = {"unknown_op", "bad_value", "bad_location", "bad_reference", "malformed", "too_big", "internal_error"}
BY_CREWS = ("wo.accept", "wo.start", "wo.close", "wo.log", "wo.correct")
SAID = ("report", "comment", "edit", "withdraw", "reopen", "notify")
BY_RESIDENTS = {f"request.{what}" for what in SAID}


def shipped() -> list[tuple[str, Json]]:
    """(file, op) of every op that an app ever sent; reports first, for the others are about them."""
    files = sorted(CORPUS.glob("*.json"), key=lambda path: (not path.name.startswith("request.report"), path.name))
    return [(path.name, op) for path in files for op in msgspec.json.decode(path.read_bytes()).values()]


def test_every_op_that_an_app_ever_sent_is_understood(city: City) -> None:
    ann, south, dispatch = city.resident(), city.staff("south"), city.staff("dispatch")
    crew = dict(shipped())["wo.assign.v1.json"]["args"]["crew_id"]
    city.change("INSERT INTO crew (id, jurisdiction, name, ver) VALUES (?, ?, ?, 1)", crew, "knoxville", "Frozen crew")
    not_understood = []
    for name, op in shipped():
        who = south if op["kind"] in BY_CREWS else ann if op["kind"] in BY_RESIDENTS else dispatch
        who.mid += 1
        who.outbox = [op | {"mid": who.mid}]
        (ack,) = who.sync()
        if ack["code"] in NOT_UNDERSTOOD:
            not_understood.append((name, ack))
    assert not_understood == []


def test_every_kind_of_op_is_kept_as_its_version_of_today_writes_it() -> None:
    assert {name for name, _ in shipped()} >= {f"{kind}.v{version_of(kind)}.json" for kind in OP_ARGS}


def as_op(v: int, args: Json, kind: str = "wo.close") -> Op:
    op = {"mid": 1, "op_id": "0193b000-0000-7000-8000-000000000001", "kind": kind, "v": v, "base": 0, "args": args}
    op |= {"on": "wo/0193b000-0000-4000-8000-000000000001", "at": "2026-11-21T07:55:10Z"}
    return msgspec.json.decode(msgspec.json.encode(op), type=Op)


STEPS: Steps = {
    ("wo.close", 1): lambda args: {"outcome": args["resolution"]} | args,
    ("wo.close", 2): lambda args: args | {"note": args.get("note", "").upper()},
}
"""As if `wo.close` were at version 3."""


@pytest.mark.parametrize(
    ("v", "args"),
    [
        (1, {"resolution": "fixed", "note": "filled"}),
        (2, {"outcome": "fixed", "note": "filled"}),
        (3, {"outcome": "fixed", "note": "FILLED"}),
    ],
)
def test_older_arguments_become_todays_step_by_step(v: int, args: Json) -> None:
    assert arguments(as_op(v, args), STEPS) == CloseArgs("fixed", "FILLED")


def test_a_version_beyond_the_last_step_is_not_known() -> None:
    assert [knows(as_op(v, {}), STEPS) for v in (1, 3, 4)] == [True, True, False]
    assert [knows(as_op(v, {}, "wo.accept"), STEPS) for v in (1, 2)] == [True, False]


def test_what_a_step_is_given_need_not_make_sense() -> None:
    with pytest.raises(msgspec.ValidationError):
        arguments(as_op(2, {"outcome": 7}), STEPS)
    assert upcast("wo.close", 3, {"outcome": "fixed"}, STEPS) == {"outcome": "fixed"}


def with_an_op_of_tomorrow(city: City) -> Phone:
    ann = city.resident()
    request = ann.report(SOUTH)
    ann.comment(request)
    ann.outbox[1] |= {"v": 2}
    return ann


def test_a_newer_version_of_an_op_from_a_newer_app_waits(city: City) -> None:
    reply = with_an_op_of_tomorrow(city).push(schema=SCHEMA + 1).json()
    assert (reply["blocked"], reply["last_mid"]) == ({"mid": 2, "code": "newer_than_server"}, 1)


def test_a_newer_version_of_an_op_from_an_app_that_is_not_newer_is_refused(city: City) -> None:
    ann = with_an_op_of_tomorrow(city)
    ann.sync()
    assert [ann.outcome(1), ann.outcome(2)] == [("applied", "ok"), ("rejected", "unknown_op")]


def test_an_app_too_old_to_read_still_sends_and_is_told_to_update(busy_city: City) -> None:
    ann = busy_city.resident()
    ann.report(SOUTH)
    reply = ann.push(schema=SCHEMA_MIN - 1).json()
    assert ([ack["code"] for ack in reply["acks"]], reply["pull"]) == (["ok"], None)
    assert reply["upgrade"] == {"min_schema": SCHEMA_MIN}
    assert ann.push(schema=SCHEMA_MIN).json()["upgrade"] is None


@pytest.mark.parametrize("also", [{"proto": 2}, {"proto": 2, "ops": "as proto 2 would have them"}, {"proto": 0}])
def test_another_envelope_is_refused_as_one_and_nothing_is_taken(city: City, also: dict[str, Any]) -> None:
    ann = city.resident()
    ann.report(SOUTH)
    reply = ann.post(ann.body(ann.outbox) | also)
    assert (reply.status_code, reply.json()["code"]) == (400, "unknown_proto")
    assert city.rows("SELECT 1 FROM sync_op") == []
    ann.sync()
    assert ann.outcome() == ("applied", "ok")
