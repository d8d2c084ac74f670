"""What happened in the demo city, as infra/seed/work.json tells it."""

from pathlib import Path

import msgspec
from msgspec import Struct, field

from sync.protocol.messages import Place


class Step(Struct, frozen=True):
    """An act after a report. Hours count from the report; `sent_after_h` is later when the phone had no signal."""

    after_h: float
    by: str
    act: str
    text: str = ""
    outcome: str = ""
    stars: int = 0
    crew: str = ""
    photos: list[str] = field(default_factory=list)
    photos_wait: bool = False
    """The photos are promised, and still on the phone."""
    sent_after_h: float | None = None


class Story(Struct, frozen=True):
    """A report by a phone of its own, so many days ago, and what followed."""

    service: str
    place: Place
    description: str
    days_ago: float
    photos: list[str] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)


def read_work(folder: Path) -> list[Story]:
    """The script of the demo. Raises FileNotFoundError."""
    return msgspec.json.decode((folder / "work.json").read_bytes(), type=list[Story])
