"""The services a city offers: which kinds of problem one may report, and which layer answers for each."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct, field, to_builtins
from sqlalchemy import Connection, insert, select, update

from backend.db.commit import Change
from backend.db.remembered import remembered
from backend.errors import Problem
from backend.places.following import follow_again
from backend.places.routing import layer_id
from backend.places.tables import Layer, Service
from sync.protocol.messages import ServiceWords

_LAYER = Layer.__table__  # type: ignore[attr-defined]
_SERVICE = Service.__table__  # type: ignore[attr-defined]


class OfferedService(Struct, frozen=True):
    """What deciding about a report needs to know of its service; layer is None when no layer answers for it."""

    code: str
    name: str
    active: bool
    layer: str | None
    group: str = ""
    expected_days: int | None = None
    translations: dict[str, dict[str, str]] = {}
    """Language -> its words, as they are kept."""

    def name_in(self, locale: str) -> str:
        """Its name in a language, such as `es` or `es-MX`; the city's own where it has none."""
        for language in (locale, locale.partition("-")[0]):
            if language in self.translations:
                return self.translations[language]["name"]
        return self.name


class Offer(Struct, frozen=True, rename={"translations": "in"}):
    """A service as a city offers it: Open311 code and keywords, an icon's name, its place in the list, its layer."""

    code: str
    name: str
    description: str
    group: str
    keywords: list[str]
    icon: str
    position: int
    layer: str | None = None
    asset_kind: str | None = None
    """The kind of assets that it is about: a reporter is asked which one."""
    expected_days: Annotated[int, Meta(ge=1, le=365)] | None = None
    """Working days in which the city means to have it done."""
    translations: dict[str, ServiceWords] = field(default_factory=dict)
    """By language; `in` in a file."""


def put_services(connection: Connection, jurisdiction: str, offers: Sequence[Offer]) -> list[Change]:
    """Offer these services, new or changed, as changes for `commit_changes`. Raises `not_found` for a layer."""
    rows = connection.execute(select(_SERVICE).where(_SERVICE.c.jurisdiction == jurisdiction)).mappings()
    known = {row["code"]: dict(row) for row in rows}
    changes = []
    for offer in offers:
        facts = {
            "name": offer.name,
            "description": offer.description,
            "group_name": offer.group,
            "keywords": offer.keywords,
            "icon": offer.icon,
            "position": offer.position,
            "layer_id": layer_id(connection, jurisdiction, offer.layer) if offer.layer else None,
            "asset_kind": offer.asset_kind,
            "expected_days": offer.expected_days,
            "translations": to_builtins(offer.translations),
            "active": True,
        }
        row = known.get(offer.code)
        ver = row["ver"] + 1 if row else 1
        if row is None:
            connection.execute(insert(_SERVICE).values(jurisdiction=jurisdiction, code=offer.code, ver=ver, **facts))
        elif any(row[field] != value for field, value in facts.items()):
            key = (_SERVICE.c.jurisdiction == jurisdiction, _SERVICE.c.code == offer.code)
            connection.execute(update(_SERVICE).where(*key).values(ver=ver, **facts))
            if facts["layer_id"] != row["layer_id"]:
                follow_again(connection, layer_id(connection, jurisdiction, offer.layer) if offer.layer else None)
        else:
            continue
        changes.append(Change("service", offer.code, ver, frozenset({"ref"})))
    return changes


def expect_within(connection: Connection, jurisdiction: str, code: str, days: int | None) -> list[Change]:
    """Working days in which it is meant to be done; None says nothing. Changes for `commit_changes`. Raises
    `not_found`.
    """
    key = (_SERVICE.c.jurisdiction == jurisdiction, _SERVICE.c.code == code)
    row = connection.execute(select(_SERVICE.c.ver, _SERVICE.c.expected_days).where(*key)).first()
    if row is None:
        raise Problem("not_found", f"There is no service '{code}' here.")
    if row.expected_days == days:
        return []
    connection.execute(update(_SERVICE).where(*key).values(expected_days=days, ver=row.ver + 1))
    return [Change("service", code, row.ver + 1, frozenset({"ref"}))]


@remembered
def services(connection: Connection, jurisdiction: str) -> dict[str, OfferedService]:
    """Code -> service, retired ones too."""
    rows = connection.execute(
        select(_SERVICE.c.code, _SERVICE.c.name, _SERVICE.c.active, _LAYER.c.name, _SERVICE.c.group_name)
        .add_columns(_SERVICE.c.expected_days, _SERVICE.c.translations)
        .outerjoin(_LAYER, _LAYER.c.id == _SERVICE.c.layer_id)
        .where(_SERVICE.c.jurisdiction == jurisdiction)
    )
    return {row[0]: OfferedService(*row) for row in rows}
