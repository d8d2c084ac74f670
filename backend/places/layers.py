"""Writing a responsibility layer: the areas of a version become its districts, and the rest is retired."""

from collections.abc import Sequence

from msgspec import Struct, structs
from sqlalchemy import Connection, insert, select, update

from backend.db.commit import Change
from backend.people.service import create_crew, crew_names, new_id
from backend.places.routing import layer_names
from backend.places.tables import District, Layer

_DISTRICT = District.__table__  # type: ignore[attr-defined]
_LAYER = Layer.__table__  # type: ignore[attr-defined]
_REF = frozenset({"ref"})


class Drawn(Struct, frozen=True):
    """An area of a version: its name, its crew's name (None: the file says nothing of crews), its boundary as WKB."""

    name: str
    crew: str | None
    boundary: bytes


class ImportResult(Struct, frozen=True):
    """How many districts a version adds, changes, leaves as they are and retires; and whose rings were repaired."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    repaired: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether the districts are as they were."""
        return not (self.added or self.changed or self.retired)


class Known(Struct, frozen=True):
    """A district as it is, retired ones too."""

    id: str
    name: str
    crew_id: str | None
    boundary: bytes
    active: bool
    ver: int


def layer_of(connection: Connection, jurisdiction: str, name: str) -> str:
    """The layer's id; it is made, without districts, when it is new."""
    layer_id = layer_names(connection, jurisdiction).get(name)
    if layer_id is None:
        layer_id = new_id()
        connection.execute(insert(_LAYER).values(id=layer_id, jurisdiction=jurisdiction, name=name, rev=1))
    return layer_id


def districts_of(connection: Connection, layer_id: str) -> dict[str, Known]:
    """The layer's districts by name, retired ones too."""
    columns = [_DISTRICT.c[field] for field in Known.__struct_fields__]
    rows = connection.execute(select(*columns).where(_DISTRICT.c.layer_id == layer_id))
    return {row.name: Known(*row) for row in rows}


def compare(known: dict[str, Known], drawn: Sequence[Drawn], crew_ids: dict[str, str]) -> ImportResult:
    """What `put_districts` would do. `crew_ids` is crew name -> id; a crew that is not there yet is a change."""
    result = ImportResult()
    for area in drawn:
        result = _count(result, _step(area, known.get(area.name), crew_ids.get(area.crew or "", area.crew)))
    names = {area.name for area in drawn}
    return structs.replace(result, retired=sum(row.active for row in known.values() if row.name not in names))


def put_districts(
    connection: Connection, jurisdiction: str, layer_id: str, drawn: Sequence[Drawn]
) -> tuple[ImportResult, list[Change]]:
    """Make the layer's districts those that are drawn; the changes are for `commit_changes`.

    A crew is made when there is none of that name. A district whose area names no crew keeps the one it has.
    """
    known = districts_of(connection, layer_id)
    crew_ids, changes = _crews(connection, jurisdiction, {area.crew for area in drawn if area.crew})
    result = compare(known, drawn, crew_ids)
    for area in drawn:
        facts = {"jurisdiction": jurisdiction, "layer_id": layer_id, "crew_id": crew_ids.get(area.crew or "")}
        change = _put_district(connection, area, facts, known.pop(area.name, None))
        changes += [change] if change else []
    changes += [_change_district(connection, row, active=False) for row in known.values() if row.active]
    if not result.is_nothing:
        connection.execute(update(_LAYER).where(_LAYER.c.id == layer_id).values(rev=_LAYER.c.rev + 1))
    return result, changes


def _crews(connection: Connection, jurisdiction: str, names: set[str]) -> tuple[dict[str, str], list[Change]]:
    """Ids of the crews by name, and the changes that made those which were missing."""
    ids = {name: id for id, name in crew_names(connection, jurisdiction).items()}
    made = {name: create_crew(connection, jurisdiction, name) for name in sorted(names - ids.keys())}
    return ids | {name: change.id for name, change in made.items()}, list(made.values())


def _step(area: Drawn, row: Known | None, crew_id: str | None) -> str:
    if row is None:
        return "added"
    same = row.active and row.boundary == area.boundary and crew_id in (None, row.crew_id)
    return "unchanged" if same else "changed"


def _put_district(
    connection: Connection, area: Drawn, facts: dict[str, str | None], row: Known | None
) -> Change | None:
    if row is None:
        id = new_id()
        values = {"id": id, "name": area.name, "boundary": area.boundary, "active": True, "ver": 1}
        connection.execute(insert(_DISTRICT).values(**facts, **values))
        return Change("district", id, 1, _REF)
    if _step(area, row, facts["crew_id"]) == "unchanged":
        return None
    crew_id = facts["crew_id"] or row.crew_id
    return _change_district(connection, row, boundary=area.boundary, crew_id=crew_id, active=True)


def _change_district(connection: Connection, row: Known, **facts: object) -> Change:
    ver = row.ver + 1
    connection.execute(update(_DISTRICT).where(_DISTRICT.c.id == row.id).values(**facts, ver=ver))
    return Change("district", row.id, ver, _REF)


def _count(result: ImportResult, step: str) -> ImportResult:
    return structs.replace(result, **{step: getattr(result, step) + 1})
