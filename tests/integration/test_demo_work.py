"""The demo city lives through its script by real exchanges and real uploads."""

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from backend import schema, seeding
from backend.app import photos_changed
from backend.attachments.store import Store
from backend.db.commit import start_history
from backend.db.session import Database, opened
from backend.demo.script import read_work
from backend.demo.work import seed_work
from backend.exchange.feed import pull
from backend.people import service as people
from backend.people.rules import Actor
from sync.protocol.messages import PullAsk, PullReply, RequestDoc, WorkOrderDoc

NOW = datetime(2026, 10, 14, 15, 30, tzinfo=UTC)
FOLDER = seeding.FOLDER


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def database(data: Path) -> Iterator[Database]:
    """A demo city after its ten days."""
    url = f"sqlite:///{data / 'curbline.db'}"
    schema.migrate(url)
    with opened(url) as database:
        database.write_now(start_history)
        database.write_now(lambda connection: seeding.seed_city(connection, FOLDER, "test", NOW))
        assert seed_work(database, Store(data), FOLDER, NOW, photos_changed) == len(read_work(FOLDER))
        yield database


@pytest.fixture(scope="module")
def desk(database: Database) -> PullReply:
    """All that a dispatcher holds."""
    return everything(database, Actor("knoxville", people.new_id(), "dispatcher", "anybody"))


@pytest.fixture(scope="module")
def requests(desk: PullReply) -> list[RequestDoc]:
    return list({row.id: row.doc for row in desk.rows if row.k == "request" and row.op == "put"}.values())


@pytest.fixture(scope="module")
def jobs(desk: PullReply) -> list[WorkOrderDoc]:
    return list({row.id: row.doc for row in desk.rows if row.k == "wo" and row.op == "put"}.values())


def everything(database: Database, actor: Actor) -> PullReply:
    reply = database.read_now(lambda connection: pull(connection, actor, PullAsk("", {})))
    assert not reply.more, "one page holds the demo"
    return reply


def test_requests_stand_in_every_state_that_the_ops_reach(requests: list[RequestDoc]) -> None:
    states = Counter(request.status for request in requests)
    assert states.keys() == {"new", "triaged", "planned", "in_work", "resolved", "closed"}
    assert sum(states.values()) == len(read_work(FOLDER))


def test_every_district_has_work_and_some_reports_lie_outside_all(requests: list[RequestDoc]) -> None:
    routes = [request.route for request in requests]
    districts = {route.district for route in routes if route and route.district and route.layer == "public-service"}
    assert districts == {f"District {n}" for n in range(1, 7)}
    reasons = Counter(route.reason for route in routes if route)
    assert (reasons["outside_every_district"], reasons["no_point"]) == (2, 1)


def test_work_orders_show_late_and_double_closures_parts_and_pending_photos(jobs: list[WorkOrderDoc]) -> None:
    assert {flag for job in jobs for flag in job.flags} == {"late_closure", "duplicate_work"}
    assert {job.status for job in jobs} == {"assigned", "started", "blocked", "done"}
    assert {job.evidence for job in jobs} == {"none", "pending", "complete"}
    assert {"fixed", "made_safe", "not_found", "not_ours", "needs_parts"} <= {job.outcome for job in jobs}


def test_a_fixed_pothole_is_shown_before_and_after(requests: list[RequestDoc]) -> None:
    first = min(requests, key=lambda request: request.requested_at)
    assert (first.service_code, first.status) == ("pothole", "resolved")
    assert [(photo.role, photo.state) for photo in first.photos] == [("report", "stored"), ("evidence", "stored")]
    assert "filled the hole" in first.status_note
    kinds = [(line.kind, line.by) for line in first.history]
    assert kinds == [
        ("reported", "reporter"),
        ("planned", "routing"),
        ("in_work", "South crew"),
        ("resolved", "South crew"),
        ("comment", "reporter"),
        ("rated", "reporter"),
    ]


def test_everything_happened_in_the_last_ten_days_in_its_order(requests: list[RequestDoc]) -> None:
    for request in requests:
        moments = [line.at for line in request.history]
        assert NOW - timedelta(days=10) < moments[0] == request.requested_at
        assert moments[-1] < NOW


def test_photos_lie_in_the_store_as_the_city_serves_them(database: Database, data: Path) -> None:
    photos = list((data / "photos").glob("??/*"))
    assert len(photos) == 2 * len(list((FOLDER / "photos").glob("*.jpg"))), "a large and a small one of each"
    assert {max(Image.open(path).size) for path in photos} == {1200, 320}
    assert list((data / "uploads").iterdir()) == []


def test_a_newcomers_phone_holds_no_demo_report(database: Database) -> None:
    newcomer = everything(database, Actor("knoxville", people.new_id(), "resident"))
    assert {row.k for row in newcomer.rows} == {"service", "crew", "district", "jurisdiction"}


def test_a_city_with_requests_is_left_alone(database: Database, data: Path) -> None:
    assert seed_work(database, Store(data), FOLDER, NOW, photos_changed) == 0


def test_a_city_whose_sign_ins_were_changed_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "seed"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("photos"))
    accounts = json.loads((folder / "accounts.json").read_text())
    (folder / "accounts.json").write_text(json.dumps(accounts | {"password": "our own secret"}))
    url = f"sqlite:///{tmp_path / 'curbline.db'}"
    schema.migrate(url)
    with opened(url) as database:
        database.write_now(start_history)
        database.write_now(lambda connection: seeding.seed_city(connection, folder, "test", NOW))
        assert seed_work(database, Store(tmp_path), FOLDER, NOW, photos_changed) == 0
        desk = everything(database, Actor("knoxville", people.new_id(), "dispatcher", "anybody"))
    assert "request" not in {row.k for row in desk.rows}


def test_the_photos_are_small_enough_for_a_clone() -> None:
    for path in (FOLDER / "photos").glob("*.jpg"):
        assert Image.open(path).size == (1200, 900)
        assert path.stat().st_size < 180_000
