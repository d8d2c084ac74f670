"""What a resident downloads first fits a minute of bad signal."""

from pathlib import Path

import pytest

from tests.bench.bench_bundle import crew_files, js_kb, resident_files, size_kb
from tests.house.tree import ROOT

BUDGET_KB = {"js": 60, "css": 12}
CREW_JS_KB = 110


@pytest.fixture(scope="module")
def dist() -> Path:
    folder = ROOT / "pwa" / "dist"
    if not (folder / "index.html").exists():
        pytest.skip("the front end is not built")
    return folder


def test_the_first_load_is_within_its_budget(dist: Path) -> None:
    files = resident_files(dist)
    sizes = {kind: size_kb(files, kind) for kind in BUDGET_KB}
    assert not {kind: size for kind, size in sizes.items() if not 0 < size <= BUDGET_KB[kind]}


def test_a_crew_s_day_is_within_its_budget_without_the_map(dist: Path) -> None:
    files = crew_files(dist)
    assert "crew-app" in " ".join(file.name for file in files)
    assert not [file.name for file in files if "map" in file.parent.name]
    assert js_kb(files) <= CREW_JS_KB


def test_one_language_and_the_app_itself_are_part_of_the_first_load(dist: Path) -> None:
    names = [file.name.split("-")[0] for file in resident_files(dist)]
    assert "app" in names
    assert len([name for name in names if name in ("en", "es")]) == 1


def test_the_map_is_no_part_of_the_first_load(dist: Path) -> None:
    assert list((dist / "assets" / "map").glob("*.js")), "the map is built"
    assert not [file.name for file in resident_files(dist) if "map" in file.parent.name]
