"""The states of a service request, a work order and an attachment, read from lifecycle.json. Twin of lifecycle.ts."""

import json
from pathlib import Path

_LAW = json.loads(Path(__file__).with_name("lifecycle.json").read_text())

CLOSING: dict[str, dict[str, str]] = _LAW["closing"]
"""Outcome of a closure -> the status it gives the work order and the service request."""


def start(thing: str) -> str:
    """The first status of a `request`, `work_order` or `attachment`."""
    return str(_LAW[thing]["start"])


def statuses(thing: str) -> tuple[str, ...]:
    """Every status of the thing, in the order of the law."""
    return tuple(_LAW[thing]["transitions"])


def can(thing: str, now: str, then: str) -> bool:
    """Whether the thing may go from status `now` to status `then`."""
    return then in _LAW[thing]["transitions"][now]


def is_open(thing: str, status: str) -> bool:
    """Whether somebody still has to do something about it."""
    return status in _LAW[thing]["open"]
