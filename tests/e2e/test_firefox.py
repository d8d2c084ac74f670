"""The core in Firefox: no signal, cold starts, photos, two tabs. Its worker does not notice a pulled network: here the
server goes."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e.devices import CrewPhone, Device, ResidentPhone, comment
from tests.e2e.waiting import until_stored
from tests.factories.server import Server

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(FIREFOX is None, reason="Firefox is not installed"),
]


class InFirefox(Device):
    """A device whose browser is Firefox."""

    def _launch(self) -> BrowserContext:
        return self._playwright.firefox.launch_persistent_context(
            self._profile,
            channel="moz-firefox",
            executable_path=FIREFOX,
            viewport=self.viewport,
            permissions=["geolocation"],
            geolocation=self.position,
            locale="en-US",
            reduced_motion="reduce",
        )


class Resident(InFirefox, ResidentPhone):
    """A resident's phone."""


class Crew(InFirefox, CrewPhone):
    """A crew's phone."""


@pytest.fixture
def resident(open_device: Callable[[type[Device], str, str], Resident], server: Server) -> Resident:
    """A resident's phone, standing in the middle of the demo city."""
    return open_device(Resident, "resident", server.url)


def test_a_report_made_while_the_server_is_gone_outlives_firefox_and_arrives_once(
    server: Server, resident: Resident, phone_photo: Path
) -> None:
    resident.go_home()
    server.stop()
    shown = resident.report(phone_photo, "Pothole")
    resident.close()
    resident.open()
    resident.visit("/outbox")
    expect(resident.page.get_by_role("heading", name=f"Report: Pothole · {shown}")).to_be_visible()
    server.start()
    resident.page.get_by_role("button", name="Try now").click()
    expect(resident.page.get_by_text("All sent.")).to_be_visible()
    assert server.rows("select count(*) from service_request") == [(1,)]
    assert server.rows("select state from attachment") == [("stored",)]


def test_a_crew_closes_a_job_with_a_photo_while_the_server_is_gone(
    server: Server,
    resident: Resident,
    open_device: Callable[[type[Device], str, str], Crew],
    phone_photo: Path,
) -> None:
    resident.go_home()
    resident.report(phone_photo, "Pothole")
    resident.expect_all_sent()
    crew = open_device(Crew, "crew", server.url)
    crew.sign_in("south")
    crew.job("Pothole").click()
    crew.wait_until_it_works_offline()
    server.stop()
    crew.close_job(phone_photo, "Fixed")
    expect(crew.page.get_by_text("Saved on this phone")).to_be_visible()
    server.start()
    crew.expect_all_sent()
    assert server.rows("select status, outcome from work_order") == [("done", "fixed")]
    until_stored(server, 2)


def test_two_tabs_send_each_act_once(server: Server, resident: Resident, phone_photo: Path) -> None:
    resident.go_home()
    resident.report(phone_photo, "Pothole")
    resident.expect_all_sent()
    resident.open_report()
    other = resident.open_tab(resident.page.url.removeprefix(resident.url))
    server.stop()
    for number in range(3):
        comment(resident.page, f"first {number}")
        comment(other, f"second {number}")
    server.start()
    resident.expect_all_sent()
    numbers = server.rows("select mid from sync_op where device_id = ? order by mid", resident.device_id())
    assert [mid for (mid,) in numbers] == list(range(1, 8))
    assert server.rows("select count(*) from request_entry where kind = 'comment'") == [(6,)]
