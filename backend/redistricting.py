"""The commands that redraw the city's map: a layer's versions are imported, looked at, applied and discarded."""

import csv
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import shapely  # type: ignore[import-untyped]
from msgspec import to_builtins
from sqlalchemy import Connection

from backend.clock import now
from backend.db.commit import Change, commit_changes
from backend.db.session import Database
from backend.errors import Problem
from backend.places import service as places
from backend.places.commands import JURISDICTION, Installation
from backend.places.csv_files import writing
from backend.places.export_command import export_districts
from backend.places.importing import Areas, read_areas
from backend.places.topology import Findings, examine, in_words
from backend.reroutes import service as reroutes

_LAYER = click.option("--layer", required=True, help="The responsibility layer.")
_FROM = click.option(
    "--from", "at", type=click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M"]), help="From when on, in UTC; else at once."
)
_MADE_BY = "manager"


@click.group()
def districts() -> None:
    """Areas that say who answers for what, and the versions of a layer of them."""


districts.add_command(export_districts)


@districts.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--layer", required=True, help="The responsibility layer that the areas make up.")
@click.option("--name-field", required=True, help="The property that names each area.")
@click.option("--crew-field", help="The property that names each area's crew, or the agency outside the city.")
@click.option("--crs", help="What the coordinates are in, where the file does not say: EPSG:2274, for example.")
@click.option("--source-layer", help="Which layer of the file, where it holds several.")
@click.option("--draft", is_flag=True, help="Keep it as a draft: look at it, then apply or discard it.")
@_FROM
@JURISDICTION
@click.pass_obj
def import_(
    here: Installation,
    file: Path,
    layer: str,
    name_field: str,
    crew_field: str | None,
    crs: str | None,
    source_layer: str | None,
    draft: bool,
    at: datetime | None,
    jurisdiction: str | None,
) -> None:
    """Make the areas of a FILE the next version of a layer. All of them, or none when something is wrong.

    The file is GeoJSON, a zipped Shapefile or a GeoPackage; what is in it tells which.
    Areas are known by name: a newer file changes, adds and retires districts. Open requests follow, at once or --from
    a later date; with --draft nothing moves yet. The jurisdiction is made when it does not exist yet.
    """
    areas = read_areas(file.read_bytes(), name_field, crew_field, _watch, crs=crs, source_layer=source_layer)
    findings = examine(areas, _watch)
    city = jurisdiction or here.jurisdiction
    if areas.repaired:
        click.echo(f"Repaired the rings of {len(areas.repaired)}: {', '.join(areas.repaired)}.")
    for line in in_words(findings):
        click.echo(line)
    with here.opened() as database:
        number = database.write_now(lambda connection: _drafted(connection, city, layer, areas, file.name, findings))
        shown = database.read_now(lambda connection: reroutes.preview(connection, city, layer, number))
        _show(shown)
        if draft:
            click.echo(f"Version {number} of '{layer}' is a draft. Nothing has changed yet.")
        elif shown.districts.is_nothing and at is None:
            database.write_now(lambda connection: places.discard_version(connection, city, layer, number))
            click.echo(f"Layer '{layer}' of '{city}' is so already.")
        else:
            _apply(database, city, layer, number, at, shown)


@districts.command()
@_LAYER
@click.option("--version", "number", type=int, help="Which version; by default the newest draft.")
@click.option("--csv", "target", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Each move.")
@JURISDICTION
@click.pass_obj
def preview(here: Installation, layer: str, number: int | None, target: Path | None, jurisdiction: str | None) -> None:
    """Say what applying a version would do: which districts change, how many open requests move, from whom to whom."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        chosen = number or database.read_now(lambda connection: _newest_draft(connection, city, layer))
        _show(database.read_now(lambda connection: reroutes.preview(connection, city, layer, chosen)))
        if target is not None:
            n = database.read_now(lambda connection: _write_moves(connection, city, layer, chosen, target))
            click.echo(f"{target}: {n} moves.")


@districts.command()
@_LAYER
@click.option("--version", "number", type=int, required=True, help="Which version.")
@_FROM
@click.option("--yes", is_flag=True, help="Do not ask again.")
@JURISDICTION
@click.pass_obj
def apply(
    here: Installation, layer: str, number: int, at: datetime | None, yes: bool, jurisdiction: str | None
) -> None:
    """Let a draft answer from now on, or --from a later date, and open requests move to whom they belong then."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        shown = database.read_now(lambda connection: reroutes.preview(connection, city, layer, number))
        _show(shown)
        if not yes:
            click.confirm(f"Apply version {number} of '{layer}'?", abort=True)
        _apply(database, city, layer, number, at, shown)


@districts.command()
@_LAYER
@JURISDICTION
@click.pass_obj
def versions(here: Installation, layer: str, jurisdiction: str | None) -> None:
    """List the versions of a layer: from when until when each answered."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        found = database.read_now(lambda connection: places.versions(connection, city, layer))
    for one in found:
        name = one.file_name or "without a file"
        click.echo(f"{one.number:>4}  {one.state:<9}  {_day(one.valid_from_at)} to {_day(one.valid_until_at)}  {name}")


@districts.command()
@_LAYER
@click.option("--version", "number", type=int, required=True, help="Which version.")
@JURISDICTION
@click.pass_obj
def discard(here: Installation, layer: str, number: int, jurisdiction: str | None) -> None:
    """Throw a draft away, scheduled or not."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        database.write_now(lambda connection: places.discard_version(connection, city, layer, number))
    click.echo(f"Version {number} of '{layer}' is discarded.")


def _drafted(connection: Connection, city: str, layer: str, areas: Areas, file_name: str, findings: Findings) -> int:
    changes = _missing_jurisdiction(connection, city, areas)
    made = places.draft_version(
        connection,
        city,
        layer,
        areas,
        file_name=file_name,
        made_by=_MADE_BY,
        now=now(),
        findings=to_builtins(findings),
    )
    if changes:
        commit_changes(connection, city, changes)
    return made


def _apply(
    database: Database, city: str, layer: str, number: int, at: datetime | None, shown: reroutes.Preview
) -> None:
    if at is not None and (begins := at.replace(tzinfo=UTC)) > now():
        database.write_now(lambda connection: places.schedule_version(connection, city, layer, number, begins))
        click.echo(f"Version {number} of '{layer}' answers from {begins:%Y-%m-%d %H:%M} UTC on.")
        return
    length = shown.stay + shown.move
    with click.progressbar(length=length, label="Moving", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        reroutes.apply_version(database, city, layer, number, now, bar.update)
    click.echo(f"Version {number} of '{layer}' answers now.")


def _show(shown: reroutes.Preview) -> None:
    areas = shown.districts
    click.echo(
        f"Layer '{shown.layer}', version {shown.number}: {areas.added} added, {areas.changed} changed, "
        f"{areas.unchanged} unchanged, {areas.retired} retired."
    )
    click.echo(f"Of {shown.stay + shown.move} open requests {shown.move} move, {shown.nowhere} to nobody.")
    for group in shown.groups:
        click.echo(f"{group.count:>7}  {_side(group.from_)} → {_side(group.to)}")


def _write_moves(connection: Connection, city: str, layer: str, number: int, target: Path) -> int:
    rows = -1  # the first one names the columns
    with writing(target) as file:
        writer = csv.writer(file, lineterminator="\n")
        for row in reroutes.move_rows(connection, city, layer, number):
            writer.writerow(row)
            rows += 1
    return rows


def _newest_draft(connection: Connection, city: str, layer: str) -> int:
    drafts = [one.number for one in places.versions(connection, city, layer) if one.state in ("draft", "scheduled")]
    if not drafts:
        raise Problem("not_found", f"Layer '{layer}' has no draft.")
    return drafts[-1]


def _side(side: reroutes.Side) -> str:
    return f"{side.district or 'nobody'} ({side.crew or 'no crew'})"


def _day(at: datetime | None) -> str:
    return "…".ljust(10) if at is None else f"{at:%Y-%m-%d}"


def _missing_jurisdiction(connection: Connection, city: str, areas: Areas) -> list[Change]:
    """The city itself when it is new, its map opening in the middle of the areas."""
    if places.has_jurisdiction(connection, city):
        return []
    west, south, east, north = shapely.total_bounds([area.geometry for area in areas.areas]).tolist()
    return [places.create_jurisdiction(connection, city, city, lat=(south + north) / 2, lon=(west + east) / 2)]


def _watch(features: list[Any]) -> Iterator[Any]:
    with click.progressbar(features, label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar
