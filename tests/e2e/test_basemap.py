"""The street map of a crew's districts: downloaded, cut off on its way, proven, and drawn where there is no signal."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from playwright.sync_api import Locator, Page, Request, expect

from backend.cli import main
from tests.e2e.barriers import Barriers
from tests.e2e.devices import CrewPhone, Device
from tests.e2e.waiting import until
from tests.factories.basemaps import archive
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.server import DIST, Server

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

PIECE_BYTES = 1 << 20
BESIDE = (SOUTH[0] - 0.012, SOUTH[1] + 0.012)
STORED = """async () => {
  const root = await navigator.storage.getDirectory();
  const found = [];
  for await (const folder of root.values()) {
    for await (const map of folder.values()) for await (const piece of map.keys()) found.push(piece);
  }
  return found.length;
}"""
SPOIL = """async () => {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('basemaps');
  for await (const map of folder.values()) {
    const piece = await map.getFileHandle('1');
    const writing = await piece.createWritable({ keepExistingData: true });
    await writing.write({ type: 'write', position: 77, data: 'spoilt on the disk' });
    await writing.close();
  }
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A city with a map of eight megabytes, and two jobs for the South crew."""
    if not (DIST / "index.html").exists():
        pytest.skip("the front end is not built: run infra/bin/test")
    running = Server(tmp_path_factory.mktemp("city"), exchanges_per_s=0)
    give(running, archive(tmp_path_factory.mktemp("map") / "city.pmtiles", noise_bytes=26_000))
    running.start()
    with httpx.Client(base_url=running.url, trust_env=False) as http:
        ann = Phone(http)
        ann.report(SOUTH)
        ann.report(BESIDE, "garbage")
        ann.sync()
    yield running
    running.kill()


def give(server: Server, file: Path) -> None:
    """The city imports this file as its map."""
    env = {"CURBLINE_DATA_DIR": str(server.data_dir), "CURBLINE_DATABASE_URL": "", "CURBLINE_PASSWORD_COST": "test"}
    said = CliRunner().invoke(main, ["basemap", "import", str(file)], env=env)
    assert said.exit_code == 0, said.output


@pytest.fixture
def south(open_device: Callable[[type[Device], str, str], Device], server: Server) -> CrewPhone:
    """The South crew's phone, its two jobs on it."""
    phone = open_device(CrewPhone, "south", server.url)
    assert isinstance(phone, CrewPhone)
    phone.sign_in("south")
    expect(phone.page.locator("a.job-row")).to_have_count(2)
    phone.wait_until_it_works_offline()
    return phone


def requests_of(phone: CrewPhone) -> list[Request]:
    """What all of its tabs ask for from now on."""
    asked: list[Request] = []

    def note(request: Request) -> None:
        asked.append(request)

    phone.page.context.on("request", note)
    return asked


def prepare(phone: CrewPhone) -> Page:
    phone.visit("/crew/prepare")
    expect(phone.page.get_by_role("heading", name="Prepare")).to_be_visible()
    return phone.page


def map_row(page: Page) -> Locator:
    """What Prepare says of the map."""
    return page.locator(".prepare-row", has=page.get_by_role("heading", name="Map", exact=True))


def expect_ready(page: Page) -> None:
    """All of it is here, and was read back."""
    expect(map_row(page)).to_contain_text("Knoxville (demo)")
    expect(map_row(page)).to_have_class(re.compile("prepare-here"))


def expect_streets(page: Page) -> None:
    """The map stands still, and what it drew came out of the archive."""
    canvas = page.locator(".map-canvas")
    expect(canvas).to_have_attribute("data-ground-features", re.compile("[1-9]"))
    expect(canvas).to_have_attribute("aria-busy", "false")


def test_a_map_that_was_cut_off_goes_on_and_is_drawn_without_signal(south: CrewPhone, server: Server) -> None:
    asked = requests_of(south)
    slow = {"offline": False, "latency": 20, "downloadThroughput": 600_000, "uploadThroughput": 600_000}
    south.in_devtools("Network.emulateNetworkConditions", **slow)
    page = prepare(south)
    expect(page.get_by_text(re.compile(r"^[2-6] of \d MB$"))).to_be_visible()
    server.kill()
    expect(page.get_by_text("No connection. It goes on by itself.")).to_be_visible()
    stored = int(page.evaluate(STORED))
    assert 0 < stored < 7

    south.take_another_tab()  # The page is killed; only what was on the disk is left.
    server.start()
    asked.clear()
    expect_ready(prepare(south))
    (again,) = [request for request in asked if ".pmtiles" in request.url]
    assert again.all_headers()["range"] == f"bytes={stored * PIECE_BYTES}-"

    south.close()
    south.open(offline=True)
    page = south.page
    asked = requests_of(south)
    south.visit("/crew/map")
    expect_streets(page)
    expect(page.get_by_text("© Test surveyors")).to_be_visible()
    assert {request.url.split("/")[2] for request in asked if request.url.startswith("http")} == {
        f"localhost:{server.port}"
    }
    assert not [request.url for request in asked if ".pmtiles" in request.url]
    barriers = Barriers()
    barriers.look(page, "the crew's map")
    page.get_by_role("button", name="Where am I").click()
    expect(page.get_by_text("You are here, within about 12 m.")).to_be_visible()
    barriers.look(page, "the crew's map, with the crew on it")
    assert barriers.found == []

    stop = page.get_by_role("button", name=re.compile("^Stop 2: "))
    page.get_by_role("button", name="All stops").click()
    box = stop.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 64
    stop.click()
    expect(page).to_have_url(re.compile("/crew/jobs/"))


def test_what_is_spoilt_on_the_disk_is_fetched_again_and_all_goes_when_the_crew_signs_out(south: CrewPhone) -> None:
    page = prepare(south)
    expect_ready(page)
    page.evaluate(SPOIL)
    with page.expect_request("**/*.pmtiles") as again:
        page.reload()
    assert again.value.all_headers()["range"] == f"bytes={PIECE_BYTES}-"
    expect_ready(page)

    south.visit("/staff")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Login")).to_be_visible()
    until(lambda: page.evaluate(STORED) == 0, "the map is still on the disk")
    assert page.evaluate("indexedDB.databases().then(all => all.map(one => one.name))").count("curbline-basemaps") == 0


def test_a_newer_map_of_the_city_takes_the_place_of_the_one_before(
    south: CrewPhone, server: Server, tmp_path: Path
) -> None:
    page = prepare(south)
    expect_ready(page)
    before = map_row(page).inner_text()
    give(server, archive(tmp_path / "newer.pmtiles", noise_bytes=2_000, attribution="© Newer surveyors"))
    page.reload()
    expect(map_row(page)).not_to_have_text(before, use_inner_text=True)
    expect_ready(page)
    until(lambda: page.evaluate(STORED) == 1, "the map before is still on the disk")
    south.visit("/crew/map")
    expect_streets(page)
    expect(page.get_by_text("© Newer surveyors")).to_be_visible()
