"""Saying yes and ending it: one tap, without a sign-in or a script, and nothing stays of the address."""

from datetime import timedelta

from backend.db.session import Database
from backend.exchange import erasure
from backend.notices import queue
from backend.notices.rules import quiet_hours
from backend.notices.sender import Sender
from tests.factories.city import SOUTH
from tests.factories.mail_server import Post
from tests.integration.notices.conftest import BOTH, Told

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def test_one_click_of_a_mail_program_ends_it_and_the_phone_hears(told: Told, post: Post) -> None:
    page = told.agree()
    assert told.city.http.post(page, data=ONE_CLICK).status_code == 200
    told.finish()
    assert told.later() == 0
    assert told.city.rows("SELECT address, ended_why FROM subscription") == [
        {"address": "", "ended_why": "unsubscribed"}
    ]
    told.ann.sync()
    assert told.ann.doc("request", told.request)["told_by"] == {}


def test_looking_at_the_page_changes_nothing(told: Told) -> None:
    page = told.agree()
    shown = told.city.http.get(page)
    assert (shown.status_code, "Stop messages about this report" in shown.text) == (200, True)
    assert "ann@example.org" not in shown.text
    told.finish()
    assert told.later() == 1


def test_all_reports_of_an_address_end_at_once(told: Told) -> None:
    page = told.agree()
    again = told.ann.report(SOUTH)
    told.ann.notify(again)
    told.ann.sync()
    assert told.city.http.post(f"{page}/all").status_code == 200
    assert told.city.rows("SELECT 1 FROM subscription WHERE ended_at IS NULL") == []


def test_a_token_that_nobody_has_opens_nothing(told: Told) -> None:
    told.agree()
    assert told.city.http.get("/notices/AAAA").status_code == 404
    assert told.city.http.post("/notices/AAAA/all").status_code == 404
    assert len(told.city.rows("SELECT 1 FROM subscription WHERE ended_at IS NULL")) == 1


def test_the_phone_ends_it_too(told: Told) -> None:
    told.agree()
    told.ann.notify(told.request, "")
    told.ann.sync()
    told.finish()
    assert (told.ann.outcome(), told.later()) == (("applied", "ok"), 0)


@BOTH
def test_an_erased_report_takes_wishes_and_messages_along(told: Told, database: Database) -> None:
    told.agree()
    told.finish()
    here, now = told.city.settings.jurisdiction, told.city.clock()
    database.write_now(lambda connection: erasure.erase(connection, here, told.reference, now))
    assert told.city.rows("SELECT 1 FROM subscription") == told.city.rows("SELECT 1 FROM notice") == []


@BOTH
def test_a_month_after_the_closing_everything_is_forgotten(told: Told, database: Database) -> None:
    told.agree()
    told.finish()
    told.later()
    after = told.city.clock() + timedelta(days=29)
    assert database.write_now(lambda connection: queue.forget_old(connection, after)) == 0
    assert database.write_now(lambda connection: queue.forget_old(connection, after + timedelta(days=2))) == 1
    assert told.city.rows("SELECT 1 FROM notice") == []


def test_an_address_that_never_said_yes_is_forgotten_in_a_week(told: Told, database: Database) -> None:
    told.ask()
    after = told.city.clock() + timedelta(days=8)
    assert database.write_now(lambda connection: queue.forget_old(connection, after)) == 1


def test_nobody_is_woken_and_the_morning_brings_one_message(told: Told, sender: Sender, post: Post) -> None:
    """It is 04:12 in New York."""
    told.agree()
    sender.quiet = quiet_hours("21:00-08:00", "America/New_York")
    told.begin()
    assert told.later(hours=1) == 0
    told.finish()
    assert (told.later(hours=1), told.later(hours=2)) == (0, 1)
    assert str(post.arrived[0]["Subject"]).endswith("fixed")


def test_what_is_urgent_is_told_at_night(told: Told, sender: Sender) -> None:
    told.agree()
    desk = told.city.staff("dispatch")
    desk.sync()
    desk.queue("request.sort", f"request/{told.request}", {"priority": "urgent"})
    desk.sync()
    sender.quiet = quiet_hours("21:00-08:00", "America/New_York")
    told.begin()
    assert told.later() == 1


@BOTH
def test_two_senders_at_once_send_a_message_once(told: Told, sender: Sender) -> None:
    told.agree()
    told.finish()
    told.city.clock.wait(minutes=2)
    now = told.city.clock()
    first, second = (
        sender.database.write_now(lambda connection: queue.claim(connection, ["email"], False, now)) for _ in range(2)
    )
    assert (first is not None, second) == (True, None)
    assert told.later(minutes=6) == 1, "the lease of a sender that died ends"
