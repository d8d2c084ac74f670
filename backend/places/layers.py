"""Writing a responsibility layer: the districts of a file become those of the layer, and the rest is retired."""

from collections.abc import Mapping, Sequence

import shapely  # type: ignore[import-untyped]
from msgspec import Struct, structs
from sqlalchemy import Connection, insert, select, update

from backend.db.commit import Change, commit_changes
from backend.people.service import create_crew, crew_names, new_id
from backend.places.importing import Area, Areas
from backend.places.routing import layer_names
from backend.places.tables import District, Layer

_DISTRICT = District.__table__  # type: ignore[attr-defined]
_LAYER = Layer.__table__  # type: ignore[attr-defined]
_REF = frozenset({"ref"})


class ImportResult(Struct, frozen=True):
    """How many districts an import added, changed, left as they were and retired; and whose rings it repaired."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    repaired: tuple[str, ...] = ()


def import_layer(
    connection: Connection,
    jurisdiction: str,
    layer_name: str,
    areas: Areas,
    crews: Mapping[str, str] | None = None,
    *,
    also: Sequence[Change] = (),
) -> ImportResult:
    """Make the layer's districts those of the file, and publish them together with the changes in `also`.

    `crews` is district name -> crew name; a crew is made when there is none of that name. Without it each area's own
    `crew` counts, and a district whose area names no crew keeps the one it has.
    """
    result, changes = put_layer(connection, jurisdiction, layer_name, areas, crews)
    if changes or also:
        commit_changes(connection, jurisdiction, [*also, *changes])
    return result


def put_layer(
    connection: Connection, jurisdiction: str, layer_name: str, areas: Areas, crews: Mapping[str, str] | None = None
) -> tuple[ImportResult, list[Change]]:
    """`import_layer` without the publishing, for a unit that has more to write."""
    layer_id, known = _layer(connection, jurisdiction, layer_name)
    wanted = {area.name: (crews or {}).get(area.name, area.crew) for area in areas.areas}
    crew_ids, changes = _crews(connection, jurisdiction, {crew for crew in wanted.values() if crew})
    result = ImportResult(repaired=tuple(areas.repaired))
    for area in areas.areas:
        crew_id = crew_ids.get(wanted[area.name] or "")
        facts = {"jurisdiction": jurisdiction, "layer_id": layer_id, "crew_id": crew_id}
        step, change = _put_district(connection, area, facts, known.pop(area.name, None))
        result = _count(result, step)
        changes += [change] if change else []
    for row in known.values():
        if row.active:
            result = _count(result, "retired")
            changes.append(_change_district(connection, row, active=False))
    if result.added or result.changed or result.retired:
        connection.execute(update(_LAYER).where(_LAYER.c.id == layer_id).values(rev=_LAYER.c.rev + 1))
    return result, changes


class _Known(Struct, frozen=True):
    id: str
    name: str
    crew_id: str | None
    boundary: bytes
    active: bool
    ver: int


def _layer(connection: Connection, jurisdiction: str, name: str) -> tuple[str, dict[str, _Known]]:
    """The layer's id, made when it is new, and its districts by name, retired ones too."""
    layer_id = layer_names(connection, jurisdiction).get(name)
    if layer_id is None:
        layer_id = new_id()
        connection.execute(insert(_LAYER).values(id=layer_id, jurisdiction=jurisdiction, name=name, rev=1))
    columns = [_DISTRICT.c[field] for field in _Known.__struct_fields__]
    rows = connection.execute(select(*columns).where(_DISTRICT.c.layer_id == layer_id))
    return layer_id, {row.name: _Known(*row) for row in rows}


def _crews(connection: Connection, jurisdiction: str, names: set[str]) -> tuple[dict[str, str], list[Change]]:
    """Ids of the crews by name, and the changes that made those which were missing."""
    ids = {name: id for id, name in crew_names(connection, jurisdiction).items()}
    made = {name: create_crew(connection, jurisdiction, name) for name in sorted(names - ids.keys())}
    return ids | {name: change.id for name, change in made.items()}, list(made.values())


def _put_district(
    connection: Connection, area: Area, facts: Mapping[str, str | None], row: _Known | None
) -> tuple[str, Change | None]:
    boundary = shapely.to_wkb(area.geometry)
    if row is None:
        id = new_id()
        values = {"id": id, "name": area.name, "boundary": boundary, "active": True, "ver": 1}
        connection.execute(insert(_DISTRICT).values(**facts, **values))
        return "added", Change("district", id, 1, _REF)
    crew_id = facts["crew_id"] or row.crew_id
    if row.active and row.boundary == boundary and row.crew_id == crew_id:
        return "unchanged", None
    return "changed", _change_district(connection, row, boundary=boundary, crew_id=crew_id, active=True)


def _change_district(connection: Connection, row: _Known, **facts: object) -> Change:
    ver = row.ver + 1
    connection.execute(update(_DISTRICT).where(_DISTRICT.c.id == row.id).values(**facts, ver=ver))
    return Change("district", row.id, ver, _REF)


def _count(result: ImportResult, step: str) -> ImportResult:
    return structs.replace(result, **{step: getattr(result, step) + 1})
