"""What may die on the way: the browser, a page, its worker, the server, a reply, the phone's memory of everything."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Request, Route, expect

from sync.protocol import reference as references
from tests.e2e.devices import ResidentPhone
from tests.factories.photos import phone_jpeg, street
from tests.factories.server import Server

pytestmark = pytest.mark.e2e

SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1}
"""CDP's name for a connection; bytes a second."""


@pytest.fixture
def three_photos(tmp_path: Path) -> list[Path]:
    """Three different pictures."""
    paths = [tmp_path / f"{name}.jpg" for name in ("near", "far", "sign")]
    for path, width in zip(paths, (1600, 1500, 1400), strict=True):
        path.write_bytes(phone_jpeg(street(width, 1000)))
    return paths


def photo_states(server: Server, shown: str) -> list[str]:
    """The state of each photo of the one request with this reference."""
    [(request,)] = server.rows("select id from service_request where reference = ?", references.parse(shown))
    query = "select state from attachment a join attachment_link l on l.attachment_id = a.id where l.id = ?"
    return [str(state) for (state,) in server.rows(query, request)]


def wait_for_bytes(resident: ResidentPhone, server: Server) -> int:
    """How many bytes of photos the server has on its disk, once there are any; until then the page goes on."""
    deadline = time.monotonic() + 40
    while not (arrived := sum(file.stat().st_size for file in (server.data_dir / "uploads").glob("*"))):
        assert time.monotonic() < deadline, "no byte of a photo arrives"
        resident.page.evaluate("new Promise(requestAnimationFrame)")
    return arrived


def test_three_photos_taken_without_signal_outlive_the_browser_and_arrive_once(
    server: Server, resident: ResidentPhone, three_photos: list[Path]
) -> None:
    resident.go_home()
    resident.pull_network()
    shown = resident.report(three_photos[0], "Pothole", *three_photos[1:])
    resident.close()
    resident.open(offline=True)
    resident.visit("/outbox")
    expect(resident.page.get_by_role("heading", name=f"Report: Pothole · {shown}")).to_be_visible()
    expect(resident.page.get_by_text("3 photos left")).to_be_visible()

    resident.restore_network()
    expect(resident.page.get_by_text("All sent.")).to_be_visible()
    assert photo_states(server, shown) == ["stored"] * 3
    assert server.rows("select mid from sync_op where device_id = ?", resident.device_id()) == [(1,)]


def test_a_photo_goes_on_where_the_server_was_killed(server: Server, resident: ResidentPhone, tmp_path: Path) -> None:
    photo = tmp_path / "large.jpg"
    photo.write_bytes(phone_jpeg(street(2048, 1536), quality=95))
    resident.go_home()
    resumed_at: list[int] = []

    def note(request: Request) -> None:
        if request.method == "PATCH":
            resumed_at.append(int(request.headers["upload-offset"]))

    resident.page.on("request", note)
    resident.in_devtools("Network.emulateNetworkConditions", **SLOW, uploadThroughput=100_000)
    shown = resident.report(photo, "Pothole")
    expect(resident.page.get_by_text("1 of 1 photo still on this phone")).to_be_visible()
    arrived = wait_for_bytes(resident, server)
    server.kill()
    assert photo_states(server, shown) == ["expected"]

    resident.in_devtools("Network.emulateNetworkConditions", **SLOW, uploadThroughput=-1)
    server.start()
    resident.page.get_by_role("link", name="not sent yet").click()
    expect(resident.page.get_by_text("All sent.")).to_be_visible()
    assert photo_states(server, shown) == ["stored"]
    assert resumed_at[0] == 0
    assert resumed_at[-1] >= arrived > 0


def test_replies_that_get_lost_make_nothing_twice(
    server: Server, resident: ResidentPhone, three_photos: list[Path]
) -> None:
    resident.go_home()
    lost: list[str] = []

    def lose_reply(route: Route) -> None:
        # The server did its work; the phone never hears of it.
        request = route.request
        is_act = request.method == "PATCH" or b'"kind"' in (request.post_data_buffer or b"")
        if is_act and lost.count(request.method) < 2:
            route.fetch()
            lost.append(request.method)
            route.abort()
        else:
            route.continue_()

    resident.page.context.route("**/sync/v1/exchange", lose_reply)
    resident.page.context.route("**/files/**", lose_reply)
    shown = resident.report(three_photos[0], "Pothole")
    resident.page.get_by_role("link", name="not sent yet").click()
    expect(resident.page.get_by_text("All sent.")).to_be_visible()
    assert sorted(set(lost)) == ["PATCH", "POST"]
    assert photo_states(server, shown) == ["stored"]
    device = resident.device_id()
    assert server.rows("select count(*) from service_request where reporter_device = ?", device) == [(1,)]


def test_a_crashed_page_takes_nothing_with_it(
    server: Server, resident: ResidentPhone, three_photos: list[Path]
) -> None:
    resident.go_home()
    resident.pull_network()
    resident.report(three_photos[0], "Pothole")
    with resident.page.expect_event("crash"), suppress(Error):
        resident.page.goto("chrome://crash")
    resident.take_another_tab()
    resident.visit("/outbox")
    expect(resident.page.get_by_text("1 photo left")).to_be_visible()
    resident.restore_network()
    expect(resident.page.get_by_text("All sent.")).to_be_visible()
    assert server.rows("select mid from sync_op where device_id = ?", resident.device_id()) == [(1,)]


def test_a_stopped_service_worker_comes_back_by_itself_and_loses_nothing(
    server: Server, resident: ResidentPhone, three_photos: list[Path]
) -> None:
    resident.go_home()
    resident.pull_network()
    resident.report(three_photos[0], "Pothole")
    resident.in_devtools("ServiceWorker.enable")
    resident.in_devtools("ServiceWorker.stopAllWorkers")
    resident.visit("/outbox")
    expect(resident.page.get_by_text("1 photo left")).to_be_visible()
    resident.restore_network()
    resident.in_devtools("ServiceWorker.stopAllWorkers")
    expect(resident.page.get_by_text("All sent.")).to_be_visible()
    assert server.rows("select mid from sync_op where device_id = ?", resident.device_id()) == [(1,)]


def test_a_phone_whose_memory_was_wiped_starts_clean_and_reads_the_city_again(
    server: Server, resident: ResidentPhone, three_photos: list[Path]
) -> None:
    resident.go_home()
    resident.report(three_photos[0], "Pothole")
    resident.expect_all_sent()
    before = resident.device_id()
    resident.in_devtools("Storage.clearDataForOrigin", origin=server.url, storageTypes="indexeddb")
    resident.visit("/reports")
    expect(resident.page.get_by_text("Your reports will be here")).to_be_visible()
    resident.visit("/")
    resident.report(three_photos[1], "Street light out")
    resident.expect_all_sent()
    assert resident.device_id() != before
    assert server.rows("select count(*) from service_request") == [(2,)]
