"""What making a photo costs a resident's phone, beside the same work in the page: its bytes, its time, and how long the
page stands still while it is made.

Chromium slows down only the main thread, so the time is four times what it takes here.
"""

import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tests.bench.measures import Asked, Measure, compared
from tests.e2e.devices import ResidentPhone
from tests.factories.photos import twelve_megapixels
from tests.factories.server import ROOT, Server

_SLOWER = 4
_REAL = ROOT.parent / "shared" / "data" / "photos"
_NAMES = ["phones/HMD_Nokia_8.3_5G", "phones/iphone_hdr_NO", "phones/jolla"]
_NAMES += ["corrupt/corrupted", "corrupt/exif_35-empty"]

_IN_THE_PAGE = "delete self.Worker"
_WATCH = """
self.longest = 0;
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) self.longest = Math.max(self.longest, duration);
}).observe({ type: "longtask" });
"""
_KEPT = """
new Promise((done) => {
  const open = indexedDB.open("curbline-resident");
  open.onsuccess = () => {
    const drafts = open.result.transaction("drafts").objectStore("drafts");
    const draft = drafts.get("report");
    draft.onsuccess = () => {
      const bytes = drafts.get(`report photo ${draft.result.photos[0].id}`);
      bytes.onsuccess = () => (open.result.close(), done(bytes.result.byteLength));
    };
  };
})
"""
_NOTE_THE_END = """
self.shown = new Promise((done) => {
  const began = performance.now();
  const look = () => document.querySelector('img[alt="Your photo 1"]')?.complete
    ? done(performance.now() - began) : requestAnimationFrame(look);
  document.querySelector("input[type=file]").addEventListener("change", look, { once: true });
})
"""


def measure(asked: Asked) -> Iterator[Measure]:
    """From the file's choice until its photo is on disk and shown: real phones' photos where they lie beside the
    project, and one of 12 megapixels."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        photos = [path for path in (_REAL / f"{name}.jpg" for name in _NAMES) if path.exists()]
        photos.append(folder / "drawn.jpg")
        photos[-1].write_bytes(twelve_megapixels())
        (folder / "data").mkdir()
        with Server(folder / "data") as server:
            ours = _taken(server, folder / "worker", photos, "")
            peer = _taken(server, folder / "page", photos, _IN_THE_PAGE)
        before = statistics.median(path.stat().st_size for path in photos)
    yield compared("phone_photo_kb", statistics.median(kept for kept, _, _ in ours) / 1000, "kB", before / 1000)
    yield compared("phone_photo_4x_ms", _SLOWER * _median(ours, 1), "ms", _SLOWER * _median(peer, 1))
    yield compared("phone_photo_blocked_ms", max(one[2] for one in ours), "ms", max(one[2] for one in peer))


def _median(taken: list[tuple[float, float, float]], which: int) -> float:
    return statistics.median(one[which] for one in taken)


def _taken(server: Server, profile: Path, photos: list[Path], before: str) -> list[tuple[float, float, float]]:
    """Of each photo: bytes kept, milliseconds at full speed, and the longest task of the page at a quarter of it."""
    with sync_playwright() as playwright:
        phone = ResidentPhone(playwright, profile, server.url)
        phone.open()
        try:
            phone.page.add_init_script(before + ";" + _WATCH)
            phone.go_home()
            return [_take(phone, photo) for photo in photos]
        finally:
            phone.close()


def _take(phone: ResidentPhone, photo: Path) -> tuple[float, float, float]:
    kept, milliseconds, _ = _once(phone, photo)
    phone.in_devtools("Emulation.setCPUThrottlingRate", rate=_SLOWER)
    _, _, blocked = _once(phone, photo)
    phone.in_devtools("Emulation.setCPUThrottlingRate", rate=1)
    return kept, milliseconds, blocked


def _once(phone: ResidentPhone, photo: Path) -> tuple[float, float, float]:
    page = phone.page
    phone.visit("/")
    expect(page.get_by_text("Report a problem")).to_be_visible()
    page.evaluate(f"{_NOTE_THE_END}; self.longest = 0")
    phone.shoot("Report a problem", photo)
    milliseconds = page.evaluate("self.shown")
    blocked = page.evaluate("self.longest")
    kept = page.evaluate(_KEPT)
    _discard(page)
    return kept, milliseconds, blocked


def _discard(page: Page) -> None:
    page.goto(page.url.split("/report")[0])
    page.get_by_role("button", name="Discard draft").click()
    page.get_by_role("button", name="Discard", exact=True).click()
    expect(page.get_by_text("Report a problem")).to_be_visible()
