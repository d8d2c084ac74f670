"""Two seconds of chaos on each kind of database; `infra/bin/prove --chaos` goes on for as long as one likes."""

import pytest

from tests.chaos import arena
from tests.property.sync_world.storage import KINDS

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", KINDS)
def test_servers_that_are_killed_at_random_lose_nothing_and_do_nothing_twice(kind: str) -> None:
    counts = arena.rage(kind, seed=311, seconds=2)
    assert counts["kills"] and counts["ops"]
