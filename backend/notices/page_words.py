"""The sentences of the page where messages are confirmed and ended, in the languages of the messages."""

from typing import Any

PAGE_WORDS: dict[str, dict[str, Any]] = {
    "en": {
        "asked": ("Shall we tell you how it goes?", "Say yes, and we write to you when something changes."),
        "told": ("We tell you how it goes", "We write to you when something changes. You can end this at any time."),
        "ended": ("No more messages", "We do not write to you about this report, and do not keep your address for it."),
        "old": ("This link is old", "If you still get messages, please use the link in the newest one."),
        "yes": "Yes, tell me",
        "no": "No, and forget my address",
        "stop": "Stop messages about this report",
        "all": "Stop messages about all my reports",
        "look": "See how the report goes",
    },
    "es": {
        "asked": ("¿Le avisamos cómo sigue?", "Diga que sí y le escribiremos cuando algo cambie."),
        "told": ("Le avisamos cómo sigue", "Le escribimos cuando algo cambia. Puede terminarlo cuando quiera."),
        "ended": ("No más mensajes", "No le escribimos sobre este reporte y no guardamos su dirección para ello."),
        "old": ("Este enlace es antiguo", "Si aún recibe mensajes, use por favor el enlace del más reciente."),
        "yes": "Sí, avísenme",
        "no": "No, y olviden mi dirección",
        "stop": "No más mensajes sobre este reporte",
        "all": "No más mensajes sobre todos mis reportes",
        "look": "Ver cómo sigue el reporte",
    },
}
