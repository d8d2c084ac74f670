"""Routing a whole CSV file of points: read, answer and write in slices, so that a million rows need little memory."""

import csv
import math
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from msgspec import Struct
from sqlalchemy import Connection

from backend.places.csv_files import Row, listed, reading, whole, writing
from backend.places.importing import ImportProblem
from backend.places.locate import Floats, Reason
from backend.places.routing import Ask, responsible_many, route_on_layer

_SLICE = 20_000
_LAT = ("lat", "latitude")
_LON = ("lon", "longitude", "lng")
_ADDED = ("district", "crew", "reason")

Answer = tuple[str, str, Reason]


class Job(Struct, frozen=True):
    """A file to answer: every row on one `layer`, or each on the layer of the service in `service_column`."""

    source: Path
    out: Path
    layer: str | None
    service_column: str | None


class Summary(Struct):
    """What was done. Points a second count finding alone; rows a second reading and writing too."""

    rows: int
    reasons: Counter[str]
    renamed: dict[str, str]
    points_per_second: float
    rows_per_second: float


class _Columns(Struct, frozen=True):
    """Where in a row things are; `width` is the number of columns of the header."""

    lat: int
    lon: int
    service: int | None
    width: int


def route_file(connection: Connection, jurisdiction: str, job: Job, advance: Callable[[int], None]) -> Summary:
    """Write job.out: every row of job.source with its district, crew and reason. Raises ImportProblem, Problem.

    `advance` hears how many bytes of the source were read. `out` appears whole or not at all.
    """
    began, finding = time.perf_counter(), 0.0
    reasons: Counter[str] = Counter()
    if job.layer is not None:
        # an unknown layer is refused before anything is written, and loading a known one is not counted as finding
        route_on_layer(connection, jurisdiction, job.layer, np.empty(0), np.empty(0))
    with reading(job.source) as (rows, position), writing(job.out) as target:
        header = next(rows, None)
        if header is None:
            raise ImportProblem(f"{job.source.name} is empty: it needs a line with the names of its columns.")
        columns = _columns(header, job.service_column)
        writer = csv.writer(target, lineterminator="\n")
        names = _new_names(header)
        writer.writerow([*header, *names.values()])
        read = 0
        while slice_ := list(islice(whole(rows, columns.width), _SLICE)):
            started = time.perf_counter()
            answers = _answer(connection, jurisdiction, job.layer, columns, slice_)
            finding += time.perf_counter() - started
            writer.writerows([*row, *answer] for row, answer in zip(slice_, answers, strict=True))
            reasons.update(answer[2] for answer in answers)
            advance(position() - read)
            read = position()
    total = reasons.total()
    renamed = {name: instead for name, instead in names.items() if name != instead}
    return Summary(total, reasons, renamed, _rate(total, finding), _rate(total, time.perf_counter() - began))


def _answer(
    connection: Connection, jurisdiction: str, layer: str | None, columns: _Columns, rows: list[Row]
) -> Sequence[Answer]:
    lats, lons = (_degrees([row[column] for row in rows]) for column in (columns.lat, columns.lon))
    usable = (np.abs(lats) <= 90) & (np.abs(lons) <= 180)
    if layer is None:
        code = columns.service or 0
        points = zip(rows, usable.tolist(), lats.tolist(), lons.tolist(), strict=True)
        asks = [Ask(row[code].strip(), lat if ok else None, lon if ok else None) for row, ok, lat, lon in points]
        routes = responsible_many(connection, jurisdiction, asks)
        return [(route.district or "", route.crew or "", route.reason) for route in routes]
    found = route_on_layer(connection, jurisdiction, layer, lons, lats)
    sure: list[Answer] = [(target.district or "", target.crew or "", "inside") for target in found.targets]
    sure.append(("", "", "outside_every_district"))  # position -1 is the last of a list
    answers = [sure[position] for position in found.positions.tolist()]
    for i in np.flatnonzero(~usable).tolist():
        answers[i] = ("", "", "no_point")
    for i in np.flatnonzero(found.on_border).tolist():
        answers[i] = (*answers[i][:2], "on_border")
    return answers


def _degrees(words: list[str]) -> Floats:
    """Numbers of a column, NaN where there is none."""
    try:
        return np.fromiter(map(float, words), np.float64, len(words))
    except ValueError:
        return np.array([_degree(word) for word in words])


def _degree(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        return math.nan


def _columns(header: Row, service_column: str | None) -> _Columns:
    names = [name.strip().lower() for name in header]
    lat = next((names.index(name) for name in _LAT if name in names), None)
    lon = next((names.index(name) for name in _LON if name in names), None)
    if lat is None or lon is None:
        raise ImportProblem(f"There are no columns lat and lon (or latitude and longitude). Columns: {listed(header)}.")
    if service_column is not None and service_column not in header:
        raise ImportProblem(f"There is no column '{service_column}'. Columns: {listed(header)}.")
    return _Columns(lat, lon, header.index(service_column) if service_column else None, len(header))


def _new_names(header: Row) -> dict[str, str]:
    """What the added columns are called: their own names, or with a suffix where the file has such a column."""
    taken = {name.strip().lower() for name in header}
    names = {}
    for name in _ADDED:
        tries = (
            name if n == 0 else f"{name}_routed" if n == 1 else f"{name}_routed_{n}" for n in range(len(taken) + 2)
        )
        names[name] = next(candidate for candidate in tries if candidate not in taken)
    return names


def _rate(count: int, seconds: float) -> float:
    return count / seconds if seconds else 0.0
