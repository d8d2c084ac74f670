"""The commands about messages: keys, words, what waits and what was given up."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.cli import main
from tests.factories.city import City, demo_database
from tests.factories.mail_server import Post
from tests.integration.notices.conftest import FROM, Told


def run(folder: Path, *command: str, words: str = "", **also: str) -> Result:
    environ = {"CURBLINE_DATA_DIR": str(folder), "CURBLINE_QUIET_HOURS": ""} | also
    return CliRunner().invoke(main, ["notices", *command], input=words, env=environ)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "curbline.db").write_bytes(demo_database().read_bytes())
    return tmp_path


def test_a_citys_own_words_are_shown_and_used(folder: Path) -> None:
    given = ("--service", "pothole", "--subject", "{reference} done", "--body-stdin")
    made = run(folder, "templates", "set", "resolved", *given, words="Hooray, {service} is done.\n\n{note}")
    assert (made.exit_code, made.output.splitlines()[0]) == (0, "Subject: K7QM-3XD9-2FJ done")
    shown = run(folder, "templates", "preview", "resolved", "--service", "pothole").output
    assert "Hooray, Pothole is done." in shown
    assert "We filled the hole with asphalt." in shown
    assert "{reference} done" in run(folder, "templates", "list").output
    assert "Hooray" not in run(folder, "templates", "preview", "resolved").output
    assert "Hooray" not in run(folder, "templates", "reset", "resolved", "--service", "pothole").output


def test_words_with_an_unknown_field_are_refused(folder: Path) -> None:
    refused = run(folder, "templates", "set", "closed", "--subject", "x", "--body-stdin", words="{who} did it")
    assert (refused.exit_code, "There is no field {who}" in refused.output) == (2, True)


def test_one_pass_sends_and_what_was_refused_is_listed_without_an_address(told: Told, city: City, post: Post) -> None:
    told.agree()
    told.finish()
    also = {"CURBLINE_SMTP_URL": post.url, "CURBLINE_MAIL_FROM": FROM}
    city.change("UPDATE notice SET due_at = 1 WHERE due_at IS NOT NULL")
    assert "1 wait." in run(city.folder, "list").output
    post.answers = ["550 No such person ann@example.org"]
    assert run(city.folder, "send", **also).output == "0 messages sent.\n"
    failed = run(city.folder, "list", "--failed").output
    assert "the mail server refuses the address (550)\n1 were given up." in failed
    assert "ann@" not in failed


def test_without_any_channel_sending_is_refused(folder: Path) -> None:
    assert run(folder, "send").exit_code == 2


def test_a_mail_server_without_a_sender_is_refused(folder: Path) -> None:
    refused = run(folder, "send", CURBLINE_SMTP_URL="smtp://localhost")
    assert (refused.exit_code, "CURBLINE_MAIL_FROM" in refused.output) == (2, True)


def test_keys_are_made_once(folder: Path) -> None:
    assert run(folder, "keys").exit_code == 0
    assert run(folder, "keys").exit_code == 2
