"""Cold starts of the installed app on a slow phone without a network: a new browser each time, the same profile."""

import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Playwright

from tests.bench.measures import Measure, percentile
from tests.bench.resident_phone import SLOWDOWN, WatchedPhone, installed
from tests.factories.server import Server

_STARTS = 9


def measure(playwright: Playwright, server: Server, folder: Path) -> Iterator[Measure]:
    """`cold_start_offline_p50_ms` and `_p95_ms` (target <= 1,500): from the address to the frame that shows Home's
    button; `time_to_camera_taps` (<= 2) and `time_to_camera_s` (<= 3, the slowest start): until a tap on it, as soon as
    it is there, has asked for the camera; `cpu_slowdown_x`: how much slower the page was in fact.
    """
    with installed(playwright, folder / "start", server.url) as phone:
        pass
    phone.slow = True
    starts = [_start(phone) for _ in range(_STARTS)]
    usable = [start[0] for start in starts]
    unit = f"ms, {_STARTS} starts, no network, page 4x slower"
    yield Measure("cold_start_offline_p50_ms", percentile(usable, 0.5), unit)
    yield Measure("cold_start_offline_p95_ms", percentile(usable, 0.95), unit)
    yield Measure("time_to_camera_taps", max(start[1] for start in starts), "taps from a cold start")
    yield Measure("time_to_camera_s", max(start[2] for start in starts), f"s, the slowest of {_STARTS}")
    slower = percentile([start[3] for start in starts], 0.5)
    yield Measure("cpu_slowdown_x", slower, f"times; {SLOWDOWN} were asked for")


def _start(phone: WatchedPhone) -> tuple[float, int, float, float]:
    """Milliseconds until usable, taps and seconds until the camera was asked for, how much slower it was."""
    phone.open(offline=True)
    try:
        began = time.perf_counter()
        phone.page.goto(f"{phone.url}/", wait_until="commit")
        with phone.page.expect_file_chooser():
            phone.page.get_by_text("Report a problem", exact=True).click()
        seconds = time.perf_counter() - began
        noted = phone.watched()
        taps = sum(act["kind"] == "tap" for act in noted["acts"])
        slow = phone.loop_ms()
        phone.slow_down(1)
        return float(noted["usable"]), taps, seconds, slow / phone.loop_ms()
    finally:
        phone.close()
