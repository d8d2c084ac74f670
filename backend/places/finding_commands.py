"""The commands that give a city its addresses and assets."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Connection

from backend.errors import Problem
from backend.places import service
from backend.places.address_import import AddressCount, put_addresses, read_addresses
from backend.places.assets import AssetCount, put_assets, read_assets
from backend.places.columns import Skipped
from backend.places.commands import Installation

_FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
_CITY = click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")


@click.group()
def addresses() -> None:
    """Addresses and streets, to be found by words."""


@addresses.command("import")
@_FILE
@click.option("--house-field", help="The column of the house number, when it has no usual name.")
@click.option("--street-field", help="The column of the street.")
@click.option("--unit-field", help="The column of the unit.")
@click.option("--zip-field", help="The column of the ZIP code.")
@click.option("--lat-field", help="The column of the latitude.")
@click.option("--lon-field", help="The column of the longitude.")
@_CITY
@click.pass_obj
def import_addresses(here: Installation, /, file: Path, jurisdiction: str | None, **fields: str | None) -> None:
    """Make the addresses of a CSV FILE (.gz too) those of the city, in place of the ones it had. All, or none.

    Columns with usual names are found (OpenAddresses, the National Address Database, OpenStreetMap). Points are
    optional. Importing the same file again changes nothing.
    """
    city = jurisdiction or here.jurisdiction
    with progress(file) as advance:
        read = read_addresses(file, _named(fields), advance)

    def unit(connection: Connection) -> AddressCount:
        _check_city(connection, city)
        return put_addresses(connection, city, read.rows)

    with here.opened() as database:
        count = database.write_now(unit)
    news = "" if count.changed else ", as before"
    click.echo(
        f"'{city}' has {count.addresses:,} addresses on {count.streets:,} streets, "
        f"{count.with_point:,} with a point{news}."
    )
    _tell(read.skipped)


@click.group()
def assets() -> None:
    """Things of the city with a number on them, such as street lights."""


@assets.command("import")
@_FILE
@click.option("--kind", required=True, help="What they are, for example street_light.")
@click.option("--called", default="Lamp", show_default=True, help="What people call one; its number follows.")
@click.option("--number-field", help="The column or property of the number on it, when it has no usual name.")
@click.option("--owner-field", help="The column or property that says whose it is.")
@click.option("--lat-field", help="The column of the latitude.")
@click.option("--lon-field", help="The column of the longitude.")
@_CITY
@click.pass_obj
def import_assets(
    here: Installation, /, file: Path, kind: str, called: str, jurisdiction: str | None, **fields: str | None
) -> None:
    """Make the points of a CSV or GeoJSON FILE the city's assets of a kind. All of them, or none.

    An asset is known by its number: importing a newer file changes, adds and retires assets.
    """
    city = jurisdiction or here.jurisdiction
    named = _named(fields)
    with progress(file) as advance:
        rows, skipped = read_assets(file, called, {"asset": named.pop("number"), **named}, advance)

    def unit(connection: Connection) -> AssetCount:
        _check_city(connection, city)
        return put_assets(connection, city, kind, rows)

    with here.opened() as database:
        count = database.write_now(unit)
    click.echo(
        f"'{city}', {kind}: {count.added} added, {count.changed} changed, "
        f"{count.unchanged} unchanged, {count.retired} retired."
    )
    _tell(skipped)


def _named(fields: dict[str, str | None]) -> dict[str, str | None]:
    return {name.removesuffix("_field"): column for name, column in fields.items()}


def _check_city(connection: Connection, city: str) -> None:
    if not service.has_jurisdiction(connection, city):
        raise Problem("not_found", f"There is no jurisdiction '{city}' yet: import districts, or run seed.")


def _tell(skipped: Skipped) -> None:
    if skipped.count:
        click.echo(skipped.sentence(), err=True)


@contextmanager
def progress(file: Path) -> Iterator[Callable[[int], None]]:
    """Called with how many bytes of the file are read by now."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=file.stat().st_size, label="Reading", file=sys.stderr, hidden=hidden) as bar:
        yield lambda at: bar.update(at - bar.pos)
