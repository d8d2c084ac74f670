"""The harness has teeth: it finds every system that is broken on purpose, and nothing in the one that is not."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from tests.property.sync_world import days, laws, mutants, oracle
from tests.property.sync_world.machine import stage
from tests.property.sync_world.world import World

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]
DAYS = 3


def live(mutant: str | None = None, kind: str = "sqlite") -> None:
    world = World(*stage(kind), seed=313, mutant=mutant)
    world.page = 5
    world.enrol("ann", "resident")
    world.report("ann")
    for fault in ("lost_reply", "repeated"):  # what happens every day, and may not in a short life
        world.sync("ann", fault)
        laws.check(world)
    days.live(world, DAYS, residents=4, strict=True)


def forget(mutant: str | None = None, kind: str = "sqlite") -> None:
    """An erased report, a copy from before it, and a lost phone with work on it."""
    world = World(*stage(kind), seed=311, mutant=mutant)
    for name, role, login in (("ann", "resident", ""), ("south", "crew", "south"), ("dana", "dispatcher", "dispatch")):
        world.enrol(name, role, login)
    kept, gone = world.report("ann"), world.report("ann", photos=1)
    for name in world.phones:
        world.sync(name)
    world.backup()
    world.erase(gone)
    laws.check(world)
    world.restore(0)
    for job in world.jobs():
        world.close("south", job["id"])
    world.comment("ann", kept)
    world.lose("south")
    for name in world.phones:
        world.sync(name)
        laws.check(world)
    oracle.settle(world)


def cross() -> None:
    """Two reports are one job, whose crew needs parts; one is split off. The other goes to a second crew, while the
    first closes what it had: each sees what is for its eyes."""
    world = World(*stage("sqlite"), seed=317)
    people = (("ann", "resident", ""), ("south", "crew", "south"), ("north", "crew", "north"))
    for name, role, login in (*people, ("dana", "dispatcher", "dispatch")):
        world.enrol(name, role, login)
    kept, apart = world.report("ann"), world.report("ann", where="north")
    for name in world.phones:
        world.sync(name)
    job = next(one["work_order_id"] for one in world.requests() if one["id"] == kept)
    steps: list[tuple[str, str, dict[str, Any]]] = [
        ("dana", "wo.serve", {"request_id": apart}),
        ("south", "wo.close", {"outcome": "needs_parts", "note": "A cable"}),
        ("dana", "wo.split", {"request_id": apart}),
        ("dana", "wo.assign", {"crew_id": world.crew("North crew")}),
        ("south", "wo.close", {"outcome": "made_safe", "note": "Fenced off"}),
        ("north", "wo.close", {"outcome": "fixed", "note": "Mended"}),
    ]
    for name, kind, args in steps:
        world.act(name, kind, f"wo/{job}", args, photos=kind == "wo.close")
        for other in (name, *(() if kind == "wo.assign" else world.phones)):  # South does not hear of the last in time
            world.sync(other)
            laws.check(world)
    oracle.settle(world)


def test_the_system_as_it_is_shows_nothing_to_the_wrong_eyes() -> None:
    cross()


@pytest.mark.parametrize("mutant", mutants.WRONG_EYES)
def test_a_server_that_shows_something_to_the_wrong_eyes_is_found_out(
    mutant: Callable[[], AbstractContextManager[None]],
) -> None:
    with mutant(), pytest.raises(AssertionError, match="I6"):
        cross()


def test_the_system_as_it_is_forgets_what_it_should() -> None:
    forget()


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


@pytest.mark.parametrize("mutant", mutants.FORGETFUL_PHONES)
def test_a_phone_that_keeps_what_it_should_not_is_found_out(mutant: str) -> None:
    with pytest.raises(AssertionError, match=r"I2\d"):
        forget(mutant)


@pytest.mark.parametrize("mutant", mutants.FORGETFUL)
def test_a_server_that_does_not_forget_is_found_out(mutant: Callable[[], AbstractContextManager[None]]) -> None:
    with mutant(), pytest.raises(AssertionError, match=r"I2\d"):
        forget()
