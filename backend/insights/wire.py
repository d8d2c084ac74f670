"""What the manager's screen of satisfaction is told; `rules.DEFINITIONS` says what each number means."""

from datetime import date

from msgspec import Struct


class Numbers(Struct, frozen=True):
    """`share` is satisfied out of rated, 0 to 1; None when nobody rated."""

    closed: int = 0
    rated: int = 0
    satisfied: int = 0
    reopened: int = 0
    share: float | None = None


class ServiceNumbers(Struct, frozen=True):
    """One kind of problem, by its code and its name in the city's own language."""

    code: str
    name: str
    numbers: Numbers


class DistrictNumbers(Struct, frozen=True):
    """One district of one layer; all names are None for reports outside every district."""

    name: str | None
    layer: str | None
    numbers: Numbers


class Comment(Struct, frozen=True):
    """A reporter's own words with a rating. Nothing says who wrote them or where; `day` is in UTC."""

    day: date
    stars: int
    words: str
    service: str
    district: str | None


class SatisfactionReply(Struct, frozen=True):
    """What was closed from the beginning of `since` (UTC) on, most closed first, and what its reporters thought."""

    since: date
    total: Numbers
    services: list[ServiceNumbers]
    districts: list[DistrictNumbers]
    comments: list[Comment]
    definitions: dict[str, str]
