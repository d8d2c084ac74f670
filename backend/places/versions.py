"""Versions of a responsibility layer: drafted from a file, then applied, replaced or discarded (ADR-0018).

A draft changes nothing else. Open requests follow an applied version in `backend/reroutes`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

import shapely  # type: ignore[import-untyped]
from msgspec import Struct, structs
from sqlalchemy import Connection, func, insert, select, update

from backend.db.commit import Change
from backend.db.rows import insert_new, table
from backend.errors import Problem
from backend.people.service import crew_names
from backend.places.importing import Areas
from backend.places.layers import Drawn, ImportResult, compare, districts_of, layer_of, put_districts
from backend.places.routing import LayerAreas, layer_areas, layer_id
from backend.places.tables import Layer, LayerArea, LayerVersion, RoutingRule, Service

_AREA, _LAYER, _SERVICE, _VERSION = table(LayerArea), table(Layer), table(Service), table(LayerVersion)
_RULE = table(RoutingRule)

State = Literal["draft", "scheduled", "applying", "applied", "replaced", "discarded"]


class Version(Struct, frozen=True):
    """One version of a layer. `valid_from_at` is when it began to answer, or shall begin where it is scheduled."""

    layer: str
    number: int
    state: State
    file_name: str
    findings: dict[str, Any]
    made_by: str
    made_at: datetime
    valid_from_at: datetime | None
    valid_until_at: datetime | None
    rerouted_to: str


def draft_version(
    connection: Connection,
    jurisdiction: str,
    layer: str,
    areas: Areas,
    *,
    file_name: str,
    made_by: str,
    now: datetime,
    findings: Mapping[str, Any] | None = None,
) -> int:
    """Keep the areas as the layer's next version, and change nothing else; its number. A new layer is named here."""
    id = layer_of(connection, jurisdiction, layer)
    newest = connection.execute(select(func.max(_VERSION.c.number)).where(_VERSION.c.layer_id == id)).scalar()
    number = int(newest or 0) + 1
    facts = {"file_name": file_name, "findings": dict(findings or {"repaired": areas.repaired}), "made_by": made_by}
    key = {"layer_id": id, "number": number}
    connection.execute(
        insert(_VERSION).values(**key, **facts, jurisdiction=jurisdiction, state="draft", made_at=now, rerouted_to="")
    )
    insert_new(connection, _AREA, [key | structs.asdict(one) for one in drawn(areas)])
    return number


def discard_version(connection: Connection, jurisdiction: str, layer: str, number: int) -> None:
    """Throw a draft away, scheduled or not. Raises `not_found`, and `bad_value` for what is no draft."""
    _draft(connection, jurisdiction, layer, number)
    _note(connection, layer_id(connection, jurisdiction, layer), number, state="discarded", valid_from_at=None)


def schedule_version(connection: Connection, jurisdiction: str, layer: str, number: int, at: datetime) -> None:
    """Have a draft applied once that moment has come. Raises as `discard_version`."""
    _draft(connection, jurisdiction, layer, number)
    _note(connection, layer_id(connection, jurisdiction, layer), number, state="scheduled", valid_from_at=at)


def begin_version(
    connection: Connection, jurisdiction: str, layer: str, number: int, now: datetime
) -> tuple[ImportResult, list[Change]]:
    """Make the draft's areas the districts that answer from now on; the changes are for `commit_changes`.

    The version is `applying` until open requests have followed, which is nobody's task where no service asks the layer.
    Raises as `discard_version`, and `busy` while another version of the layer is applying.
    """
    draft = _draft(connection, jurisdiction, layer, number)
    id = layer_id(connection, jurisdiction, layer)
    others = versions(connection, jurisdiction, layer)
    unfinished = [one.number for one in others if one.state == "applying"]
    if unfinished:
        raise Problem("busy", f"Version {unfinished[0]} of '{layer}' is still being applied.")
    for one in others:
        if one.state == "applied":
            _note(connection, id, one.number, state="replaced", valid_until_at=now)
    result, changes = put_districts(connection, jurisdiction, id, drawn_in(connection, id, number))
    asks = any(
        connection.execute(select(one.c.layer_id).where(one.c.layer_id == id)).first() for one in (_SERVICE, _RULE)
    )
    _note(connection, id, number, state="applying" if asks else "applied", valid_from_at=now)
    return structs.replace(result, repaired=tuple(draft.findings.get("repaired", []))), changes


def put_layer(
    connection: Connection, jurisdiction: str, layer: str, areas: Areas, *, file_name: str, made_by: str, now: datetime
) -> tuple[ImportResult, list[Change]]:
    """`draft_version` and `begin_version` in one; no version where the districts are as the areas say."""
    id = layer_of(connection, jurisdiction, layer)
    result = compared(connection, jurisdiction, id, drawn(areas))
    if result.is_nothing:
        return result, []
    number = draft_version(connection, jurisdiction, layer, areas, file_name=file_name, made_by=made_by, now=now)
    return begin_version(connection, jurisdiction, layer, number, now)


def note_rerouted(connection: Connection, jurisdiction: str, layer: str, number: int, to: str | None) -> None:
    """Open requests up to this id have followed the version; None: all have."""
    facts = {"state": "applied", "rerouted_to": ""} if to is None else {"rerouted_to": to}
    _note(connection, layer_id(connection, jurisdiction, layer), number, **facts)


def versions(connection: Connection, jurisdiction: str, layer: str | None = None) -> list[Version]:
    """The versions of a layer, or of all layers, oldest first."""
    mine = _VERSION.c.jurisdiction == jurisdiction
    these = mine if layer is None else mine & (_VERSION.c.layer_id == layer_id(connection, jurisdiction, layer))
    return _versions(connection, these)


def version(connection: Connection, jurisdiction: str, layer: str, number: int) -> Version:
    """One version. Raises `not_found`."""
    found = [one for one in versions(connection, jurisdiction, layer) if one.number == number]
    if not found:
        raise Problem("not_found", f"Layer '{layer}' has no version {number}.")
    return found[0]


def hold_version(connection: Connection, jurisdiction: str, layer: str, number: int) -> Version:
    """`version` for who will write it: until the unit ends, no other changes it."""
    id = layer_id(connection, jurisdiction, layer)
    this = (_VERSION.c.layer_id == id) & (_VERSION.c.number == number)
    connection.execute(select(_VERSION.c.number).where(this).with_for_update()).first()
    return version(connection, jurisdiction, layer, number)


def under_way(connection: Connection, now: datetime) -> list[tuple[str, Version]]:
    """(jurisdiction, version) of all that are applying, and of the scheduled ones whose moment has come."""
    due = (_VERSION.c.state == "scheduled") & (_VERSION.c.valid_from_at <= now)
    these = (_VERSION.c.state == "applying") | due
    cities = connection.execute(select(_VERSION.c.jurisdiction).where(these).distinct()).scalars().all()
    return [(city, one) for city in cities for one in _versions(connection, these & (_VERSION.c.jurisdiction == city))]


def as_drawn(connection: Connection, jurisdiction: str, layer: str, number: int) -> LayerAreas:
    """The version's areas, to ask who would answer. A district or crew that is not there yet has its name for an id."""
    id = layer_id(connection, jurisdiction, layer)
    known = districts_of(connection, id)
    crew_ids = {name: id for id, name in crew_names(connection, jurisdiction).items()}
    areas = []
    for one in drawn_in(connection, id, number):
        row = known.get(one.name)
        kept = row.crew_id if row else None
        crew_id = crew_ids.get(one.crew, one.crew) if one.crew else kept
        areas.append((row.id if row else one.name, one.name, crew_id, one.boundary))
    return layer_areas(0, number, layer, areas)


def drawn(areas: Areas) -> list[Drawn]:
    """The areas of a file as a version keeps them."""
    return [Drawn(area.name, area.crew, shapely.to_wkb(area.geometry)) for area in areas.areas]


def drawn_in(connection: Connection, layer_id: str, number: int) -> list[Drawn]:
    """The areas of a version, by name."""
    these = (_AREA.c.layer_id == layer_id) & (_AREA.c.number == number)
    rows = connection.execute(select(_AREA.c.name, _AREA.c.crew, _AREA.c.boundary).where(these).order_by(_AREA.c.name))
    return [Drawn(*row) for row in rows]


def compared(connection: Connection, jurisdiction: str, layer_id: str, areas: Sequence[Drawn]) -> ImportResult:
    """What applying these areas would do to the layer's districts."""
    crew_ids = {name: id for id, name in crew_names(connection, jurisdiction).items()}
    return compare(districts_of(connection, layer_id), areas, crew_ids)


def _draft(connection: Connection, jurisdiction: str, layer: str, number: int) -> Version:
    found = hold_version(connection, jurisdiction, layer, number)
    if found.state not in ("draft", "scheduled"):
        raise Problem("bad_value", f"Version {number} of '{layer}' is {found.state}, not a draft.")
    return found


def _versions(connection: Connection, these: Any) -> list[Version]:
    columns = [_VERSION.c[name] for name in Version.__struct_fields__ if name != "layer"]
    rows = connection.execute(
        select(_LAYER.c.name, *columns)
        .join(_LAYER, _LAYER.c.id == _VERSION.c.layer_id)
        .where(these)
        .order_by(_LAYER.c.name, _VERSION.c.number)
    )
    return [Version(*row) for row in rows]


def _note(connection: Connection, layer_id: str, number: int, **facts: Any) -> None:
    this = (_VERSION.c.layer_id == layer_id) & (_VERSION.c.number == number)
    connection.execute(update(_VERSION).where(this).values(**facts))
