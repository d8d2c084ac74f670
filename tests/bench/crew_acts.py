"""Closing a job: how often our screen is tapped, when each act is on the disk, and how large what a glove hits is."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import convert
from playwright.sync_api import Playwright, expect

from tests.bench.crew_phone import WatchedCrew, open_job, south
from tests.bench.measures import Measure, compared, percentile
from tests.bench.resident_disk import BARE, kept_ms
from tests.bench.resident_targets import LOOK, Target
from tests.factories.server import Server

_JOBS = [f"Stop {nth:02}" for nth in range(8)]
_NOTE = "Filled it"


def measure(playwright: Playwright, server: Server, folder: Path) -> Iterator[Measure]:
    """`crew_taps_to_close` (target <= 3, beside two in the camera); `crew_act_to_disk_p95_ms` (<= 50) at the page's own
    speed, of opening the camera, choosing what happened, each key of the note, and closing; `crew_targets_smallest_px`
    (>= 64) of Today, Prepare, the order, a job, closing it, what was found, the end of the shift and the outbox.
    """
    ours: list[float] = []
    bare: list[float] = []
    taps: list[int] = []
    with south(playwright, folder / "crew", server.url, _JOBS) as phone:
        phone.pull_network()
        for place in _JOBS[1:]:
            taps.append(_close(phone, place, folder / "pothole.jpg"))
            noted = phone.watched()
            ours += [kept_ms(act, noted["writes"]) for act in noted["acts"] if act["at"] >= noted["from"]]
            bare += phone.page.evaluate(BARE)
        targets = {f"{one.name!r} of {screen}": one.px for screen in _screens(phone) for one in _seen(phone)}
    yield Measure("crew_taps_to_close", max(taps), f"taps of ours, the most of {len(taps)} jobs")
    unit = f"ms, {len(ours)} acts; beside a bare write in the same page"
    for percent in (50, 95):
        share = percent / 100
        yield compared(f"crew_act_to_disk_p{percent}_ms", percentile(ours, share), unit, percentile(bare, share))
    small = [f"{name} {px:.0f}" for name, px in targets.items() if px < 64]
    unit = f"px of {len(targets)}; below 64: {', '.join(small) or 'none'}"
    yield Measure("crew_targets_smallest_px", min(targets.values()), unit)


def _close(phone: WatchedCrew, place: str, photo: Path) -> int:
    """Taps from the open job to the closed one; a note is typed too, which needs none."""
    page = phone.page
    open_job(phone, place)
    page.evaluate("watched.from = performance.now()")
    phone.taps = 0
    phone.shoot("Done", photo)
    expect(page.get_by_role("img", name="After")).to_be_visible()
    phone.tap(page.get_by_label("Fixed", exact=True))
    page.get_by_label("The reporter will read this").press_sequentially(_NOTE, delay=80)
    phone.tap(page.get_by_role("button", name="Close job"))
    expect(page.get_by_text("Pothole is closed.")).to_be_visible()
    phone.wait_for("watched.writes.every((one) => one.done !== null)")
    return phone.taps


def _screens(phone: WatchedCrew) -> Iterator[str]:
    """The name of each screen, while it is shown."""
    paths = ("/crew", "/crew/prepare", "/crew/order", "/crew/found", "/crew/find", "/crew/end", "/outbox")
    for path in paths:
        phone.visit(path)
        expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
        yield path
    open_job(phone, _JOBS[0])
    yield "a job"
    phone.page.get_by_role("link", name="Close without a photo").click()
    expect(phone.page.get_by_role("button", name="Close job")).to_be_visible()
    phone.page.get_by_text("Time and material").click()
    yield "closing"


def _seen(phone: WatchedCrew) -> list[Target]:
    found: list[Any] = phone.page.evaluate(LOOK)
    return [one for one in convert(found, list[Target]) if not one.inline and one.name != "Skip to content"]
