"""What a job took: sums of the rows of its log, so that their order never matters. Pure."""

import math
from collections.abc import Iterable
from typing import Any

from msgspec import Struct, field

from sync.protocol.messages import Material


class Row(Struct, frozen=True):
    """A row of time and material, and who wrote it."""

    by: str
    minutes: int
    materials: list[dict[str, Any]]


class Spent(Struct):
    """The sum of rows."""

    minutes: int = 0
    quantities: dict[tuple[str, str], list[float]] = field(default_factory=dict)

    def materials(self) -> list[Material]:
        """Each material once, with its exact sum rounded once."""
        return [Material(name, math.fsum(each), unit) for (name, unit), each in sorted(self.quantities.items())]


def summed(rows: Iterable[Row]) -> Spent:
    """What the rows come to."""
    spent = Spent()
    for row in rows:
        spent.minutes += row.minutes
        for one in row.materials:
            spent.quantities.setdefault((one["name"], one.get("unit", "")), []).append(one["quantity"])
    return spent
