"""A day without signal comes in: twenty closed jobs with two photos each, over 3 Mbit/s that is cut ten times."""

import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.bench.crew_phone import WatchedCrew, open_job, south
from tests.bench.measures import Measure
from tests.factories.photos import phone_jpeg, street
from tests.factories.server import Server
from tests.factories.slow_link import SlowLink

_JOBS = [f"Stop {nth:02}" for nth in range(20)]
_PHOTOS_EACH = 2
_BITS_PER_S = 3_000_000
_CUTS = 10
_EVERY_S = 3.0
_CUT_S = 1.0
_PATIENCE_S = 600


def measure(playwright: Playwright, server: Server, folder: Path) -> Iterator[Measure]:
    """`crew_day_received_s` (target <= 120): from the signal's return until the city has every closing and every photo,
    and the phone says so. Both ways share the line; a cut ends every connection and lasts a second.
    """
    with SlowLink(server.port) as link, south(playwright, folder / "received", link.url, _JOBS) as phone:
        phone.pull_network()
        for nth, place in enumerate(_JOBS):
            _close(phone, place, folder, nth)
        phone.visit("/crew/end")
        expect(phone.page.locator(".verdict")).to_contain_text("20 things are still on this phone.")
        link.bits_per_s, before = _BITS_PER_S, link.sent_bytes
        began = time.monotonic()
        phone.restore_network()
        cuts = _cut_and_wait(link, server, began)
        expect(phone.page.locator(".verdict")).to_contain_text("Everything is received.")
        took = time.monotonic() - began
        sent_mb = (link.sent_bytes - before) / 1e6
    yield Measure("crew_day_received_s", took, f"s; {sent_mb:.1f} MB both ways at 3 Mbit/s, {cuts} cuts")


def _close(phone: WatchedCrew, place: str, folder: Path, nth: int) -> None:
    """With two photos that nobody else took."""
    page = phone.page
    open_job(phone, place)
    for which in range(_PHOTOS_EACH):
        photo = folder / f"after-{nth}-{which}.jpg"
        photo.write_bytes(phone_jpeg(street(1600 + 2 * nth + which, 1200)))
        phone.shoot("Take another photo" if which else "Done", photo)
        expect(page.get_by_role("img", name="After")).to_have_count(which + 1)
    page.get_by_label("Fixed", exact=True).check()
    page.get_by_role("button", name="Close job").click()
    expect(page.get_by_text("Pothole is closed.")).to_be_visible()


def _cut_and_wait(link: SlowLink, server: Server, began: float) -> int:
    """Cuts the line as often as it is to be, until all has arrived; how often that was. Raises when it never does."""
    cuts = 0
    while not _has_all(server):
        since = time.monotonic() - began
        if since > _PATIENCE_S:
            raise RuntimeError("not all of it arrives: the figure would mean nothing")
        if cuts < _CUTS and since >= (cuts + 1) * _EVERY_S:
            link.cut()
            time.sleep(_CUT_S)
            link.mend()
            cuts += 1
        time.sleep(0.1)
    return cuts


def _has_all(server: Server) -> bool:
    places = "select count(*) from work_order where status = 'done' and outcome = 'fixed'"
    photos = (
        "select count(*) from attachment_link l join attachment a on a.id = l.attachment_id where a.state = 'stored'"
    )
    [(done,)] = server.rows(places)
    [(stored,)] = server.rows(f"{photos} and l.kind in ('work_order', 'wo')")
    return bool(done >= len(_JOBS) and stored >= len(_JOBS) * _PHOTOS_EACH)
