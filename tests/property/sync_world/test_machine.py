"""The proof, as long as a test run can wait for it; `infra/bin/prove` goes on for as long as one likes."""

import pytest
from hypothesis import HealthCheck, settings

from tests.factories.postgres import require_postgres
from tests.property.sync_world.machine import Sync, SyncOnPostgres

SHORT = settings(
    max_examples=16,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,  # the same stories each time: a red run is the change's doing
    suppress_health_check=list(HealthCheck),
)


pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


class TestSync(Sync.TestCase):  # type: ignore[misc, name-defined]
    """On SQLite."""

    settings = SHORT


class TestSyncOnPostgres(SyncOnPostgres.TestCase):  # type: ignore[misc, name-defined]
    """On PostgreSQL."""

    settings = settings(SHORT, max_examples=4)

    @classmethod
    def setUpClass(cls) -> None:
        require_postgres()
