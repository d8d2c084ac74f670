"""The demo city: its layers, crews, services and sign-ins from infra/seed. Repeating it changes nothing."""

from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from backend.db.commit import Change, commit_changes
from backend.desk import notes
from backend.desk.wire import NoteWords
from backend.people import service as people
from backend.people.rules import Role
from backend.places import service as places
from backend.places.address_import import put_addresses, read_addresses
from backend.places.assets import put_assets, read_assets
from backend.places.importing import read_areas

FOLDER = Path(__file__).parents[1] / "infra" / "seed"


class DemoAssets(Struct, frozen=True):
    """A file of assets of one kind, and what people call one."""

    kind: str
    called: str
    file: str


class City(Struct, frozen=True):
    """city.json. `layers` is layer name -> the file of its areas, `agencies` the name of one -> its contact;
    `addresses` is a file, empty for none.
    """

    id: str
    name: str
    lat: float
    lon: float
    phone: str
    layers: dict[str, str]
    addresses: str = ""
    assets: tuple[DemoAssets, ...] = ()
    agencies: dict[str, str] = {}


class DemoAccount(Struct, frozen=True):
    """A sign-in of the demo; a crew member's crew by name."""

    login: str
    name: str
    role: Role
    crew: str | None = None


class DemoAccounts(Struct, frozen=True):
    """accounts.json: one password that everybody knows."""

    password: str
    accounts: list[DemoAccount]


def read_city(folder: Path) -> City:
    """Which city the folder holds. Raises FileNotFoundError."""
    return msgspec.json.decode((folder / "city.json").read_bytes(), type=City)


def read_accounts(folder: Path) -> DemoAccounts:
    """The demo's sign-ins."""
    return msgspec.json.decode((folder / "accounts.json").read_bytes(), type=DemoAccounts)


def seed_city(connection: Connection, folder: Path, cost: str, now: datetime) -> bool:
    """Make the folder's city, or bring its layers and services up to the files; whether it was new.

    Sign-ins are made with a new city only, so that a changed password or a dismissed account stays as it is.
    """
    city = read_city(folder)
    changes: list[Change] = []
    is_new = not places.has_jurisdiction(connection, city.id)
    if is_new:
        made = places.create_jurisdiction(connection, city.id, city.name, lat=city.lat, lon=city.lon, phone=city.phone)
        changes.append(made)
    known = {name for name, _ in people.agencies(connection, city.id).values()}
    for name, contact in city.agencies.items():
        if name not in known:
            changes.append(people.name_agency(connection, people.create_crew(connection, city.id, name), contact))
    for layer, file in city.layers.items():
        areas = read_areas((folder / file).read_bytes(), "name", "crew")
        changes += places.put_layer(connection, city.id, layer, areas, file_name=file, made_by="manager", now=now)[1]
    offers = msgspec.json.decode((folder / "services.json").read_bytes(), type=list[places.Offer])
    changes += places.put_services(connection, city.id, offers)
    _put_places(connection, folder, city)
    ready = msgspec.json.decode((folder / "notes.json").read_bytes(), type=list[NoteWords])
    notes.seed_notes(connection, city.id, ready)
    if not places.days_of(connection, city.id):
        days = places.read_holidays((folder / "holidays.txt").read_text())
        changes += places.change_holidays(connection, city.id, days)
    if is_new:
        _open_accounts(connection, city.id, read_accounts(folder), cost, now)
    if changes:
        commit_changes(connection, city.id, changes)
    return is_new


def _put_places(connection: Connection, folder: Path, city: City) -> None:
    """The city's addresses and assets as the files have them."""
    if city.addresses:
        put_addresses(connection, city.id, read_addresses(folder / city.addresses, {}, _unwatched).rows)
    for one in city.assets:
        put_assets(connection, city.id, one.kind, read_assets(folder / one.file, one.called, {}, _unwatched)[0])


def _unwatched(read: int) -> None:
    """Nobody watches a small file being read."""


def _open_accounts(connection: Connection, jurisdiction: str, demo: DemoAccounts, cost: str, now: datetime) -> None:
    crews = {name: id for id, name in people.crew_names(connection, jurisdiction).items()}
    for account in demo.accounts:
        crew_id = crews[account.crew] if account.crew else None
        people.create_account(
            connection, jurisdiction, account.login, account.name, account.role, crew_id, demo.password, cost, now
        )
