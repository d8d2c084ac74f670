"""Simulated days of a small city: residents who report, crews in and out of coverage, a desk that moves jobs.
The app is open only while somebody uses it, as in life; at night the operator makes a backup.
"""

from random import Random
from typing import Any

from tests.property.sync_world import laws, oracle
from tests.property.sync_world.world import DEATHS, FAULTS, POINTS, World

Json = dict[str, Any]
CREWS = {"south": "south", "south_too": "south", "north": "north", "central": "central"}
CREW_NAMES = ("South crew", "North crew", "Central crew")
HOURS = range(7, 19)
COVERED = 0.8
TROUBLE = 0.15


def live(world: World, days: int, residents: int = 15, strict: bool = False) -> int:
    """So many days, then everything heals; the device-days lived. `strict`: the laws are asked each hour too."""
    names = [f"resident {i}" for i in range(residents)]
    for name in names:
        world.enrol(name, "resident")
    for name, login in CREWS.items():
        world.enrol(name, "crew", login)
    world.enrol("desk", "dispatcher", "dispatch")
    for _ in range(days):
        for _ in HOURS:
            _hour(world)
            if strict:
                laws.check(world)
        _night(world)
    oracle.settle(world)
    return days * len(world.phones)


def _hour(world: World) -> None:
    random = world.random
    names = list(world.phones)
    random.shuffle(names)
    for name in names:
        act = {"resident": _resident, "crew": _crew, "dispatcher": _desk}[world.phones[name].role]
        if act(world, name):
            _go_online(world, name)
    world.wait(3600)


def _go_online(world: World, name: str) -> None:
    """The app tries while it is open, through whatever network there is, and is closed again."""
    random = world.random
    if random.random() < COVERED:
        faults = [random.choice((*FAULTS, *DEATHS)) if random.random() < TROUBLE else "fine" for _ in range(4)]
        world.sync(name, *faults)
        if random.random() < 0.3:
            world.sync(name)  # once more before the phone goes back into the pocket
    if random.random() < 0.95:
        world.kill(name)


def _resident(world: World, name: str) -> bool:
    random = world.random
    if random.random() > 0.08:
        return False
    mine = _docs(world, name, "request")
    if mine and random.random() < 0.4:
        world.comment(name, random.choice(mine)["id"])
    else:
        world.report(name, random.choice(sorted(POINTS)), photos=int(random.random() < 0.2))
    return True


def _crew(world: World, name: str) -> bool:
    random = world.random
    if random.random() > 0.5:
        return False
    jobs = [job for job in _docs(world, name, "wo") if job["status"] in ("assigned", "started", "blocked")]
    for job in random.sample(jobs, min(2, len(jobs))):
        on = f"wo/{job['id']}"
        if job["accepted_at"] is None:
            world.act(name, "wo.accept", on, {})
        if job["status"] != "started":
            world.act(name, "wo.start", on, {})
        if random.random() < 0.6:
            world.close(name, job["id"], random.choice(("fixed", "fixed", "made_safe", "needs_parts")))
    return True


def _desk(world: World, name: str) -> bool:
    random: Random = world.random
    jobs = [job for job in _docs(world, name, "wo") if job["status"] in ("assigned", "started", "blocked")]
    waiting = [one for one in _docs(world, name, "request") if one["status"] == "new" and not one["work_order_id"]]
    if jobs and random.random() < 0.5:
        world.assign(name, random.choice(jobs)["id"], world.crew(random.choice(CREW_NAMES)))
    if waiting and random.random() < 0.7:
        request = random.choice(waiting)["id"]
        world.assign(name, world.new_id(), world.crew(random.choice(CREW_NAMES)), request)
    for one in [one for one in _docs(world, name, "held") if one["state"] == "waiting"]:
        world.review(name, one["id"], random.choice(("accept", "accept", "refuse")))
    return True


def _night(world: World) -> None:
    random = world.random
    laws.check(world)
    for name in world.phones:
        world.kill(name)
    world.wait(12 * 3600)
    while world.late and random.random() < 0.7:
        world.deliver_late(random.randrange(len(world.late)))
    if len(world.backups) < 2:
        world.backup()
    elif random.random() < 0.05:
        world.restore(random.randrange(2))
    if random.random() < 0.1:
        world.transfer(random.choice(sorted(CREWS.values())), random.choice(CREW_NAMES))
    if random.random() < 0.1:
        _erase_one(world)
    if random.random() < 0.1:
        world.lose(random.choice(sorted(CREWS.values())), at_once=random.random() < 0.2)
    if random.random() < 0.2:
        world.set_clock(random.choice(list(world.phones)), random.choice((-3650, -1, 1, 3650)))


def _erase_one(world: World) -> None:
    if there := [one["id"] for one in world.requests() if one["erased_at"] is None]:
        world.erase(world.random.choice(there))


def _docs(world: World, name: str, kind: str) -> list[Json]:
    """What the person sees on this phone."""
    return [doc["doc"] for doc in world.look(name)[0].seen["docs"] if doc["kind"] == kind]
