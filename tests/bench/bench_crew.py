"""A crew's day on the built app in real Chromium: taps, acts to the disk, sizes of targets, and the work coming in."""

from collections.abc import Iterator

from tests.bench import crew_acts, crew_received
from tests.bench.measures import Asked, Measure
from tests.bench.resident_phone import street


def measure(asked: Asked) -> Iterator[Measure]:
    """Closing a job, the screens of a day, and twenty jobs with forty photos after a day without signal."""
    with street() as (playwright, server, folder):
        for part in (crew_acts, crew_received):
            yield from part.measure(playwright, server, folder)
