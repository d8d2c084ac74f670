"""How large what a finger must hit is, on every screen of a resident at 390 px: measured from the middle of each thing
outwards, as far as a touch still finds it.
"""

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct, convert
from playwright.sync_api import Playwright, expect

from tests.bench.measures import Measure
from tests.bench.resident_phone import WatchedPhone, installed
from tests.factories.server import Server

LOOK = """() => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const all = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option]";
  const hits = (one, x, y) => {
    const at = document.elementFromPoint(x, y);
    return at !== null && (one.contains(at) || [...(one.labels ?? [])].some((label) => label.contains(at)));
  };
  // How far a finger may slip from the middle, this way and the other, and still hit it.
  const reach = (one, x, y, dx, dy) => {
    let way = 0;
    while (way < 200 && hits(one, x + dx * way, y + dy * way)) way += 0.5;
    return way;
  };
  const across = (one, x, y, dx, dy) => reach(one, x, y, dx, dy) + reach(one, x, y, -dx, -dy);
  return [...document.querySelectorAll(all)].filter(shown).map((one) => {
    const label = one.labels?.[0];
    const seen = label && /file|radio|checkbox/.test(one.type) ? label : one;
    seen.scrollIntoView({ block: "center" });
    const { x, y, width, height } = seen.getBoundingClientRect();
    const middle = [x + width / 2, y + height / 2];
    const px = Math.min(across(one, ...middle, 1, 0), across(one, ...middle, 0, 1));
    const around = one.parentElement.textContent.replace(one.textContent, "").trim();
    const inline = one.tagName === "A" && getComputedStyle(one).display === "inline" && around !== "";
    const name = one.getAttribute("aria-label") || label?.innerText || one.innerText || one.id;
    return { name: name.trim().replace(/\\s+/g, " ").slice(0, 30), px, inline };
  });
}"""


class Target(Struct, frozen=True):
    """`px`: its shorter side, 0 where something lies over it. `inline`: a link within a sentence."""

    name: str
    px: float
    inline: bool


def measure(playwright: Playwright, server: Server, folder: Path) -> Iterator[Measure]:
    """`targets_smallest_px` (target >= 48), but for links in sentences; what is smaller is named, and so are they."""
    seen: dict[str, Target] = {}
    with installed(playwright, folder / "targets", server.url) as phone:
        for screen in _screens(phone, folder / "pothole.jpg"):
            found = convert(phone.page.evaluate(LOOK), list[Target])
            seen |= {f"{one.name!r} of {screen}": one for one in found if one.name != "Skip to content"}
    targets = {name: one for name, one in seen.items() if not one.inline}
    small = [f"{name} {one.px:.0f}" for name, one in targets.items() if one.px < 48]
    links = ", ".join(sorted({one.name for one in seen.values() if one.inline})) or "none"
    smallest = min(one.px for one in targets.values())
    yield Measure(
        "targets_smallest_px",
        smallest,
        f"px of {len(targets)}; below 48: {', '.join(small) or 'none'}; in text: {links}",
    )


def _screens(phone: WatchedPhone, photo: Path) -> Iterator[str]:
    """The name of each screen, while it is shown. A pothole is known here already."""
    page = phone.page
    phone.report(photo, "Pothole")
    phone.expect_all_sent()
    for path in ("/", "/report", "/reports", "/outbox", "/app", "/staff", "/nowhere", "/r", "/feeds"):
        phone.visit(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        yield path
    phone.visit("/")
    phone.shoot("Report a problem", photo)
    expect(page.get_by_text("within about")).to_be_visible()
    yield "place"
    page.get_by_role("button", name="Move the pin").click()
    expect(page.get_by_role("button", name="Bigger steps")).to_be_visible()
    yield "place, moving the pin"
    page.get_by_role("button", name="Use this place").click()
    expect(page.locator(".tile").first).to_be_visible()
    yield "what"
    page.get_by_role("button", name="Pothole").click()
    different = page.get_by_role("button", name="Mine is different")
    expect(different).to_be_visible()
    yield "same"
    different.click()
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    page.get_by_label("Note").fill("Somebody is injured")
    yield "check"
    phone.visit("/")
    expect(page.get_by_text("Not sent yet")).to_be_visible()
    yield "/ with a draft"
    page.get_by_role("link", name="Continue").click()
    phone.pull_network()
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".receipt-reference")).to_be_visible()
    yield "sent"
    phone.visit("/outbox")
    expect(page.get_by_role("button", name="Save a copy").first).to_be_visible()
    yield "/outbox with a report"
    phone.restore_network()
    phone.expect_all_sent()
    phone.open_report()
    page.get_by_role("button", name="Change it").click()
    yield "detail, changing it"
    phone.visit("/near")
    page.get_by_role("button", name="Look around me").click()
    expect(page.locator(".near-row").first).to_be_visible()
    yield "near me"
    phone.open_report()
    page.get_by_role("link", name="Public page").click()
    expect(page.get_by_text("Last change")).to_be_visible()
    yield "public page"
