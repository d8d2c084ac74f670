"""What a resident downloads first fits a minute of bad signal."""

from pathlib import Path

import pytest

from tests.bench.bench_bundle import measure, resident_files
from tests.bench.measures import Asked
from tests.house.tree import ROOT

BUDGET_KB = {"resident_js_gzip_kb": 60, "resident_css_gzip_kb": 12}


@pytest.fixture(scope="module")
def dist() -> Path:
    folder = ROOT / "pwa" / "dist"
    if not (folder / "index.html").exists():
        pytest.skip("the front end is not built")
    return folder


@pytest.mark.usefixtures("dist")
def test_the_first_load_is_within_its_budget() -> None:
    sizes = {one.measure: one.value for one in measure(Asked())}
    assert sizes.keys() == BUDGET_KB.keys()
    assert not {name: size for name, size in sizes.items() if not 0 < size <= BUDGET_KB[name]}


def test_the_map_is_no_part_of_the_first_load(dist: Path) -> None:
    assert list((dist / "assets" / "map").glob("*.js")), "the map is built"
    assert not [file.name for file in resident_files(dist) if "map" in file.parent.name]
