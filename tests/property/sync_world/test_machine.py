"""The proof, as long as a test run can wait for it; `infra/bin/prove` goes on for as long as one likes."""

import pytest
from hypothesis import HealthCheck, settings

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


TestSync = Sync.TestCase
TestSync.settings = SHORT
TestSyncOnPostgres = SyncOnPostgres.TestCase
TestSyncOnPostgres.settings = settings(SHORT, max_examples=4)
