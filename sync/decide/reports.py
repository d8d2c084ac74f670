"""Rules for a service request: reporting it, and adding to it."""

from msgspec import structs

from sync.decide.jobs import give_to_crew, new_work_order
from sync.decide.state import (
    APPLIED,
    Act,
    Answerable,
    Decision,
    Line,
    RequestState,
    Rights,
    World,
    made_id,
    promise,
    rejected,
    tell,
    write,
)


def report(world: World, rights: Rights, act: Act) -> Decision:
    """`request.report`: kept wherever the point lies; with a crew in charge it becomes a job at once."""
    args = act.args
    existing = world.requests.get(act.id)
    if existing is not None:
        same = existing.reporter_device == rights.device_id and existing.reference == args.reference
        return Decision("merged", "already_so") if same else rejected("bad_value", fields=[{"code": "id", "at": "/on"}])
    if act.id in world.elsewhere:
        return rejected("bad_value", fields=[{"code": "id", "at": "/on"}])
    if args.reference in world.taken:
        return rejected("reference_taken")
    if not world.services.get(args.service_code):
        return rejected("service_retired", service_code=args.service_code)
    who = world.answerable.get(act.op_id, Answerable())
    request = RequestState(
        id=act.id,
        reference=args.reference,
        service_code=args.service_code,
        description=args.description,
        place=args.place,
        district_id=who.district_id,
        route_reason=who.reason,
        reporter_device=rights.device_id,
        requested_at=act.occurred_at,
        recorded_at=world.now,
        updated_at=world.now,
    )
    world.taken.add(request.reference)
    world.requests[request.id] = request
    tell(world, rights, act, request, "reported")
    promise(world, args.photos, "report", [("request", request.id)])
    write(world, request, rights, "text", "place", "status")
    if who.crew_id is not None:
        job = new_work_order(world, made_id(request.id, "job"), request)
        give_to_crew(world, structs.replace(rights, signature="routing"), act, job, who.crew_id)
    return APPLIED


def comment(world: World, rights: Rights, act: Act) -> Decision:
    """`request.comment`: words and photos are kept whatever the status is (union law, I11)."""
    request = world.requests.get(act.id)
    if request is None or not _may_read(rights, request):
        return rejected("not_found")
    args = act.args
    line = Line(
        args.id, "request", request.id, "comment", rights.signature, args.text, rights.device_id, act.occurred_at
    )
    world.lines.append(line)
    promise(world, args.photos, "comment", [("request", request.id)])
    write(world, request, rights, "comments")
    return APPLIED


def _may_read(rights: Rights, request: RequestState) -> bool:
    mine = request.reporter_device == rights.device_id
    my_crews = rights.crew_id is not None and request.crew_id == rights.crew_id
    return mine or my_crews or rights.is_desk
