"""What the desk's screens of map and history are told."""

from datetime import date, datetime

from msgspec import Struct

from sync.protocol.messages import RequestDoc, WorkOrderDoc


class ListedRequest(Struct, frozen=True):
    """One request in a line. `place` is its words."""

    id: str
    reference: str
    service_code: str
    status: str
    priority: str
    place: str
    lat: float | None
    lon: float | None
    district_id: str | None
    crew_id: str | None
    recorded_at: datetime
    closed_at: datetime | None
    overdue: bool


class Counts(Struct, frozen=True):
    """How many there are of each, under all that was chosen but its own part: a service's number is what choosing it
    would show. `months` are (first day, count), without gaps."""

    services: dict[str, int]
    districts: dict[str, int]
    states: dict[str, int]
    months: list[tuple[date, int]]


class RequestsReply(Struct, frozen=True):
    """A page, newest first; `next` continues it. `unplaced` of the total have no point, and are on no map.

    `cut` says that the words found more than are counted. `counts` come with the first page.
    """

    total: int
    unplaced: int
    overdue: int
    rows: list[ListedRequest]
    next: str | None
    cut: bool = False
    counts: Counts | None = None


class OneRequest(Struct, frozen=True):
    """A request as the desk reads it, and the job that serves it."""

    request: RequestDoc
    job: WorkOrderDoc | None
