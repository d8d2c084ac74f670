"""When a phone that somebody looks at sends again: after the signal is back, and after the server is."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.bench.measures import Measure
from tests.bench.resident_phone import WatchedPhone, installed
from tests.factories.city import SOUTH
from tests.factories.server import Server

_TIMES = 3
_AWAY_MS = 15_000
_EXCHANGE = "**/sync/v1/exchange"


def measure(playwright: Playwright, server: Server, folder: Path) -> Iterator[Measure]:
    """`reconnect_first_byte_s` (target <= 5): a report waits, the page is in sight, the signal comes back; until the
    first request that reaches the server leaves. `server_back_first_byte_s`: the same where the signal stayed and the
    server was away, which a phone can only find out by asking. The slowest of each.
    """
    with installed(playwright, folder / "signal", server.url) as phone:
        signal = [_waited_s(phone, folder, phone.pull_network, phone.restore_network) for _ in range(_TIMES)]
        away = [_waited_s(phone, folder, server.stop, server.start) for _ in range(_TIMES)]
    unit = f"s, the slowest of {_TIMES}, after {_AWAY_MS // 1000} s"
    yield Measure("reconnect_first_byte_s", max(signal), f"{unit} without signal")
    yield Measure("server_back_first_byte_s", max(away), f"{unit} without a server")


def _waited_s(phone: WatchedPhone, folder: Path, lose: Callable[[], None], regain: Callable[[], None]) -> float:
    """Seconds from having it again to the first request that is answered."""
    phone.visit("/")
    phone.stand_at(*SOUTH)
    lose()
    phone.report(folder / "pothole.jpg", "Pothole")
    expect(phone.page.locator(".strip")).to_be_visible()
    phone.page.wait_for_timeout(_AWAY_MS)
    with phone.page.expect_response(_EXCHANGE, timeout=120_000) as answered:
        regain()
        back = time.time()
    left = answered.value.request.timing["startTime"] / 1000
    phone.expect_all_sent()
    return max(0.0, left - back)
