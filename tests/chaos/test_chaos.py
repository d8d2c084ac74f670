"""Two seconds of chaos on each kind of database; `infra/bin/prove --chaos` goes on for as long as one likes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.chaos import arena
from tests.factories import postgres
from tests.factories.city import SOUTH, demo_settings
from tests.factories.phone import Phone
from tests.factories.server import Server
from tests.property.sync_world.storage import KINDS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", KINDS)
def test_servers_that_are_killed_at_random_lose_nothing_and_do_nothing_twice(kind: str) -> None:
    counts = arena.rage(kind, seed=311, seconds=2)
    assert counts["kills"] and counts["ops"]


def test_a_server_killed_with_its_locks_in_hand_holds_up_nobody(tmp_path: Path) -> None:
    with demo_settings(tmp_path, postgres.require_postgres()) as city, ThreadPoolExecutor(1) as thread:
        url = city.database_url
        doomed, other = (Server(tmp_path, url, is_seeded=True) for _ in range(2))
        with psycopg.connect(postgres.plain(url)) as operator, doomed, other:
            ann = Phone(httpx.Client(base_url=doomed.url, timeout=30))
            ann.report(SOUTH)
            operator.execute("SELECT head FROM sync_clock FOR UPDATE")
            answer = thread.submit(ann.push)  # it holds its device and its report, and waits for the counter row
            while not postgres.execute(url, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"):
                assert not answer.done()
            doomed.kill()
            assert isinstance(answer.exception(), httpx.TransportError)
            operator.commit()
            ann.http = httpx.Client(base_url=other.url, timeout=30)
            ann.sync()
            assert ann.outcome() == ("applied", "ok")
        assert len(postgres.execute(url, "SELECT 1 FROM service_request")) == 1
