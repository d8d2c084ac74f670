"""Photos that a resident has already, and what becomes of them on the way into a report."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.e2e.devices import ResidentPhone
from tests.factories.photos import phone_jpeg, street
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

KEPT = """
() => new Promise((done) => {
  const open = indexedDB.open("curbline-resident");
  open.onsuccess = () => {
    const drafts = open.result.transaction("drafts").objectStore("drafts");
    const [originals, draft] = [drafts.getAllKeys(IDBKeyRange.bound("report:", "report;")), drafts.get("report")];
    draft.onsuccess = () => (open.result.close(), done([originals.result.length, draft.result?.photos.length ?? 0]));
  };
})
"""
"""How many files lie on the disk as the camera gave them, and how many photos the draft has."""


@pytest.fixture
def four_photos(tmp_path: Path) -> list[Path]:
    """Four different pictures, as large as phones make them."""
    paths = [tmp_path / f"{name}.jpg" for name in ("near", "far", "left", "right")]
    for path, width in zip(paths, (4000, 3900, 3800, 3700), strict=True):
        path.write_bytes(phone_jpeg(street(width, 3000)))
    return paths


def loaded_to_make_photos(resident: ResidentPhone) -> list[str]:
    """The scripts that came for it: of the worker, or of the page where there can be no worker."""
    names = resident.page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    return re.findall(r"/assets/(shrink-worker|make-photo)", " ".join(names))


def test_a_page_killed_while_it_makes_photos_costs_none_of_them_and_doubles_none(
    server: Server, resident: ResidentPhone, four_photos: list[Path]
) -> None:
    resident.go_home()
    resident.pull_network()
    resident.shoot("Report a problem", four_photos[0])
    resident.tap(resident.page.get_by_role("button", name="Use this place"))
    resident.tap(resident.page.get_by_role("button", name="Pothole"))
    expect(resident.page.get_by_role("img", name="Your photo 1")).to_be_visible()
    assert loaded_to_make_photos(resident) == ["shrink-worker"], "without a network, and not in the page"
    resident.shoot("Add a photo", four_photos[1:])
    resident.page.wait_for_function(
        f"async () => {{ const [files, made] = await ({KEPT})(); return files + made >= 4; }}"
    )
    originals, _ = resident.page.evaluate(KEPT)
    assert originals > 0, "the page was killed too late"
    with resident.page.expect_event("crash"), suppress(Error):
        resident.page.goto("chrome://crash")

    resident.take_another_tab()
    resident.visit("/report?step=check")
    expect(resident.page.get_by_role("img", name="Your photo 4")).to_be_visible()
    resident.page.wait_for_function(f"async () => (await ({KEPT})())[0] === 0")
    resident.tap(resident.page.get_by_role("button", name="Send"))
    expect(resident.page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    resident.restore_network()
    resident.expect_all_sent()
    assert server.rows("select state, count(distinct sha256) from attachment group by state") == [("stored", 4)]
