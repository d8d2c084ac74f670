"""The command that takes over the requests of a former system, so that ten years of them can be looked at.

What is over is in no bucket: no phone ever pulls it, and the desk finds it in its history (ADR-0034). What is open lies
on the desk like any other request.
"""

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path

import click
from msgspec import Struct, field
from sqlalchemy import Connection

from backend.clock import now
from backend.db.commit import commit_changes
from backend.db.session import Database
from backend.errors import Problem
from backend.history_rows import FIELDS, Past, read_past
from backend.places import service as places
from backend.places.columns import Skipped
from backend.places.commands import JURISDICTION, Installation
from backend.places.finding_commands import progress
from backend.requests import service as requests
from backend.settings import load
from sync.decide.state import Line, RequestState
from sync.protocol.messages import Place
from sync.protocol.reference import made_from

_SLICE = 5_000
_SOURCE = "import"
"""Who reported what was taken over: no device, so that nobody is told of it."""
_NAMES = uuid.UUID("6f6c1f0e-6d0b-5a3b-9a53-3a3c0a8f5e34")


class Taken(Struct):
    """What became of the rows of a file."""

    done: int = 0
    open: int = 0
    known: int = 0
    reasons: Counter[str] = field(default_factory=Counter)


def _field_options(command: click.Command) -> click.Command:
    for what in FIELDS:
        command.params.append(click.Option([f"--{what}-field"], help=f"The column of the {what}."))
    return command


@click.group("requests")
def requests_command() -> None:
    """Requests of a former system."""


@requests_command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--service", help="The service of every row, or of those whose kind is none of the city's.")
@click.option("--map", "renamed", multiple=True, metavar="KIND=SERVICE", help="What a kind of the file is called here.")
@JURISDICTION
@click.pass_obj
def import_(
    here: Installation,
    /,
    file: Path,
    service: str | None,
    renamed: Sequence[str],
    jurisdiction: str | None,
    **named: str | None,
) -> None:
    """Take over the requests of a CSV FILE (.gz too): open ones go to the desk, the others to its history.

    Columns with usual names are found (Open311, Socrata). Each point is routed as the map is today. Importing a file
    again adds what is new in it.
    """
    city, at, skipped = jurisdiction or here.jurisdiction, now(), Skipped()
    fields = {name.removesuffix("_field"): column for name, column in named.items()}
    taken = Taken()
    with here.opened() as database, progress(file) as advance:
        kinds = database.read_now(lambda c: _kinds(c, city, service, renamed))
        rows = read_past(file, fields, load().time_zone, at, skipped)
        for slice_, position in _slices(rows):
            _take_slice(database, city, kinds, slice_, skipped, taken, at)
            advance(position)
        database.write_now(lambda c: requests.note_import(c, city, file.name, taken.done + taken.open, at))
    click.echo(f"'{city}': {taken.done:,} requests that are over, {taken.open:,} open; {taken.known:,} known before.")
    located = taken.reasons["inside"] + taken.reasons["on_border"]
    click.echo(f"{located:,} lie in a district. {'; '.join(f'{n:,} {why}' for why, n in taken.reasons.most_common())}.")
    if skipped.count:
        click.echo(skipped.sentence(), err=True)


_field_options(import_)


def _slices(rows: Iterator[tuple[Past, int]]) -> Iterator[tuple[list[Past], int]]:
    while slice_ := list(islice(rows, _SLICE)):
        yield [row for row, _ in slice_], slice_[-1][1]


def _kinds(connection: Connection, city: str, service: str | None, renamed: Sequence[str]) -> dict[str, str]:
    """Kind of the file, in small letters -> service; "" for all others. Raises `bad_value`, `not_found`."""
    if not places.has_jurisdiction(connection, city):
        raise Problem("not_found", f"There is no jurisdiction '{city}' yet: import districts, or run seed.")
    offered = places.services(connection, city)
    kinds = {code.lower(): code for code in offered} | {one.name.lower(): code for code, one in offered.items()}
    for pair in renamed:
        kind, _, code = pair.rpartition("=")
        kinds[kind.strip().lower()] = code.strip()
    if service is not None:
        kinds[""] = service
    unknown = sorted(set(kinds.values()) - offered.keys())
    if unknown:
        names = ", ".join(sorted(offered))
        raise Problem("bad_value", f"'{city}' has no service '{unknown[0]}'. Its services: {names}.")
    return kinds


def _take_slice(
    database: Database, city: str, kinds: dict[str, str], rows: list[Past], skipped: Skipped, taken: Taken, at: datetime
) -> None:
    codes = [kinds.get(row.kind.lower()) or kinds.get("") for row in rows]
    for row, code in zip(rows, codes, strict=True):
        if code is None:
            skipped.add(row.line, f"the kind '{row.kind}', which is no service here")
    usable = [(row, code) for row, code in zip(rows, codes, strict=True) if code is not None]
    unique = {_id(city, row): (row, code) for row, code in usable}
    database.write_now(partial(_write, city=city, rows=unique, taken=taken, at=at))


def _write(connection: Connection, city: str, rows: dict[str, tuple[Past, str]], taken: Taken, at: datetime) -> None:
    known = requests.load(connection, city, rows).keys()
    fresh = [(id, *row) for id, row in rows.items() if id not in known]
    asks = [places.Ask(code, row.lat, row.lon, None) for _, row, code in fresh]
    routes = places.responsible_many(connection, city, asks, explain=False)
    states = [_state(city, *one, route, at) for one, route in zip(fresh, routes, strict=True)]
    lines = [line for state, (_, row, _) in zip(states, fresh, strict=True) for line in _lines(state, row)]
    requests.save(connection, city, states, (), lines, at)
    still_open = [state for state in states if state.closed_at is None]
    if still_open:
        commit_changes(connection, city, requests.changes(still_open))
    taken.known += len(known)
    taken.open += len(still_open)
    taken.done += len(states) - len(still_open)
    taken.reasons.update(route.reason for route in routes)


def _state(city: str, id: str, row: Past, code: str, route: places.Route, at: datetime) -> RequestState:
    return RequestState(
        id=id,
        reference=made_from(f"{city}/{row.number}".encode()),
        service_code=code,
        description=row.words,
        place=Place(row.lat, row.lon, None, "typed" if row.lat is None else "map", row.place, None),
        district_id=route.district_id,
        route_reason=route.reason,
        reporter_device=_SOURCE,
        requested_at=row.opened_at,
        recorded_at=row.opened_at,
        updated_at=row.closed_at or at,
        status="new" if row.closed_at is None else "closed",
        closed_at=row.closed_at,
        route=route.facts,
        ver=1,
    )


def _lines(state: RequestState, row: Past) -> list[Line]:
    """Its history: reported, under which number, and closed."""
    told = [("reported", "", row.opened_at), ("imported", row.number[:80], row.opened_at)]
    if row.closed_at is not None:
        told.append(("closed", "", row.closed_at))
    return [
        Line(f"{state.id}/{kind}", "request", state.id, kind, _SOURCE, text, "", moment) for kind, text, moment in told
    ]


def _id(city: str, row: Past) -> str:
    return str(uuid.uuid5(_NAMES, f"{city}/{row.number}"))
