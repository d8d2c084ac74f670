"""The commands of upkeep: a copy of the database, and going back to one."""

from pathlib import Path

import click
from alembic.util import CommandError
from sqlalchemy import make_url
from sqlalchemy.exc import DatabaseError

from backend import schema, settings
from backend.clock import now
from backend.db import backup as copies
from backend.db.commit import epoch, new_history
from backend.db.session import opened
from backend.erasing import erase_noted
from backend.errors import Problem

_FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command()
@_FILE
def backup(file: Path) -> None:
    """Write a copy of the database to FILE, at any time, while the server runs. Copy the photos after it."""
    chosen = settings.load()
    copies.copy_database(_database_file(chosen), file)
    click.echo(f"{file}: the database. Now copy {chosen.data_dir / 'photos'}, and in this order.")


@click.command()
@_FILE
def restore(file: Path) -> None:
    """Put the copy FILE in the database's place and name a new history, so that phones read everything again.

    Stop the server first, and put the photos back. What phones did since the copy they send again.
    """
    chosen = settings.load()
    database = _database_file(chosen)
    if not file.exists():
        raise Problem("not_found", f"There is no file {file}.")
    copies.check_copy(file)
    chosen.data_dir.mkdir(parents=True, exist_ok=True)
    beside = copies.place_beside(file, database)
    try:
        _make_ready(beside)
        former = copies.take_place(beside, database)
    finally:
        copies.forget(beside)
    with opened(chosen.database) as restored:
        erased = erase_noted(restored, chosen.data_dir, now())
    click.echo(f"{database} is the copy now, with a new history.")
    if erased:
        click.echo(f"{erased} reports that were erased here stay erased.")
    if former:
        click.echo(f"What it replaced lies at {former}; delete it when all is well.")


@click.command("new-history")
def renew_history() -> None:
    """Name a new history, after the database was put back by other means: every phone reads everything again."""
    chosen = settings.load()
    with opened(chosen.database) as database:
        database.write_now(lambda connection: new_history(connection, epoch(connection)))
    click.echo("The history has a new name.")


def _make_ready(path: Path) -> None:
    """Bring the copy to today's schema and give it a history of its own."""
    url = f"sqlite:///{path.absolute()}"
    try:
        schema.migrate(url)
    except (CommandError, DatabaseError) as error:
        raise Problem("bad_value", "The copy is of a newer Curbline than this one. Upgrade first.") from error
    with opened(url) as database:
        database.write_now(lambda connection: new_history(connection, epoch(connection)))


def _database_file(chosen: settings.Settings) -> Path:
    address = make_url(chosen.database)
    if address.get_backend_name() != "sqlite" or not address.database:
        raise Problem("bad_value", "Only a SQLite database is copied by this command. Use the tools of yours.")
    return Path(address.database)
