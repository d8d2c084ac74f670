"""What only a correction, or its way back, may do beside the lifecycle, read from corrections.json. Twin of
corrections.ts.
"""

import json
from pathlib import Path

from sync.protocol import lifecycle

_LAW: dict[str, dict[str, list[str]]] = json.loads(Path(__file__).with_name("corrections.json").read_text())

DESK_CLOSING = ("fixed", "not_found", "not_ours", "duplicate")
"""With what outcomes the desk may close a request that no crew has closed."""


def may_correct(thing: str, now: str, then: str) -> bool:
    """Whether a correction may bring the thing from status `now` to another status `then`."""
    return lifecycle.can(thing, now, then) or then in _LAW[thing].get(now, ())
