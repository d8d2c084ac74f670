"""Who answers for a named asset: rules by service and owner, which win over the service's own layer (ADR-0020)."""

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select

from backend.db.commit import Change
from backend.errors import Problem
from backend.people.service import crew_names
from backend.places.following import follow_again
from backend.places.jurisdictions import change_jurisdiction
from backend.places.tables import Layer, RoutingRule, Service

_LAYER = Layer.__table__  # type: ignore[attr-defined]
_RULE = RoutingRule.__table__  # type: ignore[attr-defined]
_SERVICE = Service.__table__  # type: ignore[attr-defined]


class OwnerRule(Struct, frozen=True):
    """For this service, what this owner has is answered for by a crew, or by whoever does on a layer (names)."""

    service_code: str
    owner: str
    layer: str | None = None
    crew: str | None = None


class OwnerWay(Struct, frozen=True):
    """The same by ids, for finding who answers."""

    layer_id: str | None
    crew_id: str | None


def folded(owner: str) -> str:
    """Owners are the same whatever their case and spaces."""
    return " ".join(owner.casefold().split())


def owner_ways(connection: Connection, jurisdiction: str) -> dict[tuple[str, str], OwnerWay]:
    """(service code, folded owner) -> who answers."""
    rows = connection.execute(
        select(_RULE.c.service_code, _RULE.c.owner, _RULE.c.layer_id, _RULE.c.crew_id).where(
            _RULE.c.jurisdiction == jurisdiction
        )
    )
    return {(code, folded(owner)): OwnerWay(layer_id, crew_id) for code, owner, layer_id, crew_id in rows}


def owner_rules(connection: Connection, jurisdiction: str) -> list[OwnerRule]:
    """The city's rules, by service and owner."""
    crews = crew_names(connection, jurisdiction)
    rows = connection.execute(
        select(_RULE.c.service_code, _RULE.c.owner, _LAYER.c.name, _RULE.c.crew_id)
        .outerjoin(_LAYER, _LAYER.c.id == _RULE.c.layer_id)
        .where(_RULE.c.jurisdiction == jurisdiction)
        .order_by(_RULE.c.service_code, _RULE.c.owner)
    )
    return [OwnerRule(code, owner, layer, crews.get(crew_id or "")) for code, owner, layer, crew_id in rows]


def set_owner_rule(connection: Connection, jurisdiction: str, rule: OwnerRule) -> Change:
    """Make or replace the rule for its service and owner. Raises `not_found` for a service, layer or crew."""
    if rule.service_code not in _services(connection, jurisdiction):
        raise Problem("not_found", f"'{jurisdiction}' has no service '{rule.service_code}'.")
    facts: dict[str, str | None] = {"layer_id": None, "crew_id": None}
    if rule.layer is not None:
        facts["layer_id"] = _layer_id(connection, jurisdiction, rule.layer)
    else:
        ids = {name: id for id, name in crew_names(connection, jurisdiction).items()}
        if rule.crew not in ids:
            raise Problem("not_found", f"There is no crew '{rule.crew}' here.")
        facts["crew_id"] = ids[rule.crew]
    _drop(connection, jurisdiction, rule.service_code, rule.owner)
    key = {"jurisdiction": jurisdiction, "service_code": rule.service_code, "owner": rule.owner}
    connection.execute(insert(_RULE).values(**key, **facts))
    follow_again(connection, _asked(connection, jurisdiction, rule.service_code) or facts["layer_id"])
    return change_jurisdiction(connection, jurisdiction)


def remove_owner_rule(connection: Connection, jurisdiction: str, service_code: str, owner: str) -> Change:
    """From now on the service's layer answers for what this owner has. Raises `not_found`."""
    if not _drop(connection, jurisdiction, service_code, owner):
        raise Problem("not_found", f"There is no rule for '{service_code}' and the owner '{owner}'.")
    follow_again(connection, _asked(connection, jurisdiction, service_code))
    return change_jurisdiction(connection, jurisdiction)


def _drop(connection: Connection, jurisdiction: str, service_code: str, owner: str) -> int:
    here = (_RULE.c.jurisdiction == jurisdiction) & (_RULE.c.service_code == service_code)
    names = connection.execute(select(_RULE.c.owner).where(here)).scalars().all()
    same = [name for name in names if folded(name) == folded(owner)]
    return connection.execute(delete(_RULE).where(here, _RULE.c.owner.in_(same))).rowcount


def _asked(connection: Connection, jurisdiction: str, service_code: str) -> str | None:
    """The service's own layer: whoever follows it looks at all of the service's requests."""
    mine = (_SERVICE.c.jurisdiction == jurisdiction) & (_SERVICE.c.code == service_code)
    found: str | None = connection.execute(select(_SERVICE.c.layer_id).where(mine)).scalar()
    return found


def _services(connection: Connection, jurisdiction: str) -> set[str]:
    return set(connection.execute(select(_SERVICE.c.code).where(_SERVICE.c.jurisdiction == jurisdiction)).scalars())


def _layer_id(connection: Connection, jurisdiction: str, name: str) -> str:
    found = connection.execute(
        select(_LAYER.c.id).where(_LAYER.c.jurisdiction == jurisdiction, _LAYER.c.name == name)
    ).scalar()
    if found is None:
        raise Problem("not_found", f"'{jurisdiction}' has no layer '{name}'.")
    return str(found)
