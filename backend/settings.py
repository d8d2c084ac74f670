"""All settings, read once from the environment (prefix CURBLINE_). infra/docs/operations.md documents each of them."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
from msgspec import Struct


class SettingsError(ValueError):
    """A setting has a value that cannot be used; the message names it."""


class Settings(Struct, frozen=True):
    """What may differ between two installations."""

    data_dir: Path = Path(".curbline")
    """Where the database, the photos and unfinished uploads lie."""
    database_url: str = ""
    """SQLAlchemy address of the database; empty means curbline.db in data_dir."""
    host: str = "127.0.0.1"
    port: int = 8000
    jurisdiction: str = "knoxville"
    """The city whose residents this address serves."""
    web_dir: Path = Path("pwa/dist")
    """The built front end."""
    password_cost: str = "strong"
    """Cost of argon2: `strong`, or `test` for test runs only."""
    exchanges_per_s: int = 10
    """How often one device may ask in the long run, twice as often at once; 0 for no limit."""
    sign_in_days: int = 30
    """How long a staff sign-in lasts; crews are offline for weeks."""
    public_url: str = ""
    """How people reach this address from outside; empty means http://localhost and the port."""
    smtp_url: str = ""
    """The mail server: smtp://USER:PASSWORD@HOST:PORT, with ?starttls, or smtps://; empty: no e-mail is sent."""
    mail_from: str = ""
    """Whom messages come from, as `City of Knoxville <311@example.org>`."""
    quiet_hours: str = "21:00-08:00"
    """When people are told nothing that is not urgent; empty: never."""
    time_zone: str = "America/New_York"
    """Whose hours those are, and whose days the public pages count in."""
    travel_matrix_url: str = ""
    """A router on the city's own network that speaks OSRM's table service; empty: tours go by straight lines."""

    @property
    def site(self) -> str:
        """The address in messages, without a slash at its end."""
        return (self.public_url or f"http://localhost:{self.port}").rstrip("/")

    @property
    def database(self) -> str:
        """The database's address, with the default filled in."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'curbline.db').absolute()}"


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Settings from CURBLINE_* variables; unknown names and bad values raise SettingsError."""
    prefix = "CURBLINE_"
    given = {k[len(prefix) :].lower(): v for k, v in environ.items() if k.startswith(prefix)}
    unknown = given.keys() - set(Settings.__struct_fields__)
    if unknown:
        raise SettingsError(f"There is no setting {prefix}{sorted(unknown)[0].upper()}.")
    try:
        return msgspec.convert(given, Settings, strict=False, dec_hook=lambda kind, value: kind(value))
    except msgspec.ValidationError as error:
        raise SettingsError(f"A {prefix}* setting has a bad value: {error}.") from error
