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

from backend.places.borders import Flags, Floats
from backend.places.csv_files import Row, listed, reading, whole, writing
from backend.places.importing import ImportProblem
from backend.places.routing import Ask, Route, Routes, responsible_many, route_on_layer

_SLICE = 20_000
_LAT = ("lat", "latitude")
_LON = ("lon", "longitude", "lng")
_ACCURACY = ("accuracy_m", "accuracy")
_ADDED = ("district", "crew", "reason")
_EXPLAINED = ("distance_m", "near_border", "second")
_LOCATED = ("inside", "on_border", "outside_every_district", "by_owner")

Answer = tuple[str, ...]
"""Values of _ADDED, then of _EXPLAINED where they are asked for."""


class Job(Struct, frozen=True):
    """A file to answer: every row on one `layer`, or each on the layer of the service in `service_column`."""

    source: Path
    out: Path
    layer: str | None
    service_column: str | None
    explain: bool = False
    """Whether to add how near each point is to a border, and which district comes second there."""


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
    accuracy: int | None
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
        names = _new_names(header, (*_ADDED, *_EXPLAINED) if job.explain else _ADDED)
        writer.writerow([*header, *names.values()])
        read = 0
        while slice_ := list(islice(whole(rows, columns.width), _SLICE)):
            started = time.perf_counter()
            answers = _answer(connection, jurisdiction, job, columns, slice_)
            finding += time.perf_counter() - started
            writer.writerows([*row, *answer] for row, answer in zip(slice_, answers, strict=True))
            reasons.update(answer[2] for answer in answers)
            advance(position() - read)
            read = position()
    total = reasons.total()
    renamed = {name: instead for name, instead in names.items() if name != instead}
    return Summary(total, reasons, renamed, _rate(total, finding), _rate(total, time.perf_counter() - began))


def _answer(
    connection: Connection, jurisdiction: str, job: Job, columns: _Columns, rows: list[Row]
) -> Sequence[Answer]:
    lats, lons = (_degrees([row[column] for row in rows]) for column in (columns.lat, columns.lon))
    usable = (np.abs(lats) <= 90) & (np.abs(lons) <= 180)
    sure = np.full(len(rows), np.nan) if columns.accuracy is None else _degrees([row[columns.accuracy] for row in rows])
    if job.layer is None:
        code = columns.service or 0
        points = zip(rows, usable.tolist(), lats.tolist(), lons.tolist(), sure.tolist(), strict=True)
        asks = [
            Ask(row[code].strip(), lat if ok else None, lon if ok else None, None if math.isnan(m) else m)
            for row, ok, lat, lon, m in points
        ]
        routes = responsible_many(connection, jurisdiction, asks, explain=job.explain)
        return [_answer_of(route, job.explain) for route in routes]
    found = route_on_layer(connection, jurisdiction, job.layer, lons, lats, sure if job.explain else None)
    answers = _on_layer(found, usable)
    if found.near is None:
        return answers
    seconds = [*(target.district or "" for target in found.targets), ""]
    near = found.near
    ways = zip(answers, near.distances_m.tolist(), near.near.tolist(), near.seconds.tolist(), strict=True)
    return [
        (*answer, *_explained(answer[2], distance_m, is_near, second, seconds))
        for answer, distance_m, is_near, second in ways
    ]


def _on_layer(found: Routes, usable: Flags) -> list[Answer]:
    sure: list[Answer] = [(target.district or "", target.crew or "", "inside") for target in found.targets]
    sure.append(("", "", "outside_every_district"))  # position -1 is the last of a list
    answers = [sure[position] for position in found.positions.tolist()]
    for i in np.flatnonzero(found.on_default).tolist():
        answers[i] = ("", "", "default_point")
    for i in np.flatnonzero(~usable).tolist():
        answers[i] = ("", "", "no_point")
    for i in np.flatnonzero(found.on_border).tolist():
        answers[i] = (*answers[i][:2], "on_border")
    return answers


def _answer_of(route: Route, explain: bool) -> Answer:
    answer = (route.district or "", route.crew or "", route.reason)
    if not explain:
        return answer
    distance_m = math.nan if route.distance_m is None else route.distance_m
    second = route.second.district if route.second else ""
    return (*answer, *_explained(route.reason, distance_m, route.near_border, 0, [second]))


def _explained(reason: str, distance_m: float, near: bool, second: int, names: list[str]) -> Answer:
    """Values of _EXPLAINED; an empty distance is beyond reach, and position -1 is the last of the names."""
    if reason not in _LOCATED:
        return "", "", ""
    return "" if math.isnan(distance_m) else f"{distance_m:.1f}", "yes" if near else "no", names[second]


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
    accuracy = next((names.index(name) for name in _ACCURACY if name in names), None)
    return _Columns(lat, lon, header.index(service_column) if service_column else None, accuracy, len(header))


def _new_names(header: Row, added: Sequence[str]) -> dict[str, str]:
    """What the added columns are called: their own names, or with a suffix where the file has such a column."""
    taken = {name.strip().lower() for name in header}
    names = {}
    for name in added:
        tries = (
            name if n == 0 else f"{name}_routed" if n == 1 else f"{name}_routed_{n}" for n in range(len(taken) + 2)
        )
        names[name] = next(candidate for candidate in tries if candidate not in taken)
    return names


def _rate(count: int, seconds: float) -> float:
    return count / seconds if seconds else 0.0
