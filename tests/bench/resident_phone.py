"""A resident's phone that is watched: real Chromium, four times slower when asked, every tap and every write noted."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, expect, sync_playwright

from tests.e2e.devices import ResidentPhone
from tests.factories.photos import twelve_megapixels
from tests.factories.server import Server

SLOWDOWN = 4
_WATCH = (Path(__file__).parent / "resident_watch.js").read_text()
_LOOP_MS = """(() => {
  const began = performance.now();
  for (let sum = 0, n = 0; n < 3e7; n++) sum += n % 7;
  return performance.now() - began;
})()"""


class WatchedPhone(ResidentPhone):
    """`slow`: the processor as slow as a cheap phone's (Chromium slows the page, not the service worker)."""

    slow = False

    def open(self, *, offline: bool = False) -> None:
        """Start the browser on a tab that was never used."""
        super().open(offline=offline)
        self.page.context.add_init_script(_WATCH)
        if self.slow:
            self.slow_down()

    def slow_down(self, times: float = SLOWDOWN) -> None:
        """From here on in this tab."""
        self.in_devtools("Emulation.setCPUThrottlingRate", rate=times)

    def watched(self) -> dict[str, Any]:
        """What was noted since the page was loaded; see resident_watch.js."""
        noted: dict[str, Any] = self.page.evaluate("watched")
        return noted

    def wait_for(self, expression: str) -> None:
        """Until it is true in the page, whose policy lets no polling in."""
        while not self.page.evaluate(expression):
            self.page.wait_for_timeout(20)

    def loop_ms(self) -> float:
        """How long this page takes for the same work, to see that it is slow indeed."""
        return min(float(self.page.evaluate(_LOOP_MS)) for _ in range(3))


@contextmanager
def street() -> Iterator[tuple[Playwright, Server, Path]]:
    """Chromium, a server of the demo city without requests, and a folder with a phone's photo of 12 megapixels."""
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "data").mkdir()
        (folder / "pothole.jpg").write_bytes(twelve_megapixels())
        server = Server(folder / "data", exchanges_per_s=0)
        server.start()
        try:
            yield playwright, server, folder
        finally:
            server.kill()


@contextmanager
def installed(playwright: Playwright, profile: Path, url: str) -> Iterator[WatchedPhone]:
    """A phone that opened the app once, with signal, so that all of it is kept there."""
    phone = WatchedPhone(playwright, profile, url)
    phone.open()
    try:
        phone.go_home()
        yield phone
    finally:
        phone.close()
