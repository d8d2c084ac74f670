"""What a reporter is told by e-mail, through a real mail server: one message a change, whatever happens on the way."""

from sync.protocol import reference as references
from tests.factories.city import SOUTH, City
from tests.factories.mail_server import Post
from tests.integration.notices.conftest import BOTH, Told


@BOTH
def test_an_address_is_asked_first_and_told_then(told: Told, post: Post) -> None:
    page = told.ask()
    assert (post.arrived[0]["To"], "say yes" in post.text()) == ("ann@example.org", True)
    told.begin()
    assert told.later() == 0, "nobody is told who has not said yes"
    told.city.http.post(f"{page}/yes")
    assert told.later() == 1
    assert "A crew is working on your report about: Pothole." in post.text()


def test_the_message_says_what_became_of_the_report_and_where_to_look(told: Told, post: Post) -> None:
    told.agree()
    told.finish("Filled & rolled\r\nBcc: eve@example.org")
    assert told.later() == 1
    message = post.arrived[0]
    assert message["Subject"] == f"{references.show(told.reference)}: fixed"
    assert f"https://311.example/r/{told.reference}" in post.text()
    assert "Filled & rolled" in post.text()
    html = message.get_body(("html",))
    assert html is not None and "Filled &amp; rolled" in html.get_content()
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Bcc"] is None
    assert not [word for word in ("A deep hole", told.ann.device, "35.96") if word in message.as_string()]


def test_what_changes_within_a_minute_is_one_message_that_says_the_latest(told: Told, post: Post) -> None:
    told.agree()
    told.begin()
    told.finish()
    assert (told.later(), told.later(days=1)) == (1, 0)
    assert str(post.arrived[0]["Subject"]).endswith("fixed")


@BOTH
def test_a_repeated_push_tells_nothing_twice(told: Told, post: Post) -> None:
    told.agree()
    op = told.south.close(told.job)
    for _ in range(3):
        assert told.south.push(op).status_code == 200
    assert (told.later(), told.later()) == (1, 0)


def test_what_the_reporter_does_is_not_told_to_the_reporter(told: Told, post: Post) -> None:
    told.agree()
    told.ann.comment(told.request)
    told.ann.queue("request.withdraw", f"request/{told.request}", {})
    told.ann.sync()
    assert told.later() == 0


def test_a_word_of_the_desk_is_told(told: Told, post: Post) -> None:
    told.agree()
    desk = told.city.staff("dispatch")
    desk.sync()
    desk.comment(told.request, "Which side of the road is it?")
    desk.sync()
    assert told.later() == 1
    assert "Which side of the road is it?" in post.text()


def test_a_mail_server_that_is_down_is_tried_again(told: Told, post: Post) -> None:
    told.agree()
    told.finish()
    post.answers = ["451 Not now", "452 Nor now"]
    assert (told.later(), told.later(minutes=5), told.later(minutes=10)) == (0, 0, 1)
    assert len(post.arrived) == 1


def test_after_three_days_it_is_given_up_and_said(told: Told, post: Post) -> None:
    told.agree()
    told.finish()
    post.answers = ["451 Not now"] * 2
    assert (told.later(), told.later(days=4), told.later(days=1)) == (0, 0, 0)
    failed = told.city.rows("SELECT failure FROM notice WHERE failed_at IS NOT NULL")
    assert [row["failure"] for row in failed] == ["given up: the mail server refuses the address (451)"]


def test_an_address_that_does_not_exist_is_told_no_more_and_forgotten(told: Told, post: Post) -> None:
    told.agree()
    told.finish()
    post.answers = ["550 5.1.1 <ann@example.org>: there is no such person"]
    assert (told.later(), told.later(days=1)) == (0, 0)
    kept = told.city.rows("SELECT address, ended_why FROM subscription")
    assert kept == [{"address": "", "ended_why": "the mail server refuses the address (550)"}]
    told.ann.sync()
    assert told.ann.doc("request", told.request)["told_by"] == {}, "the phone hears of it"


def test_a_crash_between_the_yes_and_its_note_sends_the_same_message_id(told: Told, post: Post) -> None:
    told.agree()
    told.finish()
    post.answers = ["after 451 The connection is lost"]
    assert (told.later(), told.later(minutes=5)) == (0, 1)
    first, second = post.arrived
    assert first["Message-ID"] == second["Message-ID"]


def test_who_said_yes_once_is_not_asked_again_by_the_same_phone(told: Told, post: Post) -> None:
    told.agree()
    again = told.ann.report(SOUTH)
    told.ann.notify(again)
    told.ann.sync()
    assert told.later() == 0
    assert told.ann.doc("request", again)["told_by"] == {"email": True}


@BOTH
def test_nobodys_mail_is_flooded_with_questions(city: City, told: Told, post: Post) -> None:
    for _ in range(5):
        phone = city.resident()
        phone.notify(phone.report(SOUTH), "victim@example.org")
        phone.notify(phone.report(SOUTH), "victim@example.org")
        phone.sync()
    assert told.later() == 3


def test_a_line_break_in_an_address_is_refused(told: Told) -> None:
    told.ann.notify(told.request, "ann@example.org\r\nBcc: eve@example.org")
    told.ann.sync()
    assert told.ann.outcome() == ("rejected", "bad_value")


def test_only_its_reporter_may_ask_to_be_told(told: Told, city: City) -> None:
    eve = city.resident()
    eve.notify(told.request, "eve@example.org")
    eve.sync()
    assert eve.outcome() == ("rejected", "not_found")
    told.south.notify(told.request, "south@example.org")
    told.south.sync()
    assert told.south.outcome() == ("rejected", "not_allowed")


def test_the_address_is_in_no_document_op_or_list(told: Told, city: City) -> None:
    told.agree()
    told.ann.sync()
    desk = city.staff("dispatch")
    desk.sync()
    shown = [phone.doc("request", told.request) for phone in (told.ann, desk, told.south)]
    assert [doc["told_by"] for doc in shown] == [{"email": True}, {}, {}]
    everything = (str(city.rows(f"SELECT * FROM {name}")) for name in ("sync_op", "request_entry", "notice", "held_op"))
    assert not [rows for rows in (*everything, str(shown)) if "ann@" in rows]


def test_a_reader_hears_the_service_in_their_own_language(told: Told, post: Post) -> None:
    told.ann.notify(told.request, locale="es")
    told.ann.sync()
    assert told.later() == 1
    assert "noticias de un reporte sobre Bache." in post.text()
