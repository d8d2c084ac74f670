"""Every sentence of the pages that anybody may read, and their dates, in each language of LOCALES."""

from datetime import date
from typing import Any

PAGE_WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "locale": "en_US",
        "status": {
            "new": "Reported",
            "triaged": "Being looked at",
            "planned": "Assigned to a crew",
            "in_work": "In work",
            "resolved": "Fixed",
            "closed": "Closed",
            "duplicate": "Already reported by somebody else",
            "withdrawn": "Withdrawn by the person who reported it",
            "reopened": "Open again",
        },
        "stops": ("Reported", "Assigned", "In work", "Fixed"),
        "closed": "Closed",
        "steps": {
            "reported": "The city got the report.",
            "triaged": "The city looked at it.",
            "planned": "A crew has it.",
            "in_work": "Work began.",
            "resolved": "It was fixed.",
            "closed": "It was closed.",
            "duplicate": "It was the same as an earlier report.",
            "withdrawn": "The person who reported it took it back.",
            "reopened": "It was opened again.",
            "corrected": "What was said before was corrected.",
        },
        "by_crew": {
            "triaged": "{crew} looked at it.",
            "planned": "{crew} will come back for it.",
            "in_work": "{crew} began the work.",
            "resolved": "{crew} fixed it.",
            "closed": "{crew} closed it.",
            "corrected": "{crew} corrected what was said before.",
        },
        "stands": "Where it stands",
        "story": "What happened so far",
        "reference": "Reference",
        "reported": "Reported",
        "changed": "Last change",
        "expected": "The city means to have it done by {day}.",
        "late": "The city meant to have it done by {day}. It is late.",
        "told": ("One more person reported it.", "{n} more people reported it."),
        "agency": "An agency outside the city has it: {agency}.",
        "home": "See the earlier report",
        "same": "I see this too",
        "report": "Report a problem",
        "other": "Look up another report",
        "printed": "This page: {address}",
        "look": "Look it up",
        "look_title": "Look up a report",
        "look_text": "Type the reference that you got when you reported.",
        "wrong_title": "No such reference",
        "wrong_text": "These letters and digits cannot be a reference. Please check them against what you wrote down.",
        "unknown_title": "Not here yet",
        "unknown_text": "No report with this reference is here yet. It may still be on the phone that made it.",
        "erased_title": "Removed",
        "erased_text": "The city has removed this report, because the person who made it asked for that.",
        "feeds": "News for feed readers",
        "feeds_text": "A feed reader tells you when a report changes. Give it one of these addresses.",
        "feeds_all": "All reports",
        "feeds_kinds": "By kind",
        "feeds_areas": "By area",
        "about": "Look up what became of a report to the city.",
    },
    "es": {
        "locale": "es_US",
        "status": {
            "new": "Reportado",
            "triaged": "En revisión",
            "planned": "Asignado a un equipo",
            "in_work": "En obra",
            "resolved": "Arreglado",
            "closed": "Cerrado",
            "duplicate": "Ya lo reportó otra persona",
            "withdrawn": "Retirado por quien lo reportó",
            "reopened": "Abierto de nuevo",
        },
        "stops": ("Reportado", "Asignado", "En obra", "Arreglado"),
        "closed": "Cerrado",
        "steps": {
            "reported": "La ciudad recibió el reporte.",
            "triaged": "La ciudad lo revisó.",
            "planned": "Un equipo lo tiene.",
            "in_work": "Empezó el trabajo.",
            "resolved": "Se arregló.",
            "closed": "Se cerró.",
            "duplicate": "Era igual a un reporte anterior.",
            "withdrawn": "Quien lo reportó lo retiró.",
            "reopened": "Se abrió de nuevo.",
            "corrected": "Se corrigió lo que se dijo antes.",
        },
        "by_crew": {
            "triaged": "{crew} lo revisó.",
            "planned": "{crew} volverá para terminarlo.",
            "in_work": "{crew} empezó el trabajo.",
            "resolved": "{crew} lo arregló.",
            "closed": "{crew} lo cerró.",
            "corrected": "{crew} corrigió lo que se dijo antes.",
        },
        "stands": "Cómo va",
        "story": "Lo que pasó hasta ahora",
        "reference": "Referencia",
        "reported": "Reportado",
        "changed": "Cambió",
        "expected": "La ciudad piensa terminarlo a más tardar el {day}.",
        "late": "La ciudad pensaba terminarlo a más tardar el {day}. Está atrasado.",
        "told": ("Otra persona también lo reportó.", "Otras {n} personas también lo reportaron."),
        "agency": "Lo tiene una agencia ajena a la ciudad: {agency}.",
        "home": "Ver el reporte anterior",
        "same": "Yo también lo veo",
        "report": "Reportar un problema",
        "other": "Buscar otro reporte",
        "printed": "Esta página: {address}",
        "look": "Buscar",
        "look_title": "Buscar un reporte",
        "look_text": "Escriba la referencia que recibió al reportar.",
        "wrong_title": "No existe esa referencia",
        "wrong_text": "Estas letras y cifras no pueden ser una referencia. Compárelas por favor con lo que anotó.",
        "unknown_title": "Aún no está aquí",
        "unknown_text": "Ningún reporte con esta referencia está aquí. Quizás siga en el teléfono que lo hizo.",
        "erased_title": "Eliminado",
        "erased_text": "La ciudad eliminó este reporte, porque quien lo hizo lo pidió.",
        "feeds": "Noticias para lectores de feeds",
        "feeds_text": "Un lector de feeds le avisa cuando un reporte cambia. Dele una de estas direcciones.",
        "feeds_all": "Todos los reportes",
        "feeds_kinds": "Por tipo",
        "feeds_areas": "Por zona",
        "about": "Vea qué pasó con un reporte a la ciudad.",
    },
}
OTHER = {"en": ("es", "Español"), "es": ("en", "English")}
"""The other language, and how it calls itself."""

_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
_DAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
}


def say_date(day: date, locale: str) -> str:
    """November 21, 2026; 21 de noviembre de 2026."""
    month = _MONTHS[locale].split()[day.month - 1]
    return f"{day.day} de {month} de {day.year}" if locale == "es" else f"{month} {day.day}, {day.year}"


def say_day(day: date, locale: str) -> str:
    """Saturday, November 21, 2026; sábado 21 de noviembre de 2026."""
    name = _DAYS[locale].split()[day.weekday()]
    return f"{name} {say_date(day, locale)}" if locale == "es" else f"{name}, {say_date(day, locale)}"
