"""A report leaves the phone although nobody opens the app again."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.devices import ResidentPhone
from tests.e2e.waiting import until
from tests.factories.server import Server

pytestmark = [pytest.mark.e2e, pytest.mark.whole_browser]  # Background Sync


def wait_until(server: Server, question: str, answer: tuple[object, ...]) -> None:
    """Wait until the server's database gives this one row as its answer."""
    until(lambda: server.rows(question) == [answer], lambda: str(server.rows(question)))


def test_a_report_made_without_signal_leaves_when_signal_comes_and_no_page_is_open(
    server: Server, resident: ResidentPhone, phone_photo: Path
) -> None:
    resident.let_the_worker_send()
    resident.go_home()
    resident.pull_network()
    resident.report(phone_photo, "Pothole")
    expect(resident.page.get_by_text("Saved on this phone").first).to_be_visible()
    resident.leave_the_app()
    resident.restore_network()
    wait_until(server, "select state from attachment", ("stored",))
    wait_until(server, "select count(*) from service_request", (1,))
