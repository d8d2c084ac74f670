"""What a reporter is told, put together: channels from settings, the sender, and the commands about both."""

import sys
from datetime import datetime
from functools import partial

import click
from sqlalchemy import Connection

from backend import settings
from backend.clock import Clock, now
from backend.db.commit import commit_changes
from backend.db.session import Database
from backend.errors import Problem
from backend.notices import queue, wording
from backend.notices.mail import Mailer
from backend.notices.push import Keys, Pusher
from backend.notices.rules import quiet_hours
from backend.notices.sender import Channels, Sender
from backend.notices.templates import LOCALES, STATES, Template
from backend.places.commands import Installation
from backend.requests import service as requests
from backend.settings import Settings, SettingsError
from sync.protocol import reference as references


def channels_of(chosen: Settings, clock: Clock = now) -> Channels:
    """What these settings and the keys in the data folder allow. Raises SettingsError."""
    try:
        mailer = Mailer(chosen.smtp_url, chosen.mail_from, clock) if chosen.smtp_url else None
        keys = Keys.read(chosen.data_dir)
    except ValueError as error:
        raise SettingsError(str(error)) from error
    return Channels(mailer, Pusher(keys, chosen.site, clock) if keys else None)


def sender_of(database: Database, chosen: Settings, channels: Channels, clock: Clock = now) -> Sender:
    """The sender of this installation. Raises SettingsError."""
    try:
        quiet = quiet_hours(chosen.quiet_hours, chosen.time_zone)
    except ValueError as error:
        raise SettingsError(f"CURBLINE_QUIET_HOURS: {error}") from error
    return Sender(database, channels, quiet, chosen.site, told_changed, clock)


def told_changed(connection: Connection, jurisdiction: str, request_ids: list[str]) -> None:
    """How the reporters of these requests are told has changed: their phones hear of it."""
    commit_changes(connection, jurisdiction, requests.touch(connection, jurisdiction, request_ids))


@click.group()
def notices() -> None:
    """What reporters are told by e-mail and on their phones."""


@notices.command()
@click.pass_obj
def send(here: Installation) -> None:
    """Send once what is due now. The server does this by itself."""
    chosen = settings.load()
    channels = channels_of(chosen)
    if not channels.open:
        raise Problem("bad_value", "There is no CURBLINE_SMTP_URL and there are no keys for phones.")
    with here.opened() as database:
        sent = sender_of(database, chosen, channels).send_due()
    click.echo(f"{sent} messages sent.")


@notices.command("list")
@click.option("--failed", is_flag=True, help="Those that were given up, instead of those that wait.")
@click.pass_obj
def list_(here: Installation, failed: bool) -> None:
    """List what waits to be sent, or was given up and why. It shows no addresses."""
    find = queue.failed if failed else queue.waiting
    with here.opened() as database:
        rows = database.read_now(partial(find, jurisdiction=here.jurisdiction))
    for row in rows:
        when: datetime = row["failed_at"] or row["due_at"]
        said = (f"{when:%Y-%m-%d %H:%M}", row["channel"], references.show(row["reference"]), row["state"])
        click.echo("  ".join([*said, row["failure"]]).rstrip())
    click.echo(f"{len(rows)} {'were given up' if failed else 'wait'}.")


@notices.command()
@click.pass_obj
def keys(here: Installation) -> None:
    """Make the keys that messages to phones are signed with, once. Keep the file with your backups."""
    here.folder.mkdir(parents=True, exist_ok=True)
    made = Keys.make(here.folder)
    click.echo(f"The keys are made; start the server anew. The public one: {made.public}")


@notices.group()
def templates() -> None:
    """The words of the messages: the city's own, or Curbline's."""


_STATE = click.argument("state", type=click.Choice(STATES))
_SERVICE = click.option("--service", default="*", help="For requests of this service alone.")
_LOCALE = click.option("--locale", default="en", help="The language, as in 'en' or 'es'.")


@templates.command("list")
@click.pass_obj
def list_templates(here: Installation) -> None:
    """List every state with its subject, and whose words they are."""
    with here.opened() as database:
        own = database.read_now(lambda connection: wording.own(connection, here.jurisdiction))
    for (service, state, locale), template in own.items():
        click.echo(f"{locale}  {state:<10} {service:<12} {template.subject}")
    for locale in LOCALES:
        for state in STATES:
            click.echo(f"{locale}  {state:<10} (Curbline)   {wording.default(state, locale).subject}")


@templates.command("set")
@_STATE
@click.option("--subject", required=True, help="One line.")
@click.option("--body-stdin", is_flag=True, required=True, help="Read the paragraphs from standard input.")
@_SERVICE
@_LOCALE
@click.pass_obj
def set_template(here: Installation, state: str, subject: str, body_stdin: bool, service: str, locale: str) -> None:
    """Use the city's own words for a STATE. They may name {city}, {service}, {reference}, {note}, {link} and {stop}."""
    template = Template(subject, sys.stdin.read().strip())
    with here.opened() as database:
        key = (here.jurisdiction, service, state, locale)
        database.write_now(lambda connection: wording.keep(connection, *key, template))
        _show(database, here.jurisdiction, service, locale, template)


@templates.command()
@_STATE
@_SERVICE
@_LOCALE
@click.pass_obj
def preview(here: Installation, state: str, service: str, locale: str) -> None:
    """Show a message as its reader would get it, about a made-up report."""
    with here.opened() as database:
        key = (here.jurisdiction, service, state, locale)
        template = database.read_now(lambda connection: wording.template(connection, *key))
        _show(database, here.jurisdiction, service, locale, template)


@templates.command()
@_STATE
@_SERVICE
@_LOCALE
@click.pass_obj
def reset(here: Installation, state: str, service: str, locale: str) -> None:
    """Give up the city's own words for a STATE, and show those that are used instead."""
    with here.opened() as database:
        key = (here.jurisdiction, service, state, locale)
        database.write_now(lambda connection: wording.give_up(connection, *key))
        template = database.read_now(lambda connection: wording.template(connection, *key))
        _show(database, here.jurisdiction, service, locale, template)


def _show(database: Database, here: str, service: str, locale: str, template: Template) -> None:
    site = settings.load().site
    message = database.read_now(lambda connection: wording.sample(connection, here, service, locale, template, site))
    click.echo(f"Subject: {message.subject}\n")
    click.echo("\n\n".join(message.paragraphs))
