"""A reporter is told: by e-mail after saying yes, and by one message a report on the phone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from backend.notices.push import Keys
from tests.e2e.devices import Device, ResidentPhone
from tests.e2e.waiting import until
from tests.factories.mail_server import Post, mail_server
from tests.factories.server import Server, serving

pytestmark = pytest.mark.e2e


@pytest.fixture
def post() -> Iterator[Post]:
    with mail_server() as running:
        yield running


@pytest.fixture
def server(tmp_path: Path, post: Post) -> Iterator[Server]:
    """The product, with a mail server and with keys for phones."""
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    Keys.make(data_dir)
    also = {"CURBLINE_SMTP_URL": post.url, "CURBLINE_MAIL_FROM": "311@knoxville.example"}
    with serving(Server(data_dir, also=also)) as running:
        yield running


@pytest.fixture
def resident(open_device: Callable[[type[Device], str, str], Device], server: Server) -> ResidentPhone:
    phone = open_device(ResidentPhone, "resident", server.url)
    assert isinstance(phone, ResidentPhone)
    return phone


def arrived(post: Post, count: int) -> None:
    """Wait until so many messages are there."""
    until(lambda: len(post.arrived) >= count, "no message came")


def test_an_address_given_without_signal_is_asked_and_confirmed(
    resident: ResidentPhone, server: Server, post: Post, phone_photo: Path
) -> None:
    with resident.page.expect_response("**/notices/channels"):
        resident.go_home()
    resident.pull_network()
    resident.report(phone_photo, "Pothole")
    page = resident.page
    page.get_by_label("Your e-mail address").fill("ann@home")
    page.get_by_role("button", name="Tell me by e-mail").click()
    expect(page.get_by_text("Check the address.")).to_be_visible()
    page.get_by_label("Your e-mail address").fill("ann@example.org")
    page.get_by_role("button", name="Tell me by e-mail").click()
    expect(page.get_by_text("Open it and say yes.")).to_be_visible()
    resident.restore_network()
    arrived(post, 1)
    link = str(post.arrived[0]["List-Unsubscribe"]).strip(" <>")
    assert link.startswith(server.url)
    letters = resident.open_tab(link.removeprefix(server.url))
    letters.get_by_role("button", name="Yes, tell me").click()
    expect(letters.get_by_role("heading", name="We tell you how it goes")).to_be_visible()
    expect(page.get_by_text("You get an e-mail when it changes.")).to_be_visible()
    letters.get_by_role("button", name="Stop messages about this report").click()
    expect(letters.get_by_role("heading", name="No more messages")).to_be_visible()
    expect(page.get_by_label("Your e-mail address")).to_have_value("ann@example.org")


def test_the_phone_shows_one_message_a_report(resident: ResidentPhone) -> None:
    resident.go_home()
    resident.page.context.grant_permissions(["notifications"])
    found: list[str] = []
    devtools = resident.page.context.new_cdp_session(resident.page)

    def note(event: dict[str, Any]) -> None:
        found.extend(one["registrationId"] for one in event["registrations"])

    devtools.on("ServiceWorker.workerRegistrationUpdated", note)
    devtools.send("ServiceWorker.enable")
    expect(resident.page.locator("main")).to_be_visible()
    for title in ("Work has begun", "Fixed"):
        told = {"title": title, "body": "Pothole", "url": "/reports/1", "tag": "K7QM3XD92FJ"}
        message = {"origin": resident.url, "registrationId": found[0], "data": json.dumps(told)}
        devtools.send("ServiceWorker.deliverPushMessage", message)
        resident.page.wait_for_function(
            "title => navigator.serviceWorker.ready.then(it => it.getNotifications())"
            ".then(shown => shown.length === 1 && shown[0].title === title && shown[0].tag === 'K7QM3XD92FJ')",
            arg=title,
        )
