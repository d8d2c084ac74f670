"""What the desk knows of its crews' phones, put together from what phones said and where jobs stand."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from backend.db.commit import epoch, head, seqs_in
from backend.desk.rules import held_by
from backend.desk.wire import CrewSeen, CrewsReply, LastAct, PhoneSeen
from backend.people import service as people
from backend.people.service import Phone
from backend.work_orders import service as work_orders
from backend.work_orders.service import OpenJob


def crews_seen(connection: Connection, here: str, now: datetime) -> CrewsReply:
    """Every crew of the city's own; agencies have no phones here."""
    outside = people.agencies(connection, here)
    names = {id: name for id, name in people.crew_names(connection, here).items() if id not in outside}
    jobs: dict[str, list[OpenJob]] = defaultdict(list)
    for job in work_orders.open_jobs(connection, here, names):
        jobs[job.crew_id].append(job)
    phones = people.crew_phones(connection, here, now)
    crews = [
        _crew(connection, here, id, name, phones.get(id, []), jobs[id])
        for id, name in sorted(names.items(), key=lambda one: one[1])
    ]
    return CrewsReply(now, crews)


def _crew(
    connection: Connection, here: str, id: str, name: str, phones: Sequence[Phone], jobs: Sequence[OpenJob]
) -> CrewSeen:
    now, history = head(connection, here), epoch(connection)
    # A cursor of another history, or of one that was lost: the phone reads everything anew when it next asks.
    cursors = [phone.cursor if phone.epoch == history and phone.cursor <= now else 0 for phone in phones]
    held = held_by(seqs_in(connection, here, f"crew:{id}", "wo", [job.id for job in jobs]), cursors)
    return CrewSeen(
        crew_id=id,
        name=name,
        phones=[PhoneSeen(phone.seen_at, phone.app) for phone in phones],
        last_seen_at=phones[0].seen_at if phones else None,
        at=_last_act(connection, here, id, jobs),
        open_jobs=len(jobs),
        on_phone=[job.id for job in jobs if job.id in held],
        not_yet=[job.id for job in jobs if job.id not in held],
        held_by=held,
    )


def _last_act(connection: Connection, here: str, crew_id: str, jobs: Sequence[OpenJob]) -> LastAct | None:
    acts = [
        LastAct(*job.spot.point, "started", job.started_at)
        for job in jobs
        if job.started_at is not None and job.spot is not None and job.spot.point is not None
    ]
    closed = work_orders.last_closed(connection, here, crew_id)
    if closed is not None and (point := closed[1].point) is not None:
        acts.append(LastAct(*point, "closed", closed[0]))
    return max(acts, key=lambda act: act.when, default=None)
