"""The commands for by when things are expected: holidays, and in how many working days a service is done."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import click
from sqlalchemy import Connection

from backend.db.commit import Change, commit_changes
from backend.places import service
from backend.places.commands import JURISDICTION, Installation
from backend.places.holidays import days_of, read_holidays

_DAYS = click.argument("days", nargs=-1, required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DAY...")


@click.group()
def holidays() -> None:
    """Days on which nobody works: what is expected counts working days."""


@holidays.command("add")
@_DAYS
@JURISDICTION
@click.pass_obj
def _add(here: Installation, days: tuple[datetime, ...], jurisdiction: str | None) -> None:
    """Nobody works on these days, written like 2026-11-26."""
    _say(_change(here, jurisdiction, add=[day.date() for day in days]))


@holidays.command("remove")
@_DAYS
@JURISDICTION
@click.pass_obj
def _remove(here: Installation, days: tuple[datetime, ...], jurisdiction: str | None) -> None:
    """These days are working days again."""
    _say(_change(here, jurisdiction, remove=[day.date() for day in days]))


@holidays.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@JURISDICTION
@click.pass_obj
def _import(here: Installation, file: Path, jurisdiction: str | None) -> None:
    """Add the days of FILE: a calendar (.ics), or a text with a day at the beginning of each line."""
    _say(_change(here, jurisdiction, add=read_holidays(file.read_text(encoding="utf-8"))))


@holidays.command("list")
@JURISDICTION
@click.pass_obj
def _list(here: Installation, jurisdiction: str | None) -> None:
    """Show them, the earliest first."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        for day in database.read_now(lambda connection: days_of(connection, city)):
            click.echo(f"{day}  {day:%A}")


@click.group()
def services() -> None:
    """The kinds of problem that people report here."""


@services.command("list")
@JURISDICTION
@click.pass_obj
def _list_services(here: Installation, jurisdiction: str | None) -> None:
    """Show each with the working days in which it is meant to be done."""
    city = jurisdiction or here.jurisdiction
    with here.opened() as database:
        known = database.read_now(lambda connection: service.services(connection, city))
    for code, one in known.items():
        days = "says nothing" if one.expected_days is None else f"{one.expected_days} working days"
        click.echo(f"{code}  {days}  {one.name}{'' if one.active else '  retired'}")


@services.command("set")
@click.argument("code")
@click.option("--expected-days", type=click.IntRange(1, 365), help="Working days; without it the city says nothing.")
@JURISDICTION
@click.pass_obj
def _set(here: Installation, code: str, expected_days: int | None, jurisdiction: str | None) -> None:
    """Say in how many working days CODE is meant to be done."""
    _publish(here, jurisdiction, lambda c, city: service.expect_within(c, city, code, expected_days))
    click.echo(f"'{code}': {'nothing is said' if expected_days is None else f'{expected_days} working days'}.")


def _change(
    here: Installation, jurisdiction: str | None, add: Iterable[date] = (), remove: Iterable[date] = ()
) -> bool:
    return _publish(here, jurisdiction, lambda c, city: service.change_holidays(c, city, add, remove))


def _publish(here: Installation, jurisdiction: str | None, change: Callable[[Connection, str], list[Change]]) -> bool:
    city = jurisdiction or here.jurisdiction

    def unit(connection: Connection) -> bool:
        changes = change(connection, city)
        if changes:
            commit_changes(connection, city, changes)
        return bool(changes)

    with here.opened() as database:
        return database.write_now(unit)


def _say(is_changed: bool) -> None:
    click.echo("What is expected counts these days from now on." if is_changed else "That was so already.")
