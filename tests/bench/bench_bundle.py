"""What a resident's phone downloads before Home is usable: scripts and styles, gzip -9. Counted from the build's own
record of who loads whom, and beside it what a real browser asks for on a first visit.
"""

import gzip
import json
import tempfile
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import expect, sync_playwright

from tests.bench.measures import Asked, Measure, compared
from tests.e2e.devices import _CHROMIUM, _QUIET
from tests.factories.server import DIST, Server

KINDS = ("js", "css")
_ENTRY = "index.html"
_LANGUAGES = "src/words/"


def measure(asked: Asked) -> Iterator[Measure]:
    """`resident_js_gzip_kb` (target <= 60) and `resident_css_gzip_kb` (<= 12), in kB of 1000 bytes, with the largest
    language; beside what Chromium loads in the most costly one, which must be the same.
    """
    counted, loaded = resident_files(DIST), max((_loaded(locale) for locale in ("en-US", "es-US")), key=js_kb)
    for kind in KINDS:
        unit = "kB; beside what Chromium loads on a first visit"
        yield compared(f"resident_{kind}_gzip_kb", size_kb(counted, kind), unit, size_kb(loaded, kind))


def size_kb(files: AbstractSet[Path], kind: str) -> float:
    """What all of this kind weigh on their way."""
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.suffix == f".{kind}") / 1000


def js_kb(files: AbstractSet[Path]) -> float:
    """The scripts alone."""
    return size_kb(files, "js")


def resident_files(dist: Path) -> set[Path]:
    """The scripts and styles of the first load: the page's own script, all that it loads by itself, and of its
    languages the largest. What those load later are the screens that not everybody opens.
    """
    chunks = json.loads((dist / ".vite" / "manifest.json").read_text())

    def with_imports(name: str) -> set[str]:
        return {name}.union(*(with_imports(other) for other in chunks[name].get("imports", [])))

    def files(names: set[str]) -> set[Path]:
        return {dist / path for name in names for path in (chunks[name]["file"], *chunks[name].get("css", []))}

    first = with_imports(_ENTRY)
    asked = {one for name in first for one in chunks[name].get("dynamicImports", [])}
    languages = {name for name in asked if name.startswith(_LANGUAGES)}
    for name in asked - languages:
        first |= with_imports(name)
    return files(first) | max([files(with_imports(name)) for name in languages] or [set()], key=js_kb)


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
