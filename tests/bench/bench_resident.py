"""What a resident waits for and taps: the built app in real Chromium against a real server."""

from collections.abc import Iterator

from tests.bench import resident_disk, resident_journey, resident_signal, resident_start, resident_targets
from tests.bench.measures import Asked, Measure
from tests.bench.resident_phone import street


def measure(asked: Asked) -> Iterator[Measure]:
    """The scripted report, cold starts, acts to the disk, coming back, and the sizes of what is tapped."""
    with street() as (playwright, server, folder):
        for part in (resident_journey, resident_start, resident_disk, resident_signal, resident_targets):
            yield from part.measure(playwright, server, folder)
