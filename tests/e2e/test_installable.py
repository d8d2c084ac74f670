"""The app as an app: it can be installed, and it starts from cold with no network at all."""

import pytest
from playwright.sync_api import expect

from tests.e2e.devices import ResidentPhone

pytestmark = pytest.mark.e2e


def test_the_app_can_be_installed_and_starts_from_cold_without_network(resident: ResidentPhone) -> None:
    resident.go_home()
    session = resident.page.context.new_cdp_session(resident.page)
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []

    resident.close()
    resident.open(offline=True)
    for path, heading in [("/", "What needs fixing?"), ("/reports", "My reports"), ("/staff", "Staff sign-in")]:
        resident.visit(path)
        expect(resident.page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    expect(resident.page.get_by_text("No connection. You can keep working.")).to_be_visible()
