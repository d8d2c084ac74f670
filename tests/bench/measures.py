"""What a benchmark yields: a value beside a bare loop or a peer taken in the same run, because machines are noisy."""

from collections.abc import Callable, Iterator

from msgspec import Struct


class Measure(Struct):
    """One line of a run. `ratio` is value over baseline; both None where there is nothing to compare with."""

    measure: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None


Bench = Callable[[], Iterator[Measure]]


def compared(measure: str, value: float, unit: str, baseline: float) -> Measure:
    """A measure with its baseline and their ratio."""
    return Measure(measure, value, unit, baseline, value / baseline)
