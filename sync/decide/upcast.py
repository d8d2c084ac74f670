"""Bringing the arguments of an older op to today's version, one version at a time, before they are decoded (SYNC-045).

An app that was not updated for two years still sends what it always sent. Nothing here ever fails for what a person
did: a step gets arguments that one version of the app wrote, and gives those that the next one would have written.
"""

from collections.abc import Callable, Mapping
from typing import Any

Json = dict[str, Any]
Step = Callable[[Json], Json]
Steps = Mapping[tuple[str, int], Step]
"""(kind, v) -> how its arguments become those of version v + 1."""

STEPS: Steps = {}
"""Every op is at version 1 so far. A step is kept for 24 months after the last app that sends its version."""


def version_of(kind: str, steps: Steps = STEPS) -> int:
    """Today's version of the kind: one more than there are steps to it."""
    v = 1
    while (kind, v) in steps:
        v += 1
    return v


def upcast(kind: str, v: int, args: Json, steps: Steps = STEPS) -> Json:
    """The arguments as today's version has them. `v` must not be newer than today's."""
    for at in range(v, version_of(kind, steps)):
        args = steps[kind, at](args)
    return args
