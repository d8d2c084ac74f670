"""Which language a page for everybody is in: the one that its address asks for, else the reader's own. No I/O."""

LOCALES = ("en", "es")


def chosen(asked: str, accepts: str) -> str:
    """A locale of LOCALES. `accepts` is an Accept-Language header (RFC 9110); what is not spoken here is skipped."""
    if asked in LOCALES:
        return asked
    best, weight = LOCALES[0], 0.0
    for part in accepts[:500].split(","):
        tag, _, parameter = part.partition(";")
        locale = tag.strip().lower().split("-")[0]
        liked = _weight(parameter)
        if locale in LOCALES and liked > weight:
            best, weight = locale, liked
    return best


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
