"""The command that asks who answers for a point or for a whole file of points."""

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import click
import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from backend.db.session import Database
from backend.places import bulk, service


class Installation(Struct, frozen=True):
    """What a command works on: the default city, the data folder, and the migrated database while the command runs."""

    jurisdiction: str
    folder: Path
    opened: Callable[[], AbstractContextManager[Database]]


JURISDICTION = click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")


@click.command()
@click.option("--lat", type=click.FloatRange(-90, 90), help="Latitude in degrees, WGS 84.")
@click.option("--lon", type=click.FloatRange(-180, 180), help="Longitude in degrees, WGS 84.")
@click.option("--service", "code", help="The service whose layer answers.")
@click.option("--layer", help="The layer to ask.")
@click.option("--csv", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A file of points.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Where the answers go.")
@click.option("--service-column", help="The column of the file that holds each row's service.")
@click.option("--accuracy", type=click.FloatRange(0), help="How sure the point is, in metres.")
@click.option("--owner", help="Whose the asset is; only with --service.")
@click.option("--explain", is_flag=True, help="Add how near each point of the file is to a border.")
@JURISDICTION
@click.pass_obj
def route(
    here: Installation,
    lat: float | None,
    lon: float | None,
    code: str | None,
    layer: str | None,
    source: Path | None,
    out: Path | None,
    service_column: str | None,
    accuracy: float | None,
    owner: str | None,
    explain: bool,
    jurisdiction: str | None,
) -> None:
    """Say which district and crew answer for a point, and why.

    One point: --lat and --lon with --service or --layer, answered as JSON. Many: --csv with --out and --layer or
    --service-column. The file needs columns lat and lon (or latitude and longitude) and keeps all its others;
    district, crew and reason are added, with --explain also distance_m, near_border and second (and a column
    accuracy_m counts). Names that end in .gz are read and written compressed.
    """
    city = jurisdiction or here.jurisdiction
    if source is not None:
        if out is None or (layer is None) == (service_column is None) or code is not None or lat is not None:
            raise click.UsageError("--csv needs --out, and either --layer or --service-column.")
        _route_file(here, city, bulk.Job(source, out, layer, service_column, explain))
        return
    if lat is None or lon is None or (layer is None) == (code is None) or out is not None:
        raise click.UsageError("Give --lat and --lon with either --service or --layer, or --csv with --out.")
    if not service.is_point(lat, lon):
        raise click.UsageError(f"{lat}, {lon} is no place on earth.")
    with here.opened() as database:
        ask = service.Ask(code or "", lat, lon, accuracy, owner)
        found = database.read_now(lambda connection: _route_point(connection, city, layer, ask))
    click.echo(msgspec.json.encode(found).decode())


def _route_point(connection: Connection, city: str, layer: str | None, ask: service.Ask) -> service.Route:
    if layer is not None:
        return service.route_point(connection, city, layer, float(ask.lat or 0), float(ask.lon or 0), ask.accuracy_m)
    known = service.services(connection, city)
    if ask.service_code not in known:
        names = ", ".join(known) or "none yet"
        raise click.UsageError(f"'{city}' has no service '{ask.service_code}'. Its services: {names}.")
    return service.responsible_many(connection, city, [ask])[0]


def _route_file(here: Installation, city: str, job: bulk.Job) -> None:
    size = job.source.stat().st_size
    with (
        here.opened() as database,
        click.progressbar(length=size, label="Routing", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar,
    ):
        summary = database.read_now(lambda connection: bulk.route_file(connection, city, job, bar.update))
    for name, instead in summary.renamed.items():
        click.echo(f"The file already has a column '{name}': the answer is in '{instead}'.", err=True)
    reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(summary.reasons.items()))
    click.echo(f"{summary.rows} rows ({reasons or 'none'})", err=True)
    click.echo(
        f"{summary.points_per_second:,.0f} points/s routed, {summary.rows_per_second:,.0f} rows/s with files", err=True
    )
