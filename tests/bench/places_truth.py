"""How often we find the area that a city itself recorded for a request: New York's community boards and boroughs."""

import csv
import gzip
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from backend.places.borders import Borders
from backend.places.locate import AreaIndex
from tests.bench.measures import Measure
from tests.factories.places import PUBLIC_DATA, read_file

_FOLDER = PUBLIC_DATA / "nyc"
_REQUESTS = _FOLDER / "requests_community_board.csv.gz"
_ANY_DISTANCE_M = 5_000.0

Row = dict[str, str]


def agreement() -> Iterator[Measure]:
    """Shares of requests with a point and a recorded area that we know; each that differs is listed on stderr."""
    if not _REQUESTS.exists():
        print("places: the public data folder is not beside the project: no agreement measured", file=sys.stderr)
        return
    with gzip.open(_REQUESTS, "rt") as file:
        rows = [row for row in csv.DictReader(file) if row["Latitude"] and row["Longitude"]]
    yield _agreement("route_agreement_boards", rows, _FOLDER / "community_district.geojson", _board)
    yield _agreement("route_agreement_boroughs", rows, _FOLDER / "borough.geojson", lambda row: row["Borough"])


def _board(row: Row) -> str:
    number, _, borough = row["Community Board"].partition(" ")
    return f"{borough} {number}"


def _agreement(name: str, rows: list[Row], file: Path, recorded: Callable[[Row], str]) -> Measure:
    index = AreaIndex([(area.name, area.geometry) for area in read_file(file, "geography_value").areas])
    positions = {area: position for position, area in enumerate(index.names)}
    same = asked = 0
    for row in rows:
        wanted = positions.get(recorded(row))
        if wanted is None:
            continue
        lon, lat = float(row["Longitude"]), float(row["Latitude"])
        found = index.locate(lon, lat)
        asked += 1
        same += found.position == wanted
        if found.position != wanted:
            ours = index.names[found.position] if found.position >= 0 else "nobody"
            away = _distance_m(index, wanted, lon, lat)
            print(f"{name}: {row['Unique Key']} is {ours}, recorded {index.names[wanted]}, {away}", file=sys.stderr)
    return Measure(name, 100 * same / asked, f"% of {asked}; {asked - same} differ")


def _distance_m(index: AreaIndex, position: int, lon: float, lat: float) -> str:
    """How far the point lies from an area that does not hold it."""
    near = Borders([index.areas[position]]).near(lon, lat, -1, _ANY_DISTANCE_M)
    return "more than 5 km away" if near.distance_m is None else f"{near.distance_m:.2f} m away"
