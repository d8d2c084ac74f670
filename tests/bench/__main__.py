"""`python -m tests.bench [NAME ...]` runs bench_NAME.py of this folder, all without a name; see `--help`."""

import argparse
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from backend.collecting import collect_seldom
from tests.bench.measures import Asked, Bench, Measure


def main(arguments: list[str]) -> int:
    """Run what is asked for; 2 when a name is not known."""
    known = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    parser = argparse.ArgumentParser(prog="infra/bin/bench", description=f"Benchmarks: {', '.join(known)}.")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the measures there too")
    parser.add_argument("--postgres", action="store_true", help="sync: on PostgreSQL alone")
    parser.add_argument("--growth", action="store_true", help="sync: only growth to a million requests; minutes")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in known]
    if unknown:
        print(f"There is no benchmark '{unknown[0]}'; there are {', '.join(known)}.", file=sys.stderr)
        return 2
    collect_seldom()  # as the server does, and for both sides of every comparison
    print(f"{'measure':<32} {'value':>14} {'baseline':>14} {'ratio':>8}  unit", flush=True)
    measures = []
    for one in _measures(asked.names or known, Asked(asked.postgres, asked.growth)):
        measures.append(one)
        print(_line(one), flush=True)
    if asked.json:
        asked.json.write_bytes(msgspec.json.format(msgspec.json.encode(measures), indent=1) + b"\n")
    return 0


def _measures(names: list[str], asked: Asked) -> Iterator[Measure]:
    for name in names:
        bench: Bench = importlib.import_module(f"tests.bench.bench_{name}").measure
        yield from bench(asked)


def _line(one: Measure) -> str:
    baseline = f"{one.baseline:,.2f}" if one.baseline is not None else "-"
    ratio = f"{one.ratio:.2f}" if one.ratio is not None else "-"
    return f"{one.measure:<32} {one.value:>14,.2f} {baseline:>14} {ratio:>8}  {one.unit}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
