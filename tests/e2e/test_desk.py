"""A dispatcher's shift at the keyboard alone: find, filter, move fifty, merge, split, close, undo, and keep a view."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.barriers import Barriers
from tests.e2e.devices import Desk
from tests.e2e.waiting import until, until_on_disk
from tests.factories.many_reports import report_many
from tests.factories.server import Server

pytestmark = [pytest.mark.e2e, pytest.mark.slow]

_REPORTS = 53  # of which three lie outside every district: fifty have a crew
_INSIDE = 50
_GARBAGE = "Garbage missed or dumped"
_OF_CREW = (
    "select count(*) from work_order w join crew c on c.id = w.crew_id where c.name = ? and w.status = 'assigned'"
)
_SHARED = "select count(*) from (select 1 from work_order_request group by work_order_id having count(*) > 1)"
_WITH_STATUS = "select count(*) from service_request where status = ?"
_COMMENTED = "select count(*) from request_entry where text = ?"
_WITH_NOTE = "select count(*) from service_request where status_note = ?"


class Keyboard:
    """The keys of a person, counted."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.actions = 0

    def press(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            self._desk.page.keyboard.press(key)
            self.actions += 1

    def type(self, words: str) -> None:
        """Words, where the focus is."""
        self._desk.page.keyboard.type(words)
        self.actions += 1


@pytest.fixture
def keys(desk: Desk, server: Server) -> Keyboard:
    """The keyboard of a dispatcher, in a city with open reports."""
    report_many(server.url, _REPORTS)
    desk.sign_in("dispatch")
    expect(queue(desk, "New")).to_have_text(f"New {_REPORTS}")
    expect(desk.row().first).to_be_visible()
    return Keyboard(desk)


def queue(desk: Desk, name: str) -> Locator:
    """The button of a queue, with its count."""
    return desk.page.get_by_role("group", name="Queues").get_by_role("button", name=re.compile(f"^{name}"))


def found(desk: Desk, words: str) -> None:
    """Wait for what stands above the list: how many are selected or found."""
    expect(desk.page.locator(".mark-bar p")).to_have_text(words)


def said(desk: Desk, sentence: str) -> None:
    """Wait for what the foot of the desk says, with the focus on the list for the next key."""
    expect(desk.page.locator(".done-said")).to_have_text(sentence)
    expect(desk.page.locator("#desk-list")).to_be_focused()


def crew_is_asked(desk: Desk) -> None:
    """The focus stands on a crew."""
    expect(desk.page.locator(".tool-form input[name=crew]:focus")).to_be_visible()


def chosen_crew(desk: Desk) -> str:
    """The crew that is ticked, as the button names it."""
    button = desk.page.locator(".tool-form button[type=submit]").inner_text()
    return button.partition(" to ")[2]


def server_has(server: Server, n: int, query: str, *values: str) -> None:
    """Wait until the server has so many."""
    until(lambda: server.rows(query, *values) == [(n,)], lambda: str(server.rows(query, *values)))


def test_fifty_are_assigned_in_four_actions_and_one_in_three(desk: Desk, server: Server, keys: Keyboard) -> None:
    keys.press("g", "w")
    found(desk, f"{_INSIDE} reports")
    desk.page.locator("#desk-list").focus()
    keys.actions = 0
    keys.press("Control+a", "a")
    crew_is_asked(desk)
    keys.press("ArrowUp")
    crew = chosen_crew(desk)
    keys.press("Enter")
    said(desk, f"{_INSIDE} reports go to {crew}.")
    assert keys.actions == 4
    server_has(server, _INSIDE, _OF_CREW, crew)

    keys.press("j")
    expect(desk.page.get_by_text(f"Assigned to {crew}").first).to_be_visible()
    keys.actions = 0
    keys.press("a")
    crew_is_asked(desk)
    keys.press("ArrowDown")
    other = chosen_crew(desk)
    keys.press("Enter")
    expect(desk.page.locator(".done-said")).to_contain_text(f"goes to {other}.")
    assert keys.actions == 3
    server_has(server, _INSIDE - 1, _OF_CREW, crew)

    keys.press("u")
    expect(desk.page.locator(".done-said")).to_contain_text("Undone: ")
    server_has(server, _INSIDE, _OF_CREW, crew)


def test_a_shift_without_a_pointer(desk: Desk, server: Server, keys: Keyboard, barriers: Barriers) -> None:
    page = desk.page
    # Find: words make the list shorter, and Enter goes to the first of it.
    keys.press("g", "w", "/")
    keys.type("garbage broadway")
    keys.press("Enter")
    found(desk, "2 reports")
    expect(page.locator("#detail-title")).to_have_text(_GARBAGE)

    # Merge the two, and take it back.
    keys.press("Control+a", "d")
    expect(page.get_by_role("radiogroup", name="Which one stays?")).to_be_visible()
    barriers.look(page, "desk, merging")
    keys.press("Enter")
    expect(page.locator(".done-said")).to_contain_text("1 report is merged into")
    server_has(server, 1, _WITH_STATUS, "duplicate")
    keys.press("u")
    expect(page.locator(".done-said")).to_contain_text("Undone: ")
    server_has(server, 0, _WITH_STATUS, "duplicate")

    # One job for both, and split again.
    found(desk, "2 reports")
    keys.press("Control+a")
    page.get_by_role("button", name="One job").focus()
    keys.press("Enter")
    crew_is_asked(desk)
    keys.press("Enter")
    expect(page.locator(".done-said")).to_contain_text("2 reports are one job of")
    server_has(server, 1, _SHARED)
    keys.press("Home", "s")
    expect(page.get_by_text("Its job serves 2 reports")).to_be_visible()
    keys.press("Enter")
    said(desk, f"{_GARBAGE} is off the job.")
    server_has(server, 0, _SHARED)

    # Close with a note: it leaves the queue, and the next row is at hand.
    keys.press("c")
    page.get_by_label("Note to the reporter").focus()
    keys.type("Done with the road work of today.")
    barriers.look(page, "desk, closing")
    keys.press("Control+Enter")
    said(desk, f"{_GARBAGE} is closed.")
    found(desk, "1 report")
    server_has(server, 1, _WITH_NOTE, "Done with the road work of today.")
    expect(page.locator("#desk-list [aria-selected=true]")).to_have_count(1)
    keys.press("u")
    expect(page.locator(".done-said")).to_contain_text("Undone: ")
    found(desk, "2 reports")
    server_has(server, 0, _WITH_NOTE, "Done with the road work of today.")


def test_a_view_is_kept_opened_by_its_key_shared_and_removed(desk: Desk, keys: Keyboard, barriers: Barriers) -> None:
    page = desk.page
    keys.press("g", "o")
    page.get_by_label("Service", exact=True).select_option("garbage")
    page.get_by_label("Order").select_option("priority")
    shown = page.locator(".mark-bar p").inner_text()
    keys.press("v")
    keys.type("Late garbage")
    keys.press("Enter")
    said(desk, "“Late garbage” is saved on this device.")

    keys.press("g", "n")
    found(desk, f"{page.locator('[data-queue=new] .queue-count').inner_text()} reports")
    keys.press("1")
    found(desk, shown)
    expect(page).to_have_url(re.compile(r"queue=overdue.*service=garbage.*sort=priority"))
    page.reload()
    found(desk, shown)
    expect(page.get_by_role("button", name="Late garbage")).to_have_attribute("aria-pressed", "true")

    keys.press("v")
    barriers.look(page, "desk, saved views")
    page.get_by_role("button", name="Remove Late garbage").focus()
    keys.press("Enter", "Escape")
    expect(page.locator(".views").get_by_role("button", name="Late garbage")).to_have_count(0)
    said(desk, "“Late garbage” is removed.")
    keys.press("u")
    expect(page.locator(".views").get_by_role("button", name="Late garbage")).to_be_visible()


def test_a_selection_survives_queues_a_reload_and_words_begun_for_it_until_escape(
    desk: Desk, server: Server, keys: Keyboard, barriers: Barriers
) -> None:
    page = desk.page
    keys.press("j", "x", "Shift+J", "Shift+J")
    found(desk, f"3 selected of {_REPORTS}")
    barriers.look(page, "desk, selecting")
    keys.press("r")
    page.get_by_role("textbox", name="Comment").fill("One crew comes for all th")
    until_on_disk(page, "One crew comes for all th")
    page.reload()
    found(desk, f"3 selected of {_REPORTS}")
    page.get_by_role("button", name="Comment begun").click()
    expect(page.get_by_role("textbox", name="Comment")).to_have_value("One crew comes for all th")
    keys.press("End")
    keys.type("ree.")
    keys.press("Control+Enter")
    said(desk, "The comment is added to 3 reports.")
    server_has(server, 3, _COMMENTED, "One crew comes for all three.")
    expect(page.get_by_role("button", name="Comment", exact=True)).to_be_visible()
    keys.press("g", "d")
    expect(page.get_by_role("heading", name="Nothing is done yet")).to_be_visible()
    expect(page.get_by_role("heading", name="3 reports selected")).to_be_visible()
    keys.press("g", "u")
    found(desk, "1 selected of 3 and 2 not in this list")
    keys.press("?")
    barriers.look(page, "desk, keys")
    keys.press("Escape", "Escape")
    found(desk, "3 reports")

    # What is over already is left out of what is done to many, and said.
    keys.press("Home", "c", "Control+Enter")
    expect(page.locator(".done-said")).to_contain_text("is closed.")
    keys.press("g", "d")
    found(desk, "1 report")
    keys.press("Home", "x", "g", "u")
    found(desk, "0 selected of 2 and 1 not in this list")
    keys.press("Control+a")
    found(desk, "2 selected of 2 and 1 not in this list")
    keys.press("c")
    expect(page.get_by_text("1 is over already and is left out.")).to_be_visible()
    barriers.look(page, "desk, closing many")
    keys.press("Control+Enter")
    said(desk, "2 reports are closed. 1 was over already and was left out.")
    server_has(server, 3, _WITH_STATUS, "resolved")
