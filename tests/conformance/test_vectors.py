"""The vectors of sync/vectors in Python; tests/unit/sync/vectors.test.ts runs the same files in TypeScript."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

import sync
from sync.decide import Rights, World, decide
from sync.decide.state import Act, RequestState, WorkOrderState
from sync.protocol import check, lifecycle, reference
from sync.protocol.expected import expected_on
from sync.protocol.messages import OP_ARGS, Closing, Place
from sync.protocol.validation import problems

FOLDER = Path(sync.__file__).parent / "vectors"
NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
Vector = dict[str, Any]


def vectors(name: str) -> list[Vector]:
    return msgspec.json.decode((FOLDER / f"{name}.json").read_bytes(), type=list[Vector])


def name_of(vector: Vector) -> str:
    return str(vector.get("case", f"{vector.get('thing')} {vector.get('now')}"))


@pytest.mark.parametrize("vector", vectors("reference"), ids=name_of)
def test_a_reference_is_read_as_people_say_it(vector: Vector) -> None:
    assert reference.parse(vector["spoken"]) == vector["reference"]


@pytest.mark.parametrize("vector", vectors("check"), ids=lambda vector: f"{vector['kind']} {vector['ver']}")
def test_a_thing_adds_the_same_to_the_check_on_both_sides(vector: Vector) -> None:
    assert check.mark(vector["kind"], vector["id"], vector["ver"]) == vector["mark"]


@pytest.mark.parametrize("vector", vectors("validation"), ids=name_of)
def test_every_problem_of_an_op_is_named_at_its_place(vector: Vector) -> None:
    args = msgspec.convert(vector["args"], OP_ARGS[vector["kind"]])
    assert [{"code": p.code, "at": p.at} for p in problems(vector["kind"], vector["thing"], args)] == vector["problems"]


@pytest.mark.parametrize("vector", vectors("lifecycle"), ids=name_of)
def test_a_thing_moves_only_where_the_law_lets_it(vector: Vector) -> None:
    thing, now = vector["thing"], vector["now"]
    assert [then for then in lifecycle.statuses(thing) if lifecycle.can(thing, now, then)] == vector["allowed"]
    assert lifecycle.is_open(thing, now) == vector["open"]


@pytest.mark.parametrize("vector", vectors("expected"), ids=name_of)
def test_work_is_expected_on_a_working_day(vector: Vector) -> None:
    holidays = {date.fromisoformat(day) for day in vector["holidays"]}
    day = expected_on(datetime.fromisoformat(vector["requested_at"]), vector["days"], holidays)
    assert day == date.fromisoformat(vector["expected"])


def request_of(id: str, given: Vector, job_id: str | None) -> RequestState:
    text = {"reference": id, "service_code": "pothole", "description": "", "district_id": None, "route_reason": ""}
    times = dict.fromkeys(("requested_at", "recorded_at", "updated_at"), NOW)
    if (closed_at := given.get("closed_at")) is not None:
        times["closed_at"] = datetime.fromisoformat(closed_at)
    facts: dict[str, Any] = text | {"reporter_device": "a", "work_order_id": job_id} | given | times
    return RequestState(id=id, place=Place(), **facts)


@pytest.mark.parametrize("vector", vectors("predict"), ids=name_of)
def test_the_server_decides_what_the_phone_predicted(vector: Vector) -> None:
    world = World(NOW, services={"pothole": True}, crews={"c1", "c2"})
    things = ({"r1": vector["request"]} if vector["request"] else {}) | vector.get("others", {})
    world.requests = {id: request_of(id, given, "w1" if vector["job"] else None) for id, given in things.items()}
    if vector["job"]:
        given = {"request_ids": ["r1"]} | vector["job"]
        given["closings"] = msgspec.convert(given.get("closings", []), list[Closing])
        world.work_orders["w1"] = WorkOrderState("w1", district_id=None, created_at=NOW, **given)
    kind, _, _ = vector["kind"].partition(".")
    # The wire lets only uuids be crews; short names read better here, so the arguments are made without its checks.
    args = OP_ARGS[vector["kind"]](**vector["args"])
    if kind == "request":
        args = msgspec.convert(vector["args"], OP_ARGS[vector["kind"]])
    act = Act("op", vector["kind"], kind, "r1" if kind == "request" else "w1", 0, NOW, args)
    made = decide(world, Rights(**vector["who"]), act)
    assert (made.outcome, made.code) == (vector["outcome"], vector["code"])
    request, job = vector["after"]["request"], vector["after"]["job"]
    assert {name: getattr(world.requests["r1"], name) for name in request} == request
    for id, other in vector["after"].get("others", {}).items():
        assert {name: getattr(world.requests[id], name) for name in other} == other
    if job is None:
        assert world.work_orders == {}
    else:
        assert {name: getattr(world.work_orders["w1"], name) for name in job} == job
