"""Which buckets hold a thing: the one rule of who may see it (SYNC-022)."""

from sync.decide.state import HeldOp, RequestState, WorkOrderState


def of_request(request: RequestState) -> frozenset[str]:
    """Its reporter's device, its district (or `none`: the visible unassigned list), and the crew that has the job.

    Nobody's, once it is erased.
    """
    if request.erased_at is not None:
        return frozenset()
    buckets = {f"device:{request.reporter_device}", f"district:{request.district_id or 'none'}"}
    if request.crew_id is not None:
        buckets.add(f"crew:{request.crew_id}")
    return frozenset(buckets)


def of_work_order(job: WorkOrderState) -> frozenset[str]:
    """Its district, its crew, and whoever closed it late, too, or otherwise: they hear what is decided (SYNC-083)."""
    buckets = {f"district:{job.district_id or 'none'}"}
    said = {one.crew_id for one in job.closings if one.kind != "first" and one.crew_id is not None}
    buckets |= {closed_by(crew_id) for crew_id in said if crew_id != job.crew_id}
    if job.crew_id is not None:
        buckets.add(f"crew:{job.crew_id}")
    return frozenset(buckets)


def closed_by(crew_id: str) -> str:
    """The bucket of jobs that the crew has no more, or never had again, and closed: of each it reads its own closing,
    and no photos but its own."""
    return f"closed:{crew_id}"


def is_closers(bucket: str) -> bool:
    """Whether it is such a bucket."""
    return bucket.startswith(closed_by(""))


def of_held(held: HeldOp) -> frozenset[str]:
    """Its author's device, which waits for the answer, and the desk, which gives it."""
    return frozenset({f"device:{held.author.device_id}", "desk"})
