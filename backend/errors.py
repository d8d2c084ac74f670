"""Expected refusals of a whole HTTP request: one code each, from the table in sync/protocol/outcomes.json.

The outcome of a single op is data and never raised. Everything raised that is not a Problem is a bug.
"""

import json
from pathlib import Path
from typing import Any

import sync.protocol

_TABLE = json.loads((Path(sync.protocol.__file__).parent / "outcomes.json").read_text())["problems"]


class Problem(Exception):
    """A refusal with a code of the table, a sentence for people, and facts the client needs (RFC 9457 members)."""

    def __init__(
        self,
        code: str,
        detail: str,
        headers: dict[str, str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.headers = headers or {}
        self.extra = extra

    @property
    def status(self) -> int:
        """The HTTP status that makes the phone do the right thing next."""
        return int(_TABLE[self.code]["status"])
