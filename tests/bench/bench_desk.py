"""What a dispatcher waits for with 5,000 open reports: the built app in real Chromium against a real server."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.bench.measures import Asked, Measure, compared, percentile
from tests.e2e.devices import Desk
from tests.factories.many_reports import report_many
from tests.factories.server import Server

_REPORTS = 5_000
_ROUNDS = 8
_STARTS = 8

# From a change of a filter, as a key or a choice makes it, to the frame that shows what it found.
_PAINTED = """async ([change, words]) => {
  const until = (fits) => new Promise((done) => {
    const look = () => fits() ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
    look();
  });
  const shown = () => document.querySelector(".mark-bar p, #desk-list h2")?.textContent;
  const before = shown();
  const field = document.querySelector(change);
  const began = performance.now();
  field.value = words;
  field.dispatchEvent(new Event(field.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
  return (await until(() => shown() !== before)) - began;
}"""

# The least that any page needs for it: as many words looked through in an array, forty rows put on the page.
_BARE = """async (n) => {
  const hays = Array.from({ length: n }, (_, i) => `pothole\\n${i % 900} central avenue\\nnumber ${i} of this month`);
  const list = document.createElement("ul");
  document.body.append(list);
  const taken = [];
  for (let round = 0; round < 30; round++) {
    const began = performance.now();
    const found = hays.filter((hay) => hay.includes(String(round)));
    const row = (hay) => Object.assign(document.createElement("li"), { textContent: hay });
    list.replaceChildren(...found.slice(0, 40).map(row));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    taken.push(performance.now() - began);
  }
  list.remove();
  return taken;
}"""

# When the browser first had the element to show, since the page was asked for.
_SEEN = """(shows) => new Promise((done) => {
  const look = () => document.querySelector(shows)
    ? requestAnimationFrame(() => done(performance.now())) : requestAnimationFrame(look);
  look();
})"""

_DONE = """() => new Promise((done) => {
  const began = performance.now();
  document.querySelector(".tool-form [type=submit]").click();
  const look = () => document.querySelector("[data-said=true]")
    ? requestAnimationFrame(() => done(performance.now() - began)) : requestAnimationFrame(look);
  look();
})"""

_SEARCH, _SERVICE = "#desk-search", ".filters select[aria-label='Service']"
_CHANGES = (
    (_SEARCH, "broadway"),
    (_SEARCH, "broadway 7"),
    (_SEARCH, ""),
    (_SERVICE, "garbage"),
    (_SERVICE, ""),
    (".filters select[aria-label='Due']", "late"),
    (".filters select[aria-label='Due']", ""),
)


def measure(asked: Asked) -> Iterator[Measure]:
    """`desk_filter_p95_ms` beside a bare filter of an array, `desk_start_p95_ms` beside the page of the outbox."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        (folder / "data").mkdir()
        with Server(folder / "data", exchanges_per_s=0) as server:
            report_many(server.url, _REPORTS)
            desk = Desk(playwright, folder / "desk", server.url)
            desk.open()
            with closing(desk):
                desk.sign_in("dispatch")
                _wait_for_all(desk)
                yield _filtering(desk)
                yield _starting(desk)
                yield _assigning(desk)


def _wait_for_all(desk: Desk) -> None:
    """Every report is on this device and shown."""
    expect(desk.page.locator("[data-queue=new] .queue-count")).to_have_text(f"{_REPORTS:,}", timeout=120_000)
    expect(desk.page.get_by_text("Loading more")).to_have_count(0)
    desk.wait_until_it_works_offline()


def _filtering(desk: Desk) -> Measure:
    """Every way to make the list shorter and longer again, in turns."""
    taken = [desk.page.evaluate(_PAINTED, list(change)) for _ in range(_ROUNDS) for change in _CHANGES]
    bare = desk.page.evaluate(_BARE, _REPORTS)
    unit = f"ms from a change of the filters to the frame that shows it, {_REPORTS:,} open reports; beside a bare array"
    return compared("desk_filter_p95_ms", percentile(taken, 0.95), unit, percentile(bare, 0.95))


def _starting(desk: Desk) -> Measure:
    """From the address to the first row, with the reports on this device; beside the same app without a list."""
    unit = (
        f"ms from the address to the first row, {_REPORTS:,} open reports on the device; beside the outbox of the same"
    )
    ours, bare = (
        [_started(desk, *one) for _ in range(_STARTS)] for one in (("/desk", ".report-row"), ("/outbox", "h1"))
    )
    return compared("desk_start_p95_ms", percentile(ours, 0.95), unit, percentile(bare, 0.95))


def _started(desk: Desk, path: str, shows: str) -> float:
    desk.visit("/r")  # another page in between, so that nothing of the last one is left
    desk.visit(path)
    expect(desk.page.locator(shows).first).to_be_visible()
    return float(desk.page.evaluate(_SEEN, shows))


def _assigning(desk: Desk) -> Measure:
    """From Enter to the sentence that says that fifty are assigned: all of them are on the disk by then."""
    taken = []
    for crew in ("North crew", "Central crew", "South crew"):
        desk.visit("/desk?queue=in_work")
        desk.row().first.click()
        for _ in range(49):
            desk.page.keyboard.press("Shift+J")
        desk.page.keyboard.press("a")
        desk.page.get_by_role("radio", name=crew).check()
        taken.append(float(desk.page.evaluate(_DONE)))
    unit = f"ms from the button to the sentence that says it, the slowest of three; {_REPORTS:,} open reports"
    return Measure("desk_assign_50_ms", max(taken), unit)
