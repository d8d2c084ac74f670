"""What a resident's phone downloads before the first report: scripts and styles, gzip -9, the map not among them.

A chunk counts when index.html names it or a counted chunk imports it statically; lazy chunks do not.
"""

import gzip
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measures import Asked, Measure

_PWA = Path(__file__).parents[2] / "pwa"
_NAMED = re.compile(r"""(?:src|href)=["']/(assets/[^"']+\.(?:js|css))["']""")
_STATIC = re.compile(r"""(?:^|[;\s}])(?:import|export)\s*(?:[\w*{}\s,$]+?\s*from\s*)?["'](\./[^"']+\.js)["']""")


def measure(asked: Asked) -> Iterator[Measure]:
    """`resident_js_gzip_kb` and `resident_css_gzip_kb`, in kB of 1000 bytes."""
    if not (_PWA / "dist" / "index.html").exists():
        subprocess.run(["npx", "vite", "build"], cwd=_PWA, check=True, capture_output=True)
    files = resident_files(_PWA / "dist")
    for kind in ("js", "css"):
        size_bytes = sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.suffix == f".{kind}")
        yield Measure(f"resident_{kind}_gzip_kb", size_bytes / 1000, "kB")


def resident_files(dist: Path) -> list[Path]:
    """The scripts and styles of the first load. Raises LookupError when index.html names none, or one is missing."""
    waiting = [dist / name for name in _NAMED.findall((dist / "index.html").read_text())]
    found: dict[Path, None] = {}
    while waiting:
        file = waiting.pop()
        if file in found:
            continue
        if not file.is_file():
            raise LookupError(f"{file.name} is named but was not built")
        found[file] = None
        if file.suffix == ".js":
            waiting += [file.parent / name for name in _STATIC.findall(file.read_text())]
    if not found:
        raise LookupError("index.html names no script: the front end is not built")
    return sorted(found)
