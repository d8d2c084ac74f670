"""The agenda of the demo city: who acts when, on what they knew at that moment, and when it reaches the city."""

import heapq
import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection

from backend.demo.phone import City, Phone, read_photo
from backend.demo.script import Step, Story
from backend.people.service import new_id
from backend.requests import service as requests
from backend.work_orders import service as work_orders
from sync.decide.state import WorkOrderState
from sync.protocol import lifecycle, reference
from sync.protocol.messages import (
    AcceptArgs,
    AssignArgs,
    CloseArgs,
    CommentArgs,
    PhotoPromise,
    RateArgs,
    ReportArgs,
    StartArgs,
)


class Plot:
    """A story under way: its reporter's phone and its service request."""

    def __init__(self, story: Story, reporter: Phone, now: datetime) -> None:
        self.story = story
        self.reporter = reporter
        self.request_id = new_id()
        self.began_at = now - timedelta(days=story.days_ago)

    def at(self, hours: float) -> datetime:
        return self.began_at + timedelta(hours=hours)


class _Frozen(Struct, frozen=True):
    """An op as its author froze it, and the photos it promised."""

    kind: str
    on: str
    base: int
    acted_at: datetime
    args: Struct
    photos: list[tuple[PhotoPromise, bytes]]


class Life:
    """What happens when: acts are frozen in the order they were done, and sent in the order they reached the city."""

    def __init__(self, city: City, folder: Path, staff: dict[str, Phone], crews: dict[str, str]) -> None:
        self._city = city
        self._folder = folder
        self._staff = staff
        self._crews = crews
        self._agenda: list[tuple[datetime, int, Callable[[], Awaitable[None]]]] = []
        self._n = itertools.count()

    def plan(self, plot: Plot) -> None:
        """Put a story on the agenda."""
        self._at(plot.began_at, partial(self._report, plot))
        for step in plot.story.steps:
            self._at(plot.at(step.after_h), partial(self._act, plot, step))

    async def pass_by(self) -> None:
        """Let everything on the agenda happen."""
        while self._agenda:
            self._city.at, _, happen = heapq.heappop(self._agenda)
            await happen()

    def _at(self, moment: datetime, happen: Callable[[], Awaitable[None]]) -> None:
        heapq.heappush(self._agenda, (moment, next(self._n), happen))

    async def _report(self, plot: Plot) -> None:
        story, photos = plot.story, self._photos(plot.story.photos)
        args = ReportArgs(reference.make(), story.service, story.place, story.description, [p for p, _ in photos])
        frozen = _Frozen("request.report", f"request/{plot.request_id}", 0, plot.began_at, args, photos)
        await _send(plot.reporter, frozen)

    async def _act(self, plot: Plot, step: Step) -> None:
        frozen = await self._freeze(plot, step)
        phone = plot.reporter if step.by == "reporter" else self._staff[step.by]
        send = partial(_send, phone, frozen, photos_wait=step.photos_wait)
        if step.sent_after_h is None:
            await send()
        else:
            self._at(plot.at(step.sent_after_h), send)

    async def _freeze(self, plot: Plot, step: Step) -> _Frozen:
        """The op as its author makes it from what the city knows at this moment."""
        photos, acted_at = self._photos(step.photos), plot.at(step.after_h)
        promises = [promise for promise, _ in photos]
        if step.act == "comment":
            said = CommentArgs(new_id(), step.text, promises)
            return _Frozen("request.comment", f"request/{plot.request_id}", 0, acted_at, said, photos)
        if step.act == "rate":
            rated = RateArgs(step.stars, step.text)
            return _Frozen("request.rate", f"request/{plot.request_id}", 0, acted_at, rated, photos)
        job = await self._city.database.read(lambda connection: self._job(connection, plot))
        if job and step.act == "assign" and not lifecycle.is_open("work_order", job.status):
            job = None  # what is done stays done: more work on the same request is a new work order
        args: AcceptArgs | StartArgs | CloseArgs | AssignArgs
        match step.act:
            case "accept":
                args = AcceptArgs()
            case "start":
                args = StartArgs()
            case "close":
                args = CloseArgs(step.outcome, step.text, promises)
            case "assign":
                args = AssignArgs(self._crews[step.crew], None if job else plot.request_id)
            case _:
                raise ValueError(f"The demo has no act '{step.act}'.")
        id, base = (job.id, job.ver) if job else (new_id(), 0)
        return _Frozen(f"wo.{step.act}", f"wo/{id}", base, acted_at, args, photos)

    def _job(self, connection: Connection, plot: Plot) -> WorkOrderState | None:
        """The request's newest work order, as everybody sees it at this moment."""
        here = self._city.jurisdiction
        (request,) = requests.load(connection, here, [plot.request_id]).values()
        id = request.work_order_id
        return work_orders.load(connection, here, [id])[id] if id else None

    def _photos(self, names: list[str]) -> list[tuple[PhotoPromise, bytes]]:
        return [read_photo(self._folder / "photos" / name) for name in names]


async def _send(phone: Phone, frozen: _Frozen, photos_wait: bool = False) -> None:
    await phone.send(frozen.kind, frozen.on, frozen.base, frozen.acted_at, frozen.args)
    for promise, data in [] if photos_wait else frozen.photos:
        await phone.upload(promise, data)
