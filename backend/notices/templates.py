"""The words of messages: what Curbline says by itself, in two languages, and the strict little renderer. No I/O."""

import re
from collections.abc import Mapping

from msgspec import Struct

from backend.notices.rules import CONFIRM, TOLD

STATES = (*TOLD, CONFIRM)
FIELDS = ("city", "service", "reference", "note", "link", "stop")
"""What may stand in braces. `stop` is the page where messages end; `note` may be empty: its paragraph then goes."""
_FIELD = re.compile(r"\{(\w*)\}")
MAX_SUBJECT, MAX_BODY = 150, 4000


class Template(Struct, frozen=True):
    """A subject of one line and paragraphs of text, with fields in braces."""

    subject: str
    body: str


class Message(Struct, frozen=True):
    """What is sent, in words."""

    subject: str
    paragraphs: list[str]


def problems(template: Template) -> dict[str, list[str]]:
    """What is wrong with `subject` and `body`, in sentences; empty when the words may be used."""
    found = {
        "subject": _problems_of("subject", template.subject, MAX_SUBJECT),
        "body": _problems_of("body", template.body, MAX_BODY),
    }
    if "\n" in template.subject.strip():
        found["subject"].append("The subject has more than one line.")
    return {part: sentences for part, sentences in found.items() if sentences}


def _problems_of(name: str, text: str, longest: int) -> list[str]:
    unknown = sorted({field for field in _FIELD.findall(text) if field not in FIELDS})
    found = [f"There is no field {{{field}}}; there are {', '.join(FIELDS)}." for field in unknown]
    if re.search(r"[{}]", _FIELD.sub("", text)):
        found.append(f"A brace in the {name} stands alone.")
    if not text.strip():
        found.append(f"The {name} is empty.")
    if len(text) > longest:
        found.append(f"The {name} is longer than {longest} characters.")
    return found


def render(template: Template, facts: Mapping[str, str]) -> Message:
    """The template with its fields filled in. What a fact says is never read as a template."""
    paragraphs = [part for part in re.split(r"\n\s*\n", template.body.strip()) if not _is_empty(part, facts)]
    return Message(
        " ".join(_fill(template.subject, facts).split()), [_fill(part, facts).strip() for part in paragraphs]
    )


def _is_empty(paragraph: str, facts: Mapping[str, str]) -> bool:
    """A paragraph that is about a field without a value."""
    return any(not facts[field].strip() for field in _FIELD.findall(paragraph))


def _fill(text: str, facts: Mapping[str, str]) -> str:
    return _FIELD.sub(lambda match: facts[match[1]], text)


def default(state: str, locale: str) -> Template:
    """Curbline's own words; English where it does not know the language."""
    subject, sentence = _WORDS.get(locale, _WORDS["en"])[state]
    if state == CONFIRM:
        return Template(subject, sentence)
    return Template(subject, f"{sentence}\n\n{{note}}\n\n{{link}}")


_WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "en": {
        "triaged": ("{reference}: we looked at your report", "{city} has looked at your report about: {service}."),
        "planned": ("{reference}: a crew has your report", "A crew now has your report about: {service}."),
        "in_work": ("{reference}: work has begun", "A crew is working on your report about: {service}."),
        "resolved": ("{reference}: fixed", "Your report about {service} is fixed. Thank you for telling us."),
        "closed": ("{reference}: closed", "Your report about {service} is closed."),
        "reopened": ("{reference}: open again", "Your report about {service} is open again."),
        "duplicate": (
            "{reference}: we know of this one",
            "Somebody else told us of this too ({service}). We will tell you how it goes.",
        ),
        "comment": ("{reference}: a word from {city}", "{city} wrote about your report ({service}):"),
        CONFIRM: (
            "{reference}: shall we tell you how it goes?",
            "Somebody asked {city} to send news of a report about {service} to this address.\n\n"
            "If it was you, open this page and say yes:\n{stop}\n\n"
            "If it was not you, do nothing. We will not write again, and forget this address in a week.",
        ),
    },
    "es": {
        "triaged": ("{reference}: vimos su reporte", "{city} ha visto su reporte sobre: {service}."),
        "planned": ("{reference}: un equipo tiene su reporte", "Un equipo ya tiene su reporte sobre: {service}."),
        "in_work": ("{reference}: empezó el trabajo", "Un equipo trabaja en su reporte sobre: {service}."),
        "resolved": ("{reference}: arreglado", "Su reporte sobre {service} está arreglado. Gracias por avisarnos."),
        "closed": ("{reference}: cerrado", "Su reporte sobre {service} está cerrado."),
        "reopened": ("{reference}: abierto de nuevo", "Su reporte sobre {service} está abierto de nuevo."),
        "duplicate": (
            "{reference}: ya lo sabemos",
            "Otra persona también nos avisó de esto ({service}). Le diremos cómo sigue.",
        ),
        "comment": ("{reference}: un mensaje de {city}", "{city} escribió sobre su reporte ({service}):"),
        CONFIRM: (
            "{reference}: ¿le avisamos cómo sigue?",
            "Alguien pidió a {city} enviar a esta dirección noticias de un reporte sobre {service}.\n\n"
            "Si fue usted, abra esta página y diga que sí:\n{stop}\n\n"
            "Si no fue usted, no haga nada. No escribiremos más y olvidaremos esta dirección en una semana.",
        ),
    },
}
LOCALES = tuple(_WORDS)
