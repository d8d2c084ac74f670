"""Two neighbours and one pothole: the second is shown the first one's report, says "That's it", and hears the end; also
without signal, out of what the phone saw before."""

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from sync.protocol import reference as references
from tests.e2e.barriers import Barriers
from tests.e2e.devices import ResidentPhone
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.server import Server

pytestmark = pytest.mark.e2e


def test_who_says_thats_it_follows_the_other_report_to_its_end(
    server: Server, resident: ResidentPhone, phone_photo: Path, barriers: Barriers
) -> None:
    with httpx.Client(base_url=server.url, trust_env=False) as http:
        neighbour = Phone(http)
        request = neighbour.report(SOUTH)
        reference = neighbour.outbox[0]["args"]["reference"]
        neighbour.sync()

        page = resident.page
        resident.go_home()
        resident.shoot("Report a problem", phone_photo)
        resident.tap(page.get_by_role("button", name="Use this place"))
        resident.tap(page.get_by_role("button", name="Pothole"))
        expect(page.get_by_role("heading", name="Is it one of these?")).to_be_visible()
        expect(page.get_by_text("Reported today")).to_be_visible()
        barriers.look(page, "is it one of these?")
        resident.tap(page.get_by_role("button", name="That’s it"))
        expect(page.get_by_text(f"same as {references.show(reference)}")).to_be_visible()
        resident.tap(page.get_by_role("button", name="Send"))
        expect(page.locator(".receipt-reference")).to_be_visible()
        assert resident.taps <= 6, f"{resident.taps} taps"
        resident.expect_all_sent()
        [(following, followers)] = server.rows(
            "SELECT d.status, r.followers FROM service_request d JOIN service_request r ON d.duplicate_of = r.id"
            " WHERE r.reference = ?",
            reference,
        )
        assert (following, followers) == ("duplicate", 1)

        crew = Phone.signed_in(http, "south", "curbline-demo")
        crew.sync()
        crew.close(crew.doc("request", request)["work_order_id"], note="Filled and rolled")
        crew.sync()
        resident.open_report()
        expect(page.get_by_text("Filled and rolled").first).to_be_visible()
        expect(page.get_by_role("link", name=references.show(reference))).to_be_visible()


def test_without_signal_the_question_comes_out_of_what_the_phone_saw_around_it(
    server: Server, resident: ResidentPhone, phone_photo: Path
) -> None:
    with httpx.Client(base_url=server.url, trust_env=False) as http:
        neighbour = Phone(http)
        neighbour.report(SOUTH)
        reference = neighbour.outbox[0]["args"]["reference"]
        neighbour.sync()
    page = resident.page
    resident.go_home()
    resident.visit("/near")
    page.get_by_role("button", name="Look around me").click()
    expect(page.locator(".near-row")).to_have_count(1)
    resident.pull_network()
    resident.visit("/")
    expect(page.get_by_text("No connection").or_(page.get_by_text("isn't answering"))).to_be_visible()
    resident.shoot("Report a problem", phone_photo)
    page.get_by_role("button", name="Use this place").click()
    page.get_by_role("button", name="Pothole").click()
    page.get_by_role("button", name="That’s it").click()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Saved on this phone")).to_be_visible()
    resident.restore_network()
    resident.expect_all_sent()
    assert server.rows("SELECT followers FROM service_request WHERE reference = ?", reference) == [(1,)]
