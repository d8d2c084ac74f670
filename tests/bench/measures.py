"""What a benchmark yields: a value beside a bare loop or a peer taken in the same run, because machines are noisy."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct


class Measure(Struct):
    """One line of a run. `ratio` is value over baseline; both None where there is nothing to compare with."""

    measure: str
    value: float
    unit: str
    baseline: float | None = None
    ratio: float | None = None


class Asked(Struct, frozen=True):
    """What was asked for beside names: PostgreSQL alone, and how costs grow, which takes minutes."""

    postgres: bool = False
    growth: bool = False


Bench = Callable[[Asked], Iterator[Measure]]


def compared(measure: str, value: float, unit: str, baseline: float) -> Measure:
    """A measure with its baseline and their ratio."""
    return Measure(measure, value, unit, baseline, value / baseline)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
