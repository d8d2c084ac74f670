"""A manager learns how satisfied reporters are, and chooses the words that they are told."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import expect

from backend.seeding import FOLDER, read_accounts
from tests.e2e.barriers import Barriers
from tests.e2e.devices import Desk
from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.server import ROOT, Server

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for both: the demo city with a pothole that was filled, and what its reporter thinks of it."""
    if not (ROOT / "pwa" / "dist" / "index.html").exists():
        pytest.skip("the front end is not built: run infra/bin/test")
    running = Server(tmp_path_factory.mktemp("city"))
    running.start()
    with httpx.Client(base_url=running.url) as http:
        ann, crew = Phone(http), Phone.signed_in(http, "south", read_accounts(FOLDER).password)
        request = ann.report(SOUTH)
        ann.sync()
        crew.sync()
        crew.close(ann.doc("request", request)["work_order_id"])
        crew.sync()
        ann.queue("request.rate", f"request/{request}", {"stars": 4, "text": "Quick, but the edge is rough"})
        ann.sync()
        assert ann.outcome() == ("applied", "ok")
    yield running
    running.kill()


def test_how_satisfied_people_are_is_seen_explained_and_saved(desk: Desk, barriers: Barriers) -> None:
    page = desk.page
    desk.sign_in("manager")
    page.get_by_role("link", name="Ratings").click()
    expect(page.get_by_role("row", name="Pothole 1 1 100% 1 of 1 0")).to_be_visible()
    expect(page.get_by_role("row", name="District 3 layer public-service 1 1 100% 1 of 1 0")).to_be_visible()
    expect(page.get_by_text("Quick, but the edge is rough")).to_be_visible()
    expect(page.get_by_role("img", name="4 of 5 stars")).to_be_visible()
    page.locator("summary", has_text="Satisfied").click()
    expect(page.get_by_text("Reports without a rating say nothing.")).to_be_visible()
    barriers.look(page, "satisfaction")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as CSV").click()
    assert "service,,Pothole,1,1,1,1.000,0" in saved.value.path().read_text()
    desk.pull_network()
    page.get_by_label("1 year").check()
    expect(page.get_by_text("No connection. Nothing has changed.")).to_be_visible()
    expect(page.get_by_text("This page needs a connection.")).to_be_visible()
    desk.restore_network()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("row", name="Pothole 1 1 100% 1 of 1 0")).to_be_visible()


def test_the_words_of_a_message_are_mended_saved_and_given_up(desk: Desk, barriers: Barriers) -> None:
    page = desk.page
    desk.sign_in("manager")
    page.get_by_role("link", name="Ratings").click()
    page.get_by_role("link", name="Messages").click()
    page.get_by_label("Kind of problem").select_option("Pothole")
    page.get_by_label("Language").select_option("Español")
    preview = page.get_by_role("region", name="As its reader gets it")
    expect(preview.get_by_text("Su reporte sobre Bache está arreglado.")).to_be_visible()

    body = page.get_by_label("Paragraphs")
    body.fill("¡Listo! {servicio} en {city}.\n\n{note}")
    expect(page.get_by_text("There is no field {servicio}")).to_be_visible()
    barriers.look(page, "messages, with a mistake")
    body.fill("¡Listo! {service} en {city}.\n\n{note}")
    expect(preview.get_by_text("¡Listo! Bache en Knoxville (demo).")).to_be_visible()
    page.get_by_label("When").select_option("It is closed")
    page.get_by_label("When").select_option("It is fixed")
    expect(body).to_have_value("¡Listo! {service} en {city}.\n\n{note}")  # what was typed waits for its saving
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Messages use these words from now on.")).to_be_visible()

    page.reload()
    page.get_by_role("link", name="It is fixed · Pothole · Español").click()
    expect(page.get_by_text("Your city's words, for this kind only")).to_be_visible()
    expect(preview.get_by_text("¡Listo! Bache en Knoxville (demo).")).to_be_visible()
    barriers.look(page, "messages, in the city's own words")
    page.get_by_role("button", name="Back to Curbline's own words").click()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Messages use Curbline's own words again.")).to_be_visible()
    expect(preview.get_by_text("Su reporte sobre Bache está arreglado.")).to_be_visible()


def test_a_ready_note_is_written_moved_removed_and_put_back(desk: Desk, barriers: Barriers) -> None:
    page = desk.page
    desk.sign_in("manager")
    desk.visit("/desk/notes")
    page.get_by_role("button", name="Add a note").click()
    page.get_by_label("Title").fill("Tree crew")
    page.get_by_label("Text").fill("A tree crew comes to {mayor}.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no field {mayor}")
    barriers.look(page, "ready notes, with a mistake")
    page.get_by_label("Text").fill("A tree crew comes to {place}.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Move up: Tree crew").click()
    expect(page.get_by_text("“Tree crew” is number 6 of 7 now.")).to_be_visible()
    page.get_by_role("button", name="Remove: Tree crew").click()
    expect(page.get_by_role("heading", name="Tree crew")).to_have_count(0)
    page.get_by_role("button", name="Put it back").click()
    expect(page.get_by_text("“Tree crew” is back.")).to_be_visible()
    barriers.look(page, "ready notes")

    desk.pull_network()
    page.reload()
    titles = page.get_by_role("list", name="The notes").get_by_role("heading")
    expect(titles).to_have_count(7)  # they are kept on this device
    expect(titles.nth(5)).to_have_text("Tree crew")
