"""What Lighthouse says of a resident's first visit: a slow phone on a slow 4G, simulated, as it does by itself."""

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from tests.bench.measures import Asked, Measure
from tests.bench.packages import node_home
from tests.e2e.devices import _CHROMIUM, _QUIET
from tests.factories.server import Server

_PAGES = {"home": "/", "report": "/report"}
_CATEGORIES = ("performance", "accessibility", "best-practices")
_LAB = {"lcp_ms": ("largest-contentful-paint", "ms"), "cls": ("cumulative-layout-shift", "layout shift")}
_RUNS = 3


def measure(asked: Asked) -> Iterator[Measure]:
    """`PAGE_CATEGORY` of Home and the report (targets: performance >= 95, accessibility 100, best practices >= 95), and
    `PAGE_lcp_ms` (<= 2,500) and `PAGE_cls` (<= 0.1) of the same runs; what cost a score below 100 is named.
    """
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server:
        for page, path in _PAGES.items():
            runs = [_run(server.url + path, Path(folder) / "report.json") for _ in range(_RUNS)]
            for category in _CATEGORIES:
                scores = [run["categories"][category]["score"] * 100 for run in runs]
                yield Measure(f"{page}_{category.replace('-', '_')}", median(scores), _why(runs, category))
            for name, (audit, unit) in _LAB.items():
                yield Measure(f"{page}_{name}", median(run["audits"][audit]["numericValue"] for run in runs), unit)


def _run(url: str, report: Path) -> dict[str, Any]:
    """One run's own report."""
    flags = " ".join(["--headless=new", *_QUIET])
    command = [
        "node",
        "node_modules/lighthouse/cli/index.js",
        url,
        "--quiet",
        "--output=json",
        f"--output-path={report}",
    ]
    command += [f"--only-categories={','.join(_CATEGORIES)}", f"--chrome-flags={flags}"]
    subprocess.run(command, cwd=node_home(), check=True, env=os.environ | {"CHROME_PATH": _CHROMIUM})
    read: dict[str, Any] = json.loads(report.read_text())
    return read


def _why(runs: list[dict[str, Any]], category: str) -> str:
    """What counted against the last run."""
    audits = runs[-1]["audits"]
    weighty = [ref["id"] for ref in runs[-1]["categories"][category]["auditRefs"] if ref["weight"] > 0]
    below = [f"{name} {audits[name]['score']}" for name in weighty if (audits[name]["score"] or 0) < 1]
    missed = [name for name in below if audits[name.split()[0]]["score"] is not None]
    return f"of 100, median of {_RUNS}; below 1: {', '.join(missed) or 'none'}"
