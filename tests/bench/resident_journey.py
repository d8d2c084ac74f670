"""The scripted report: a pothole with a photo and GPS, from Home to Saved, by somebody who thinks before each act."""

import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.bench.measures import Measure, compared
from tests.bench.resident_phone import WatchedPhone, installed
from tests.factories.server import Server

_THINKING_S = 1.2
_IN_CAMERA = 2
"""Acts in the phone's own camera, which is none of ours: the shutter, and taking what it shows."""


def measure(playwright: Playwright, server: Server, folder: Path) -> Iterator[Measure]:
    """`report_taps` (target <= 4) and `report_typed` (0), as the page saw them; `report_taps_with_camera` (<= 6);
    `report_scripted_s` (<= 40): on a page four times slower, 1.2 s of thinking before each act, beside the thinking
    alone; `report_inp_ms` (<= 200): its slowest answer to an act; `report_cls` (<= 0.1).
    """
    with installed(playwright, folder / "journey", server.url) as phone:
        phone.slow_down()
        phone.visit("/")
        seconds, cameras = _report(phone, folder / "pothole.jpg")
        noted = phone.watched()
    acts = [act["kind"] for act in noted["acts"]]
    in_camera = _IN_CAMERA * cameras
    yield Measure("report_taps", acts.count("tap"), "taps seen by the page, Home to Saved")
    yield Measure("report_taps_with_camera", acts.count("tap") + in_camera, f"taps, {in_camera} of them in the camera")
    yield Measure("report_typed", acts.count("key"), "keys")
    thinking = _THINKING_S * (len(acts) + in_camera)
    yield compared("report_scripted_s", seconds, "s, page 4x slower; beside the person's thinking alone", thinking)
    yield Measure("report_inp_ms", noted["slowest"], "ms, the slowest of this journey, page 4x slower")
    yield Measure("report_cls", noted["shift"], "layout shift of this journey")


def _report(phone: WatchedPhone, photo: Path) -> tuple[float, int]:
    """Seconds from Home, usable, to Saved; how often the camera was opened."""
    page = phone.page

    def think(acts: int = 1) -> None:
        page.wait_for_timeout(_THINKING_S * 1000 * acts)

    phone.wait_for("watched.usable")
    began = time.perf_counter()
    think()
    with page.expect_file_chooser() as chooser:
        page.get_by_text("Report a problem", exact=True).click()
    think(_IN_CAMERA)
    chooser.value.set_files(photo)
    expect(page.get_by_text("within about")).to_be_visible()
    for button in ("Use this place", "Pothole", "Send"):
        think()
        page.get_by_role("button", name=button).click()
    expect(page.locator(".receipt-reference")).to_be_visible()
    return time.perf_counter() - began, 1
