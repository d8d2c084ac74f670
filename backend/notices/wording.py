"""Whose words a message is made of: the city's for the service, the city's for all, or Curbline's own."""

from sqlalchemy import Connection, delete, select

from backend.db.rows import put, table
from backend.errors import Problem
from backend.notices.tables import NoticeTemplate
from backend.notices.templates import Message, Template, default, problems, render
from backend.places import service as places

__all__ = ["Key", "default", "give_up", "keep", "own", "sample", "template"]

_TEMPLATE = table(NoticeTemplate)
_SAMPLE_REFERENCE = "K7QM-3XD9-2FJ"
_SAMPLE_NOTE = {
    "en": "We filled the hole with asphalt. It will set by tomorrow.",
    "es": "Rellenamos el hoyo con asfalto. Mañana estará firme.",
}

Key = tuple[str, str, str, str]
"""City, service code or `*`, state, locale."""


def template(connection: Connection, here: str, service_code: str, state: str, locale: str) -> Template:
    """The words for a message about a request of this service."""
    mine = own(connection, here)
    return mine.get((service_code, state, locale)) or mine.get(("*", state, locale)) or default(state, locale)


def own(connection: Connection, here: str) -> dict[tuple[str, str, str], Template]:
    """(service code or `*`, state, locale) -> the city's own words."""
    rows = connection.execute(
        select(_TEMPLATE).where(_TEMPLATE.c.jurisdiction == here).order_by(_TEMPLATE.c.state, _TEMPLATE.c.service_code)
    ).mappings()
    return {(row["service_code"], row["state"], row["locale"]): Template(row["subject"], row["body"]) for row in rows}


def keep(connection: Connection, here: str, service_code: str, state: str, locale: str, template: Template) -> None:
    """Use these words from now on. Raises `bad_value` with all that is wrong, and `not_found` for a service."""
    wrong = problems(template)
    if wrong:
        raise Problem("bad_value", " ".join(sentence for sentences in wrong.values() for sentence in sentences))
    if service_code != "*" and service_code not in places.services(connection, here):
        raise Problem("not_found", f"There is no service '{service_code}' here.")
    key = {"jurisdiction": here, "service_code": service_code, "state": state, "locale": locale}
    put(connection, _TEMPLATE, [key | {"subject": template.subject, "body": template.body}])


def give_up(connection: Connection, here: str, service_code: str, state: str, locale: str) -> None:
    """Forget the city's own words, if there are any: those beneath are used from now on."""
    key = {"jurisdiction": here, "service_code": service_code, "state": state, "locale": locale}
    connection.execute(delete(_TEMPLATE).where(*(_TEMPLATE.c[name] == value for name, value in key.items())))


def sample(connection: Connection, here: str, service_code: str, locale: str, template: Template, site: str) -> Message:
    """The message about a made-up report, about the city's first service where the words are for all."""
    offered = places.services(connection, here)
    service = offered.get(service_code) or next((offered[code] for code in sorted(offered)), None)
    facts = {
        "city": places.jurisdiction_name(connection, here),
        "service": service.name_in(locale) if service else service_code,
        "reference": _SAMPLE_REFERENCE,
        "note": _SAMPLE_NOTE.get(locale, _SAMPLE_NOTE["en"]),
        "link": f"{site}/r/{_SAMPLE_REFERENCE.replace('-', '')}",
        "stop": f"{site}/notices/…",
    }
    return render(template, facts)
