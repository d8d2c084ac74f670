"""The command `curbline`. It wires settings, database and use cases together and turns refusals into sentences."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, OperationalError

from backend import schema, seeding, settings, upkeep
from backend.agencies import agencies
from backend.clock import now
from backend.collecting import collect_seldom
from backend.db.commit import commit_changes, start_history
from backend.db.session import Database, check_address, opened
from backend.erasing import erase
from backend.errors import Problem
from backend.exchange import held
from backend.history import requests_command
from backend.mapping import basemap
from backend.notifying import notices
from backend.people import service as people
from backend.people.rules import Role
from backend.places import service as places
from backend.places.calendar_commands import holidays, services
from backend.places.commands import Installation, route
from backend.places.exception_commands import default_points, rules
from backend.places.finding_commands import addresses, assets
from backend.places.finding_routes import WithoutQuery
from backend.places.importing import ImportProblem
from backend.proposing import find
from backend.redistricting import districts
from backend.reroutes import service as reroutes
from backend.settings import Settings, SettingsError


class _Commands(click.Group):
    """Expected refusals end a command with one sentence and exit code 2; anything else is a bug and shows as one."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except Problem as refusal:
            raise _Refused(refusal.detail) from refusal
        except (SettingsError, ImportProblem) as refusal:
            raise _Refused(str(refusal)) from refusal
        except OperationalError as refusal:
            raise _Refused(f"The database cannot be used: {refusal.orig}.") from refusal
        except OSError as refusal:
            raise _Refused(f"{refusal.filename or 'A file'}: {refusal.strerror or refusal}.") from refusal


class _Refused(click.ClickException):
    exit_code = 2


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def main(context: click.Context) -> None:
    """Curbline: report street problems without signal; route, close and prove them.

    Settings come from CURBLINE_* variables.
    """
    chosen = settings.load()
    context.obj = Installation(chosen.jurisdiction, chosen.data_dir, lambda: _database(chosen))


main.add_command(agencies)
main.add_command(districts)
main.add_command(route)
main.add_command(addresses)
main.add_command(assets)
main.add_command(default_points)
default_points.add_command(find)
main.add_command(rules)
main.add_command(holidays)
main.add_command(services)
main.add_command(erase)
main.add_command(notices)
main.add_command(basemap)
main.add_command(requests_command)
for _command in (upkeep.backup, upkeep.restore, upkeep.renew_history):
    main.add_command(_command)


@main.command()
@click.option("--demo", is_flag=True, help="Make the demo city first, and show its sign-ins.")
def run(demo: bool) -> None:
    """Serve the app; makes and upgrades the database first."""
    import uvicorn  # no other command needs a web server, and each should start quickly

    from backend.app import create_app

    chosen = settings.load()
    with _database(chosen) as database:
        if demo:
            _seed(database, chosen)
        elif not database.read_now(lambda connection: places.has_jurisdiction(connection, chosen.jurisdiction)):
            click.echo(f"There is no jurisdiction '{chosen.jurisdiction}' yet: import districts, or use --demo.")
    click.echo(f"Curbline serves '{chosen.jurisdiction}' at http://{_host(chosen)}:{chosen.port}")
    app = create_app(chosen)
    collect_seldom()
    logging.getLogger("uvicorn.access").addFilter(WithoutQuery())
    uvicorn.run(app, host=chosen.host, port=chosen.port, log_level="info", timeout_graceful_shutdown=3)


@main.command()
def migrate() -> None:
    """Make the database, or bring it to the newest schema."""
    chosen = settings.load()
    with _database(chosen):
        click.echo("The database is at the newest schema.")


@main.command()
def seed() -> None:
    """Make the demo city, or bring its districts and services up to date. Repeating it does no harm."""
    chosen = settings.load()
    with _database(chosen) as database:
        _seed(database, chosen)


@main.command("create-user")
@click.argument("login")
@click.option("--name", help="The name others see; by default the login.")
@click.option("--role", required=True, type=click.Choice(["crew", "dispatcher", "manager"]))
@click.option("--crew", help="The crew's name, for a crew member; the crew is made when it does not exist.")
@click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def create_user(
    login: str, name: str | None, role: Role, crew: str | None, jurisdiction: str | None, password_stdin: bool
) -> None:
    """Make a staff account. The password is asked for, or read with --password-stdin: never put it on the command."""
    chosen = settings.load()
    city = jurisdiction or chosen.jurisdiction
    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    else:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)

    def unit(connection: Connection) -> None:
        if not places.has_jurisdiction(connection, city):
            raise Problem("not_found", f"There is no jurisdiction '{city}' yet: import districts, or run seed.")
        change = people.create_crew(connection, city, crew) if crew and role == "crew" else None
        crew_id = change.id if change else None
        people.create_account(
            connection, city, login, name or login, role, crew_id, password, chosen.password_cost, now()
        )
        if change:
            commit_changes(connection, city, [change])

    with _database(chosen) as database:
        database.write_now(unit)
    click.echo(f"'{login}' may sign in to '{city}' as {role}.")


@main.command("move-user")
@click.argument("login")
@click.option("--crew", help="The new crew's name; without it the crew member is in no crew.")
@click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")
def move_user(login: str, crew: str | None, jurisdiction: str | None) -> None:
    """Move a crew member to another crew, or out of it. Work done before that and not sent yet waits for the desk."""
    chosen = settings.load()
    city = jurisdiction or chosen.jurisdiction

    def unit(connection: Connection) -> None:
        crews = {name: id for id, name in people.crew_names(connection, city).items()}
        if crew is not None and crew not in crews:
            raise Problem("not_found", f"There is no crew '{crew}' here.")
        held.move_to_crew(connection, city, login, crews[crew] if crew is not None else None, now())

    with _database(chosen) as database:
        database.write_now(unit)
    click.echo(f"'{login}' is in {f'the crew {crew!r}' if crew else 'no crew'} now.")


@main.command()
@click.argument("login")
@click.option("--now", "at_once", is_flag=True, help="Empty the phones at once; what waits on them is lost.")
@click.option("--jurisdiction", help="Which city; by default the one of CURBLINE_JURISDICTION.")
def revoke(login: str, at_once: bool, jurisdiction: str | None) -> None:
    """Shut out every phone on which LOGIN is signed in: one is lost.

    When they come by they hand over what waits on them, for the desk to look at, and delete what they hold. The person
    may sign in again on another phone.
    """
    chosen = settings.load()
    city = jurisdiction or chosen.jurisdiction
    with _database(chosen) as database:
        taken = database.write_now(lambda connection: people.revoke(connection, city, login, at_once))
    click.echo(f"{taken} sign-ins of '{login}' are taken back.")


@contextmanager
def _database(chosen: Settings) -> Iterator[Database]:
    """The database at today's schema; its folder and file are made when they are missing."""
    try:
        check_address(chosen.database)
    except ValueError as error:
        raise SettingsError(str(error)) from error
    chosen.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        schema.migrate(chosen.database)
    except DatabaseError as error:
        shown = make_url(chosen.database).render_as_string(hide_password=True)
        raise SettingsError(f"{shown} cannot be used as a database: {str(error.orig).strip()}.") from error
    with opened(chosen.database) as database:
        database.write_now(start_history)
        yield database


def _seed(database: Database, chosen: Settings) -> None:
    from backend.app import photos_changed  # as for `run`: other commands start without a web server
    from backend.attachments.store import Store
    from backend.demo.work import seed_work

    folder = seeding.FOLDER
    cost = chosen.password_cost
    reroutes.apply_due(database, now)  # what was cut before
    is_new = database.write_now(lambda connection: seeding.seed_city(connection, folder, cost, now()))
    city, demo = seeding.read_city(folder), seeding.read_accounts(folder)
    click.echo(f"{city.name}: {'made' if is_new else 'it was there already'}. Its areas are synthetic.")
    reroutes.apply_due(database, now)  # what a changed file moved
    n_reports = seed_work(database, Store(chosen.data_dir), folder, now(), photos_changed)
    if n_reports:
        click.echo(f"Its people made {n_reports} reports in the last ten days, with drawn photos.")
    click.echo(f"Demo sign-ins, all with the password {demo.password}:")
    for account in demo.accounts:
        click.echo(f"  {account.login:<10} {account.role}{f' ({account.crew})' if account.crew else ''}")


def _host(chosen: Settings) -> str:
    return "localhost" if chosen.host in ("127.0.0.1", "0.0.0.0") else chosen.host
