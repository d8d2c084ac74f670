"""The state machine: Hypothesis writes the stories, the world plays them, the laws are asked after every step."""

import atexit
import tempfile
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tests.property.sync_world import laws, oracle
from tests.property.sync_world.driver import Driver
from tests.property.sync_world.server import Server
from tests.property.sync_world.world import DEATHS, FAULTS, POINTS, World

PHONES = {
    "ann": ("resident", ""),
    "bob": ("resident", ""),
    "south": ("crew", "south"),
    "south_too": ("crew", "south"),
    "north": ("crew", "north"),
    "dana": ("dispatcher", "dispatch"),
}
RESIDENTS, CREWS, DESK = ("ann", "bob"), ("south", "south_too", "north"), ("dana",)
CREW_NAMES = ("South crew", "North crew", "Central crew")
OUTCOMES = ("fixed", "made_safe", "not_found", "needs_parts", "duplicate")

faults = st.lists(st.sampled_from(("fine", *FAULTS, *DEATHS)), max_size=4)
which = st.integers(0, 7)


def _clone(world: World, who: str, i: int) -> None:
    if f"{who}_too" not in world.phones:
        world.clone(who, f"{who}_too")


def _back_up_or_restore(world: World, who: str, i: int) -> None:
    if len(world.backups) <= i % 3:
        world.backup()
    else:
        world.restore(i)


def _erase(world: World, who: str, i: int) -> None:
    if there := [one["id"] for one in world.requests() if one["erased_at"] is None]:
        world.erase(there[i % len(there)])


MISHAPS: dict[str, Callable[[World, str, int], None]] = {
    "back up or restore": _back_up_or_restore,
    "clone": _clone,
    "evict": lambda world, who, i: world.evict(who),
    "kill": lambda world, who, i: world.kill(who),
    "late delivery": lambda world, who, i: world.deliver_late(i),
    "clear up": lambda world, who, i: world.clear_up(),
    "drawer": lambda world, who, i: world.sleep((1, 15, 121)[i % 3]),
    "clock": lambda world, who, i: world.set_clock(who, (-3650, -1, 0, 1, 3650)[i % 5]),
    "pages": lambda world, who, i: world.shrink_pages((None, 1, 3)[i % 3]),
    "erase": _erase,
    "lose": lambda world, who, i: world.lose(("south", "north")[i % 2], at_once=i == 7),
    "transfer": lambda world, who, i: world.transfer(("south", "north")[i % 2], CREW_NAMES[i % 3]),
}


@cache
def stage(kind: str = "sqlite") -> tuple[Server, Driver]:
    """One server over this kind of database and one process of phones for all stories of a run; each begins anew."""
    shared = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
    folder = tempfile.TemporaryDirectory(prefix="curbline-world-", dir=shared)
    server, driver = Server(Path(folder.name), kind), Driver()

    def strike() -> None:
        driver.close()
        server.close()
        folder.cleanup()

    atexit.register(strike)
    return server, driver


class Sync(RuleBasedStateMachine):
    """Two residents, three crew phones and a dispatcher's, on a `kind` of database. `mutant` breaks the phones."""

    kind = "sqlite"
    mutant: str | None = None
    total: ClassVar[Counter[str]] = Counter()
    """What all stories of this process counted."""

    def __init__(self) -> None:
        super().__init__()
        self.world: World

    @initialize(seed=st.integers(0, 2**32 - 1), tabs=st.sampled_from((1, 1, 2)), lock=st.booleans())
    def begin(self, seed: int, tabs: int, lock: bool) -> None:
        self.world = World(*stage(self.kind), seed, self.mutant)
        for name, (role, login) in PHONES.items():
            self.world.enrol(name, role, login, tabs if name in ("ann", "south") else 1, lock)

    # --- what people do --------------------------------------------------------------------------------------------

    @rule(
        who=st.sampled_from(RESIDENTS),
        where=st.sampled_from(sorted(POINTS)),
        photos=st.sampled_from((0, 0, 0, 1)),
        clash=st.sampled_from((False, False, False, True)),
    )
    def report(self, who: str, where: str, photos: int, clash: bool) -> None:
        self.world.report(who, where, photos, clash)

    @precondition(lambda self: self.world.requests())
    @rule(who=st.sampled_from((*RESIDENTS, *CREWS, *DESK)), i=which, photos=st.sampled_from((0, 0, 0, 1)))
    def comment(self, who: str, i: int, photos: int) -> None:
        self.world.comment(who, _one(self.world.requests(), i)["id"], photos)

    @precondition(lambda self: self.world.jobs())
    @rule(who=st.sampled_from(CREWS), i=which, kind=st.sampled_from(("wo.accept", "wo.start")))
    def accept_or_start(self, who: str, i: int, kind: str) -> None:
        self.world.act(who, kind, f"wo/{_one(self.world.jobs(), i)['id']}", {})

    @precondition(lambda self: self.world.jobs())
    @rule(who=st.sampled_from(CREWS), i=which, outcome=st.sampled_from(OUTCOMES), photos=st.sampled_from((0, 0, 1)))
    def close(self, who: str, i: int, outcome: str, photos: int) -> None:
        self.world.close(who, _one(self.world.jobs(), i)["id"], outcome, photos)

    @precondition(lambda self: self.world.jobs())
    @rule(who=st.sampled_from(DESK), i=which, crew=st.sampled_from(CREW_NAMES))
    def assign(self, who: str, i: int, crew: str) -> None:
        self.world.assign(who, _one(self.world.jobs(), i)["id"], self.world.crew(crew))

    @precondition(lambda self: self.world.requests())
    @rule(who=st.sampled_from(DESK), i=which, crew=st.sampled_from(CREW_NAMES))
    def assign_a_new_job(self, who: str, i: int, crew: str) -> None:
        request = _one(self.world.requests(), i)["id"]
        self.world.assign(who, self.world.new_id(), self.world.crew(crew), request)

    @precondition(lambda self: self.world.jobs())
    @rule(who=st.sampled_from((*RESIDENTS, *CREWS)), i=which, crew=st.sampled_from(CREW_NAMES))
    def trespass(self, who: str, i: int, crew: str) -> None:
        """A changed app asks for what only the desk may do."""
        self.world.assign(who, _one(self.world.jobs(), i)["id"], self.world.crew(crew))

    @precondition(lambda self: self.world.jobs())
    @rule(
        who=st.sampled_from((*CREWS, *DESK)), i=which, outcome=st.sampled_from(OUTCOMES), photos=st.sampled_from((0, 1))
    )
    def correct(self, who: str, i: int, outcome: str, photos: int) -> None:
        said = {"outcome": outcome, "note": f"Rather {outcome}"}
        self.world.act(who, "wo.correct", f"wo/{_one(self.world.jobs(), i)['id']}", said, photos)

    @precondition(lambda self: self.world.jobs())
    @rule(who=st.sampled_from(DESK), i=which, verdict=st.sampled_from(("take", "keep", "open")))
    def settle(self, who: str, i: int, verdict: str) -> None:
        jobs = [job for job in self.world.jobs() if job["flags"] != "[]"] or self.world.jobs()
        self.world.act(who, "wo.settle", f"wo/{_one(jobs, i)['id']}", {"verdict": verdict, "note": "Decided"})

    @precondition(lambda self: self.world.jobs())
    @rule(who=st.sampled_from(DESK), i=which, j=which, what=st.sampled_from(("serve", "split", "own")))
    def regroup(self, who: str, i: int, j: int, what: str) -> None:
        args = {"request_id": _one(self.world.requests(), j)["id"]}
        if what == "own":
            args["job_id"] = self.world.new_id()
        kind = "wo.serve" if what == "serve" else "wo.split"
        self.world.act(who, kind, f"wo/{_one(self.world.jobs(), i)['id']}", args)

    @precondition(lambda self: self.world.requests())
    @rule(who=st.sampled_from(DESK), i=which, j=which, what=st.sampled_from(("merge", "unmerge", "close")))
    def sort_out(self, who: str, i: int, j: int, what: str) -> None:
        one, other = _one(self.world.requests(), i)["id"], _one(self.world.requests(), j)["id"]
        args = {"merge": {"into": other}, "unmerge": {}, "close": {"outcome": "not_found", "note": "Nothing there"}}
        self.world.act(who, f"request.{what}", f"request/{one}", args[what])

    @rule(who=st.sampled_from(sorted(PHONES)))
    def take_back(self, who: str) -> None:
        self.world.take_back(who)

    @precondition(lambda self: self.world.held())
    @rule(who=st.sampled_from(DESK), i=which, verdict=st.sampled_from(("accept", "refuse")))
    def review(self, who: str, i: int, verdict: str) -> None:
        self.world.review(who, _one(self.world.held(), i)["op_id"], verdict)

    # --- the network, the phones, the city -------------------------------------------------------------------------

    @rule(who=st.sampled_from(sorted(PHONES)), faults=faults)
    def sync(self, who: str, faults: list[str]) -> None:
        self.world.sync(who, *faults)

    @rule(faults=faults)
    def sync_all(self, faults: list[str]) -> None:
        for name in list(self.world.phones):
            self.world.sync(name, *faults)

    @rule(seconds=st.sampled_from((1, 30, 300, 3700)), faults=faults)
    def wait(self, seconds: int, faults: list[str]) -> None:
        self.world.wait(seconds, *faults)

    @rule(what=st.sampled_from(sorted(MISHAPS)), who=st.sampled_from(sorted(PHONES)), i=which)
    def mishap(self, what: str, who: str, i: int) -> None:
        MISHAPS[what](self.world, who, i)

    # --- the laws --------------------------------------------------------------------------------------------------

    @invariant()
    def hold(self) -> None:
        laws.check(self.world)

    def teardown(self) -> None:
        if hasattr(self, "world"):
            oracle.settle(self.world)
            self.total.update(self.world.counts)
            self.total["stories"] += 1
            for what in self.world.counts:
                event(what)


class SyncOnPostgres(Sync):
    """The same stories on PostgreSQL."""

    kind = "postgresql"


STORIES = {story.kind: story for story in (Sync, SyncOnPostgres)}


def _one(rows: list[dict[str, Any]], i: int) -> dict[str, Any]:
    return rows[i % len(rows)]
