"""The harness has teeth: it finds every system that is broken on purpose, and nothing in the one that is not."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from tests.property.sync_world import days, laws, mutants
from tests.property.sync_world.machine import stage
from tests.property.sync_world.world import World

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
DAYS = 3


def live(mutant: str | None = None, kind: str = "sqlite") -> None:
    world = World(*stage(kind), seed=311, mutant=mutant)
    world.page = 5
    world.enrol("ann", "resident")
    world.report("ann")
    for fault in ("lost_reply", "repeated"):  # what happens every day, and may not in a short life
        world.sync("ann", fault)
        laws.check(world)
    days.live(world, DAYS, residents=4, strict=True)


def test_the_system_as_it_is_lives_these_days_without_a_fault() -> None:
    live()


@pytest.mark.parametrize("mutant", mutants.PHONES)
def test_a_broken_phone_is_found_out(mutant: str) -> None:
    with pytest.raises(AssertionError, match=r"I\d+"):
        live(mutant)


BROKEN = [("sqlite", mutant) for mutant in mutants.SERVERS] + [("postgresql", mutant) for mutant in mutants.ON_POSTGRES]


@pytest.mark.parametrize(("kind", "mutant"), BROKEN, ids=lambda given: getattr(given, "__name__", given))
def test_a_broken_server_is_found_out(kind: str, mutant: Callable[[], AbstractContextManager[None]]) -> None:
    with mutant(), pytest.raises(AssertionError, match=r"I\d+"):
        live(kind=kind)
