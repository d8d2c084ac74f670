"""infra/bin/prove: as many stories, simulated days and cities in chaos as one has patience for, and what came of it."""

import argparse
import os
import random
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.chaos import arena
from tests.property.sync_world import days
from tests.property.sync_world.machine import STORIES, Sync, stage
from tests.property.sync_world.world import World

DAYS_A_WORLD = 10
CHUNK = 50
"""Stories a worker plays before it says how far it is."""


def main() -> None:
    """Play, print, and end with 1 at the first law that is broken."""
    parser = argparse.ArgumentParser(prog="prove", description=__doc__)
    parser.add_argument("--examples", type=int, default=200, help="stories of the state machine")
    parser.add_argument("--steps", type=int, default=50, help="steps of a story")
    parser.add_argument("--days", type=int, default=0, help="simulated days of a city with 20 phones, not stories")
    parser.add_argument("--seed", type=int, default=None, help="the same number plays the same again")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at once")
    parser.add_argument("--chaos", action="store_true", help="real processes that are killed, not stories")
    parser.add_argument("--seeds", type=int, default=10, help="cities of the chaos")
    parser.add_argument("--seconds", type=float, default=6, help="how long each of them lives")
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    asked = parser.parse_args()
    kind = {"sqlite": "sqlite", "postgres": "postgresql"}[asked.database]
    first = random.SystemRandom().randrange(10**9) if asked.seed is None else asked.seed
    print(f"seed {first}", flush=True)
    begun, total = time.monotonic(), Counter[str]()
    if asked.chaos:
        for i in range(asked.seeds):
            total.update(rage(kind, first + i, asked.seconds) + Counter(seeds=1))
            _say(total, time.monotonic() - begun, f"{i + 1}/{asked.seeds}")
        _sum_up(total)
        return
    with ProcessPoolExecutor(asked.jobs, mp_context=get_context("spawn")) as pool:
        if asked.days:
            worlds = [min(DAYS_A_WORLD, asked.days - done) for done in range(0, asked.days, DAYS_A_WORLD)]
            parts = [pool.submit(live, kind, first + i, length) for i, length in enumerate(worlds)]
        else:
            stories = [min(CHUNK, asked.examples - done) for done in range(0, asked.examples, CHUNK)]
            parts = [pool.submit(play, kind, first + i, count, asked.steps) for i, count in enumerate(stories)]
        for done, part in enumerate(as_completed(parts), 1):
            total.update(part.result())
            _say(total, time.monotonic() - begun, f"{done}/{len(parts)}")
    _sum_up(total)


def play(kind: str, chance: int, examples: int, steps: int) -> Counter[str]:
    """So many stories of the state machine; what they counted."""
    how = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    Sync.total.clear()
    run_state_machine_as_test(seed(chance)(STORIES[kind]), settings=how)
    return Counter(Sync.total)


def rage(kind: str, chance: int, seconds: float) -> Counter[str]:
    """One city in chaos; what it counted. A broken law names the seed."""
    try:
        return arena.rage(kind, chance, seconds, restarts_database=True)
    except AssertionError as broken:
        raise AssertionError(f"prove --chaos --database {kind} --seed {chance}: {broken}") from broken


def live(kind: str, chance: int, length: int) -> Counter[str]:
    """One world of so many days; what it counted. A broken law names the seed that shows it."""
    world = World(*stage(kind), seed=chance)
    try:
        lived = days.live(world, length)
    except AssertionError as broken:
        raise AssertionError(f"prove --days {length} --seed {chance}: {broken}") from broken
    return world.counts + Counter({"device-days": lived})


def _sum_up(total: Counter[str]) -> None:
    for what, count in sorted(total.items()):
        print(f"  {count:9,} {what}")
    print("lost 0, doubled 0: every law held", flush=True)


def _say(total: Counter[str], seconds: float, part: str) -> None:
    what = next((one for one in ("seeds", "device-days") if total[one]), "stories")
    carried = sum(count for name, count in total.items() if name.startswith(("network: ", "status ")))
    print(
        f"{part}: {total[what]:,} {what}, {total['ops']:,} ops, {carried:,} requests,"
        f" {60 * total[what] / seconds:,.1f} {what} a minute",
        flush=True,
    )
