"""GDAL, through which QGIS opens such services, reads ours: every page of it, by box and by moment."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from tests.factories.city import SOUTH
from tests.factories.phone import Phone
from tests.factories.server import Server

pyogrio: Any = pytest.importorskip("pyogrio", reason="pyogrio, which carries GDAL, is not installed")
N = 130
"""More than a page of GDAL's."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service of a city with so many reports in a row, a step of the given points apart."""
    with pytest.MonkeyPatch.context() as here, Server(tmp_path_factory.mktemp("city"), exchanges_per_s=0) as server:
        here.setenv("NO_PROXY", "*")
        with httpx.Client(base_url=server.url, trust_env=False) as http:
            ann = Phone(http)
            for n in range(N):
                ann.report((SOUTH[0] + n * 1e-4, SOUTH[1]))
            ann.sync()
        yield f"OAPIF:http://127.0.0.1:{server.port}/ogc"


def read(address: str, layer: str, **options: Any) -> tuple[list[Any], dict[str, list[Any]]]:
    """Points or areas, and columns by name."""
    about, _, geometry, columns = pyogrio.raw.read(address, layer=layer, **options)
    return list(geometry), dict(zip(about["fields"], (column.tolist() for column in columns), strict=True))


def test_it_finds_both_collections(address: str) -> None:
    assert {str(name): str(kind) for name, kind in pyogrio.list_layers(address)}.keys() == {"requests", "districts"}


def test_it_reads_every_page_once(address: str) -> None:
    points, told = read(address, "requests")
    assert len(points) == len(set(told["reference"])) == N
    assert set(told["service"]) == {"Pothole"}


def test_it_reads_a_box(address: str) -> None:
    south, north = SOUTH[0] + 0.00095, SOUTH[0] + 0.00205
    points, _ = read(address, "requests", bbox=(-84, south, -83.9, north))
    assert len(points) == 11


def test_it_reads_districts_with_their_crews(address: str) -> None:
    areas, told = read(address, "districts")
    assert len(areas) == len(told["crew"]) > 5
    assert "South crew" in told["crew"]
