"""The exchange and all that hangs on it, on each database, each beside a bare loop or a peer in the same run."""

from collections.abc import Iterator

from tests.bench import sync_desks, sync_exchange, sync_growth, sync_pull, sync_push, sync_upload
from tests.bench.databases import kinds
from tests.bench.measures import Asked, Measure


def measure(asked: Asked) -> Iterator[Measure]:
    """Push, replay, pull, exchange and pokes on each database; uploads. With `growth`: only its growth."""
    for kind in kinds(asked):
        if asked.growth:
            yield from sync_growth.measure(kind)
            continue
        yield from sync_push.measure(kind)
        yield from sync_pull.measure(kind)
        yield from sync_exchange.measure(kind)
        yield from sync_desks.measure(kind)
    if not (asked.postgres or asked.growth):
        yield from sync_upload.measure()
