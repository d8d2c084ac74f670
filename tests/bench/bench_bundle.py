"""What a resident's phone downloads before Home is usable: scripts and styles, gzip -9. Counted from the build's own
record of who loads whom, and beside it what a real browser asks for on a first visit.
"""

import gzip
import json
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

from tests.bench.measures import Asked, Measure, compared
from tests.e2e.devices import _CHROMIUM, _QUIET
from tests.factories.server import DIST, Server

KINDS = ("js", "css")
_ENTRY = "index.html"
_LANGUAGES = "src/words/"
_CREW = ("src/crew/crew-app.tsx", "src/store/pack.ts", "../sync/client/predict-staff.ts")
"""What a crew's phone loads beside it for its day; the map of the day comes with the first look at it."""


def measure(asked: Asked) -> Iterator[Measure]:
    """`resident_js_gzip_kb` (target <= 60) and `resident_css_gzip_kb` (<= 12), in kB of 1000 bytes, with the largest
    language; beside what Chromium loads in the most costly one, which must be the same. `crew_js_gzip_kb` (<= 110).
    """
    counted, loaded = resident_files(DIST), max((_loaded(locale) for locale in ("en-US", "es-US")), key=js_kb)
    for kind in KINDS:
        unit = "kB; beside what Chromium loads on a first visit"
        yield compared(f"resident_{kind}_gzip_kb", size_kb(counted, kind), unit, size_kb(loaded, kind))
    yield Measure("crew_js_gzip_kb", js_kb(crew_files(DIST)), "kB with the first load, without the map; at most 110")


def size_kb(files: AbstractSet[Path], kind: str) -> float:
    """What all of this kind weigh on their way."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.suffix == f".{kind}") / 1000


def js_kb(files: AbstractSet[Path]) -> float:
    """The scripts alone."""
    return size_kb(files, "js")


def crew_files(dist: Path) -> set[Path]:
    """What a crew's phone needs for its day, first load and all, but for the map."""
    chunks = _chunks(dist)
    names = set[str]().union(*(_with_imports(chunks, name) for name in _CREW))
    return resident_files(dist) | _files(chunks, dist, names)


def resident_files(dist: Path) -> set[Path]:
    """The scripts and styles of the first load: the page's own script, all that it loads by itself, and of its
    languages the largest. What those load later are the screens that not everybody opens.
    """
    chunks = _chunks(dist)
    with_imports, files = partial(_with_imports, chunks), partial(_files, chunks, dist)
    first = with_imports(_ENTRY)
    asked = {one for name in first for one in chunks[name].get("dynamicImports", [])}
    languages = {name for name in asked if name.startswith(_LANGUAGES)}
    for name in asked - languages:
        first |= with_imports(name)
    return files(first) | max([files(with_imports(name)) for name in languages] or [set()], key=js_kb)


Chunks = dict[str, dict[str, Any]]
"""The build's record: name -> its file, styles, and what it loads."""


def _chunks(dist: Path) -> Chunks:
    chunks: Chunks = json.loads((dist / ".vite" / "manifest.json").read_text())
    return chunks


def _with_imports(chunks: Chunks, name: str) -> set[str]:
    """It and all that it loads by itself."""
    return {name}.union(*(_with_imports(chunks, other) for other in chunks[name].get("imports", [])))


def _files(chunks: Chunks, dist: Path, names: AbstractSet[str]) -> set[Path]:
    return {dist / path for name in names for path in (chunks[name]["file"], *chunks[name].get("css", []))}


def _loaded(locale: str) -> set[Path]:
    """What a browser that was never here asks for until Home is usable."""
    asked: set[Path] = set()
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder)) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
        page = browser.new_page(locale=locale, service_workers="block")
        page.on("request", lambda one: asked.add(DIST / urlsplit(one.url).path.strip("/")))
        page.goto(server.url)
        expect(page.locator("main label").first).to_be_visible()
        browser.close()
    return {file for file in asked if file.suffix in {".js", ".css"}}
