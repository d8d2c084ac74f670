"""From an act to the disk: the tap or key as the browser dates it, to the end of the strict write that holds it. Beside
it the bare write: the same browser, one small value in one strict transaction, while nothing else goes on.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, expect

from tests.bench.measures import Measure, compared, percentile
from tests.bench.resident_phone import SLOWDOWN, WatchedPhone, installed
from tests.factories.server import Server

_REPORTS = 6
"""Each at another place, so that none is asked whether it is the same."""
_NOTE = "At the kerb"
BARE = """async () => {
  const open = indexedDB.open("bare");
  open.onupgradeneeded = () => open.result.createObjectStore("values");
  const db = await new Promise((done) => (open.onsuccess = () => done(open.result)));
  const taken = [];
  for (let n = 0; n < 16; n++) {
    const began = performance.now();
    const tx = db.transaction("values", "readwrite", { durability: "strict" });
    tx.objectStore("values").put("x".repeat(1000), "key");
    tx.commit();
    await new Promise((done) => (tx.oncomplete = done));
    taken.push(performance.now() - began);
  }
  db.close();
  return taken;
}"""


def measure(playwright: Playwright, server: Server, folder: Path) -> Iterator[Measure]:
    """`act_to_disk_p95_ms` (target <= 50) on a page four times slower, `act_to_disk_1x_p95_ms` on one that is not, with
    their medians; acts are opening the camera, using the place, choosing a kind, each key of the note, and sending.
    """
    for name, slowdown in (("act_to_disk", SLOWDOWN), ("act_to_disk_1x", 1)):
        ours: list[float] = []
        bare: list[float] = []
        with installed(playwright, folder / name, server.url) as phone:
            phone.slow_down(slowdown)
            for nth in range(_REPORTS):
                ours += _acts(phone, nth + slowdown * _REPORTS, folder / "pothole.jpg")
                bare += phone.page.evaluate(BARE)
        unit = f"ms, {len(ours)} acts, page {slowdown}x slower; beside a bare write in the same page"
        for percent in (50, 95):
            yield compared(
                f"{name}_p{percent}_ms", percentile(ours, percent / 100), unit, percentile(bare, percent / 100)
            )


def _acts(phone: WatchedPhone, nth: int, photo: Path) -> list[float]:
    """Milliseconds of every act of one report, which begins and ends on one loaded page."""
    page = phone.page
    phone.visit("/")
    phone.stand_at(35.93 + nth / 500, -83.9207)
    phone.shoot("Report a problem", photo)
    expect(page.get_by_role("img", name="Your photo")).to_be_visible()
    page.get_by_role("button", name="Use this place").click()
    page.locator(".tile").first.click()
    phone.say_it_is_another()
    page.get_by_label("Note").press_sequentially(_NOTE, delay=80)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".receipt-reference")).to_be_visible()
    phone.wait_for("watched.writes.every((one) => one.done !== null)")
    noted = phone.watched()
    return [kept_ms(act, noted["writes"]) for act in noted["acts"]]


def kept_ms(act: dict[str, Any], writes: list[dict[str, Any]]) -> float:
    """Until the end of the first write of half-done work or the outbox that began once the page had heard the act; what
    the engine writes by itself holds the journal too, and is none.
    """
    kept = next(
        write
        for write in writes
        if write["began"] >= act["heard"] and "drafts" in write["stores"] and "journal" not in write["stores"]
    )
    if not kept["strict"]:
        raise RuntimeError("a write that need not be on the disk: the figure would mean nothing")
    return float(kept["done"]) - float(act["at"])
