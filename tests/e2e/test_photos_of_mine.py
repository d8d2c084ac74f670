"""Photos that a resident has already, and what becomes of them on the way into a report."""

import os
import re
import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

from tests.e2e.barriers import Barriers
from tests.e2e.conftest import ROOT
from tests.e2e.devices import ResidentPhone
from tests.e2e.waiting import until_stored
from tests.factories.photos import encoded, phone_jpeg, street
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

PUBLIC_HEIC = ROOT.parent / "shared" / "data" / "photos" / "heic" / "IMG_5195.HEIC"

ELM_STREET = (35.9617, -83.9207)
"""About 120 m north of where the resident stands."""


@pytest.fixture
def four_photos(tmp_path: Path) -> list[Path]:
    """Four different pictures, as large as phones make them."""
    paths = [tmp_path / f"{name}.jpg" for name in ("near", "far", "left", "right")]
    for path, width in zip(paths, (4000, 3900, 3800, 3700), strict=True):
        path.write_bytes(phone_jpeg(street(width, 3000)))
    return paths


@pytest.fixture
def of_yesterday(tmp_path: Path) -> list[Path]:
    """Five photos taken in another street, by what stands in them and beside them."""
    paths = [tmp_path / f"{name}.jpg" for name in ("one", "two", "three", "four", "five")]
    for path, width in zip(paths, (640, 630, 620, 610, 600), strict=True):
        path.write_bytes(phone_jpeg(street(width, 480), at=ELM_STREET))
        os.utime(path, (time.time() - 86_400,) * 2)
    return paths


def wait_for_disk(resident: ResidentPhone, condition: str) -> None:
    """Until this is true of the files and the photos made of them. Playwright's own wait takes any promise for true."""
    resident.page.evaluate(f"""async () => {{
      for (let files, made; ; await new Promise(requestAnimationFrame)) {{
        [files, made] = await ({KEPT})();
        if ({condition}) return;
      }}
    }}""")


def share(resident: ResidentPhone, *photos: Path) -> None:
    """As a phone does it that shares photos with the app: by sending a form to it."""
    resident.page.evaluate("""() => {
      const form = document.createElement("form");
      Object.assign(form, { method: "POST", action: "/share", enctype: "multipart/form-data" });
      form.innerHTML = '<input id="shared" type="file" name="photos" multiple>';
      document.body.append(form);
    }""")
    resident.page.locator("#shared").set_input_files(photos)
    resident.page.evaluate("document.querySelector('#shared').form.submit()")


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
    wait_for_disk(resident, "files === 0")
    resident.shoot("Add a photo", four_photos[1:])
    wait_for_disk(resident, "files + made >= 4")
    originals, _ = resident.page.evaluate(KEPT)
    assert originals > 0, "the page was killed too late"
    with resident.page.expect_event("crash"), suppress(Error):
        resident.page.goto("chrome://crash")

    resident.take_another_tab()
    resident.visit("/report?step=check")
    expect(resident.page.get_by_role("img", name="Your photo 4")).to_be_visible()
    wait_for_disk(resident, "files === 0")
    resident.tap(resident.page.get_by_role("button", name="Send"))
    expect(resident.page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    resident.restore_network()
    resident.expect_all_sent()
    assert server.rows("select state, count(distinct sha256) from attachment group by state") == [("stored", 4)]


def test_the_place_a_photo_tells_of_is_asked_about_and_taken_when_it_is_the_place(
    server: Server, resident: ResidentPhone, of_yesterday: list[Path], barriers: Barriers
) -> None:
    resident.go_home()
    resident.shoot("Choose a photo", of_yesterday[:1])
    question = "This photo says where it was taken (about 120 m from here). Is that the place?"
    expect(resident.page.get_by_text(question)).to_be_visible()
    barriers.look(resident.page, "is that the place")
    resident.tap(resident.page.get_by_role("button", name="Use the photo's place"))
    resident.tap(resident.page.get_by_role("button", name="Use this place"))
    resident.tap(resident.page.get_by_role("button", name="Pothole"))
    resident.tap(resident.page.get_by_role("button", name="Send"))
    expect(resident.page.locator(".receipt-reference")).to_be_visible()
    resident.expect_all_sent()
    [(lat, lon, source)] = server.rows("select lat, lon, place_source from service_request")
    assert (round(lat, 4), round(lon, 4), source) == (*ELM_STREET, "map")


def test_photos_of_yesterday_do_not_say_that_somebody_still_stands_there(
    resident: ResidentPhone, of_yesterday: list[Path]
) -> None:
    resident.go_home()
    resident.shoot("Choose a photo", of_yesterday)
    resident.tap(resident.page.get_by_role("button", name="No", exact=True))
    expect(resident.page.get_by_text("The photo is from yesterday")).to_contain_text("Are you still there?")
    expect(resident.page.get_by_text("A report holds 4 photos. 1 photo was left out.")).to_be_visible()
    expect(resident.page.get_by_role("img", name="Your photo 4")).to_be_visible()
    expect(resident.page.get_by_text("within about")).to_be_visible()


def test_photos_shared_without_a_network_begin_a_report_and_join_another_only_when_told(
    server: Server, resident: ResidentPhone, of_yesterday: list[Path], barriers: Barriers
) -> None:
    resident.go_home()
    resident.pull_network()
    share(resident, *of_yesterday[:2])
    resident.tap(resident.page.get_by_role("button", name="No", exact=True))
    expect(resident.page.get_by_text("Are you still where the photo was taken?")).to_be_visible()
    resident.tap(resident.page.get_by_role("button", name="Use this place"))
    resident.tap(resident.page.get_by_role("button", name="Pothole"))
    expect(resident.page.get_by_role("img", name="Your photo 2")).to_be_visible()

    share(resident, of_yesterday[2])
    expect(resident.page.get_by_role("link", name="Finish that one first")).to_be_visible()
    barriers.look(resident.page, "shared")
    resident.tap(resident.page.get_by_role("link", name="Finish that one first"))
    expect(resident.page.get_by_role("img", name=re.compile("Your photo"))).to_have_count(2)
    resident.visit("/")
    resident.tap(resident.page.get_by_role("link", name="You shared 1 photo"))
    resident.tap(resident.page.get_by_role("button", name="Add to that report"))
    expect(resident.page.get_by_role("img", name="Your photo 3")).to_be_visible()
    resident.visit("/")
    expect(resident.page.get_by_role("link", name="Continue")).to_be_visible()
    expect(resident.page.get_by_text("You shared")).to_have_count(0)
    resident.visit("/report?step=check")
    resident.tap(resident.page.get_by_role("button", name="Send"))
    expect(resident.page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    resident.restore_network()
    resident.expect_all_sent()
    until_stored(server, 3)
    assert server.rows("select count(distinct sha256) from attachment") == [(3,)]


def test_shared_photos_without_room_in_a_report_wait_for_the_next_one_and_too_many_are_not_lost_in_silence(
    resident: ResidentPhone, of_yesterday: list[Path], barriers: Barriers
) -> None:
    resident.go_home()
    resident.pull_network()
    share(resident, *of_yesterday)
    expect(resident.page.get_by_text("A report holds 4 photos. 1 photo was left out.")).to_be_visible()
    resident.visit("/")
    expect(resident.page.get_by_role("link", name="You shared 1 photo")).to_be_visible()

    share(resident, *of_yesterday, *of_yesterday)
    expect(resident.page.get_by_role("alert")).to_contain_text("At most 10 shared photos can wait here")
    barriers.look(resident.page, "too many shared")
    resident.tap(resident.page.get_by_role("link", name="You shared 1 photo"))
    resident.tap(resident.page.get_by_role("button", name="Discard it and begin another"))
    resident.tap(resident.page.get_by_role("button", name="Discard", exact=True))
    expect(resident.page.get_by_text("This photo says where it was taken")).to_be_visible()
    expect(resident.page.get_by_role("img", name=re.compile("Your photo"))).to_have_count(1)
    resident.visit("/")
    expect(resident.page.get_by_role("link", name="Continue")).to_be_visible()
    expect(resident.page.get_by_text("You shared")).to_have_count(0)


def test_a_photo_that_this_browser_cannot_open_is_kept_and_comes_back_as_the_citys_picture(
    server: Server, resident: ResidentPhone, tmp_path: Path
) -> None:
    photo = tmp_path / "IMG_1.HEIC"
    photo.write_bytes(PUBLIC_HEIC.read_bytes() if PUBLIC_HEIC.exists() else encoded(street(), "HEIF"))
    resident.go_home()
    resident.pull_network()
    resident.report(photo, "Pothole")
    resident.open_report()
    expect(resident.page.get_by_text("Kept. This browser can't show it yet.")).to_be_visible()
    resident.restore_network()
    picture = resident.page.get_by_role("img", name="Photo of the problem: Pothole")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 0
    assert server.rows("select mime, state from attachment") == [("image/heic", "stored")]
