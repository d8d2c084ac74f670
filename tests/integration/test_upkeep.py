"""A copy of the database, and going back to one: phones send again what the server forgot, and nothing doubles."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from backend.cli import main
from tests.factories.city import SOUTH, City, running_city
from tests.factories.phone import Phone


def curbline(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, arguments, env={"CURBLINE_DATA_DIR": str(folder), "CURBLINE_PASSWORD_COST": "test"})


@contextmanager
def restarted(folder: Path, *phones: Phone) -> Iterator[City]:
    """The server again, over whatever database lies in the folder; the phones speak to it."""
    with running_city(folder, fresh=False) as city:
        for phone in phones:
            phone.http = city.http
        yield city


def test_a_server_put_back_hears_again_what_it_forgot_and_nothing_doubles(tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    with running_city(tmp_path) as city:
        ann, south = city.resident(), city.staff("south")
        kept = ann.report(SOUTH)
        ann.sync()
        assert curbline(tmp_path, "backup", str(copy)).exit_code == 0
        lost = ann.report(SOUTH)
        journal = list(ann.outbox)
        ann.sync()
        south.sync()
        before = ann.epoch
        assert south.ids("request") == {kept, lost}
    done = curbline(tmp_path, "restore", str(copy))
    assert done.exit_code == 0, done.output
    with restarted(tmp_path, ann, south) as city:
        reply = ann.post(ann.body()).json()
        assert (reply["last_mid"], reply["pull"]["epoch"] == before) == (1, False)
        assert set(reply["pull"]["reset"]) == set(ann.cursors)
        ann.outbox = journal
        ann.sync()
        south.sync()
        assert ann.ids("request") == south.ids("request") == {kept, lost}
        assert len(city.rows("SELECT 1 FROM service_request")) == 2


def test_a_copy_is_not_put_under_a_running_server(city: City) -> None:
    copy = city.folder / "copy.db"
    assert curbline(city.folder, "backup", str(copy)).exit_code == 0
    ann = city.resident()
    ann.report(SOUTH)
    ann.sync()
    refused = curbline(city.folder, "restore", str(copy))
    assert (refused.exit_code, "Stop the server" in refused.output) == (2, True)
    ann.report(SOUTH)
    ann.sync()
    assert len(city.rows("SELECT 1 FROM service_request")) == 2
    assert not [path.name for path in city.folder.iterdir() if "restored" in path.name]


def test_a_backup_never_replaces_another(city: City) -> None:
    copy = city.folder / "copy.db"
    assert curbline(city.folder, "backup", str(copy)).exit_code == 0
    assert curbline(city.folder, "backup", str(copy)).exit_code == 2


@pytest.mark.parametrize("kind", ["missing", "text", "foreign", "cut", "newer"])
def test_what_is_no_good_copy_is_refused_and_nothing_changes(tmp_path: Path, kind: str) -> None:
    with running_city(tmp_path) as city:
        curbline(tmp_path, "backup", str(tmp_path / "copy.db"))
        city.resident().sync()
    copy, database = tmp_path / "copy.db", tmp_path / "curbline.db"
    if kind == "missing":
        copy.unlink()
    elif kind == "text":
        copy.write_text("no database" * 1000)
    elif kind == "cut":
        copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    else:
        with sqlite3.connect(copy) as connection:
            connection.execute(
                "DROP TABLE sync_meta" if kind == "foreign" else "UPDATE alembic_version SET version_num = '9999'"
            )
        connection.close()
    before = database.read_bytes()
    refused = curbline(tmp_path, "restore", str(copy))
    assert (refused.exit_code, database.read_bytes() == before) == (2, True), refused.output


def test_a_database_put_back_by_hand_gets_a_new_history_by_one_command(city: City) -> None:
    ann = city.resident()
    ann.sync()
    assert curbline(city.folder, "new-history").exit_code == 0
    assert set(ann.post(ann.body()).json()["pull"]["reset"]) == set(ann.cursors)


def test_a_staff_phone_from_a_lost_future_begins_a_new_history_and_a_residents_does_not(city: City) -> None:
    ann, south = city.resident(), city.staff("south")
    request = ann.report(SOUTH)
    ann.sync()
    south.sync()
    history = ann.epoch
    ann.cursors["ref"] += 10_000
    assert ann.post(ann.body()).json()["pull"]["epoch"] == history
    south.cursors["ref"] += 10_000
    south.sync()
    ann.sync()
    assert ann.epoch == south.epoch != history
    assert (request in ann.ids("request"), request in south.ids("request")) == (True, True)


def test_a_noop_takes_a_number_and_changes_nothing(city: City) -> None:
    ann = city.resident()
    ann.queue("noop", f"device/{ann.device}", {"reason": "lost"})
    ann.report(SOUTH)
    ann.sync()
    assert [ann.outcome(1), ann.outcome(2)] == [("applied", "ok")] * 2
    assert len(city.rows("SELECT 1 FROM service_request")) == 1


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    with running_city(tmp_path) as running:
        yield running
