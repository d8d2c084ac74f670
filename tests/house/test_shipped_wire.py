"""Apps out there and today's server understand each other: the wire only grows, or has a new number."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from sync.generate import schema
from sync.shipped import FILE, not_additive, numbers
from tests.house.tree import ROOT

SHIPPED: dict[str, Any] = json.loads(FILE.read_text())
Edit = Callable[[dict[str, Any]], None]


def needs(now: dict[str, Any]) -> set[str]:
    """The numbers that must be raised for the wire to be `now`."""
    return {number for _, number in not_additive(SHIPPED["$defs"], now)}


def test_what_changed_since_the_apps_out_there_only_adds_or_has_a_new_number() -> None:
    before, now = SHIPPED["numbers"], numbers()
    raised = {name for name, number in now.items() if number > before.get(name, 0)}
    changes = [one for one in not_additive(SHIPPED["$defs"], schema()["$defs"]) if one[1] not in raised]
    assert not changes, "raise the number that stands beside the change, or keep what apps out there rely on"


def test_the_protocol_tells_of_every_schema() -> None:
    told = (ROOT / "sync" / "README.md").read_text()
    assert f"| {numbers()['PROTO']} | {numbers()['SCHEMA']} |" in told


def edited(edit: Edit) -> dict[str, Any]:
    now: dict[str, Any] = copy.deepcopy(SHIPPED["$defs"])
    edit(now)
    return now


def field(of: str, name: str, shape: dict[str, Any] | None, required: bool = False) -> Edit:
    """Give the type a field of this shape, or take it away."""

    def edit(defs: dict[str, Any]) -> None:
        properties, needed = defs[of]["properties"], defs[of].setdefault("required", [])
        properties.pop(name, None)
        if shape is not None:
            properties[name] = shape
        defs[of]["required"] = [one for one in needed if one != name] + [name] * required

    return edit


TEXT = {"type": "string"}


@pytest.mark.parametrize(
    "edit",
    [
        field("CommentArgs", "mood", TEXT),
        field("RequestDoc", "mood", TEXT, required=True),
        field("ExchangeReply", "mood", TEXT),
        field("CloseArgs", "outcome", {"type": "string", "maxLength": 900}, required=True),
        field("RateArgs", "stars", {"type": "integer", "minimum": 0, "maximum": 10}, required=True),
        field("RateArgs", "stars", {"type": "integer", "minimum": 1, "maximum": 5}),
        field("ReviewArgs", "verdict", {"enum": ["accept", "refuse", "wait"]}, required=True),
        field("EditArgs", "description", {"anyOf": [TEXT, {"type": "null"}, {"type": "integer"}]}),
    ],
)
def test_what_only_adds_passes_without_ceremony(edit: Edit) -> None:
    assert needs(edited(edit)) == set()


@pytest.mark.parametrize(
    ("edit", "number"),
    [
        (field("CommentArgs", "text", None), "v of request.comment"),
        (field("CommentArgs", "mood", TEXT, required=True), "v of request.comment"),
        (
            field("RateArgs", "stars", {"type": "integer", "minimum": 1, "maximum": 4}, required=True),
            "v of request.rate",
        ),
        (field("RateArgs", "stars", TEXT, required=True), "v of request.rate"),
        (field("ReviewArgs", "verdict", {"enum": ["accept"]}, required=True), "v of op.review"),
        (field("EditArgs", "description", TEXT), "v of request.edit"),
        (field("WorkOrderDoc", "note", None), "SCHEMA"),
        (field("WorkOrderDoc", "note", TEXT), "SCHEMA"),
        (field("FeedRow", "op", {"enum": ["put", "leave", "burn"]}, required=True), "SCHEMA"),
        (field("Ack", "code", None), "PROTO"),
        (field("ExchangeRequest", "mood", TEXT, required=True), "PROTO"),
        (lambda defs: defs["OpArgs"]["properties"].update({"wo.sing": {"$ref": "#/$defs/NoopArgs"}}), "SCHEMA"),
        (lambda defs: defs.pop("CrewDoc"), "SCHEMA"),
    ],
)
def test_what_old_apps_could_not_bear_needs_a_number(edit: Edit, number: str) -> None:
    assert number in needs(edited(edit))
