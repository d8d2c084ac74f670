"""Rules for a service request: reporting it, and adding to it."""

from sync.decide.duplicates import join, meant, takes_in
from sync.decide.jobs import canonical, route
from sync.decide.state import (
    APPLIED,
    Act,
    Decision,
    Line,
    RequestState,
    Rights,
    World,
    known_place,
    made_id,
    promise,
    rejected,
    tell,
    write,
)
from sync.protocol.messages import PhotoPromise


def report(world: World, rights: Rights, act: Act) -> Decision:
    """`request.report`: kept wherever the point lies; with a crew in charge it becomes a job at once, or a duplicate of
    the one that its reporter found to be the same (SYNC-049)."""
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
    request = RequestState(
        id=act.id,
        reference=args.reference,
        service_code=args.service_code,
        description=args.description,
        place=known_place(world, args.place),
        district_id=None,
        route_reason="",
        reporter_device=rights.device_id,
        requested_at=act.occurred_at,
        recorded_at=world.now,
        updated_at=world.now,
    )
    promise(world, rights, args.photos, "report", [("request", request.id)])
    named = meant(world, args.same_as)
    add_request(world, rights, act, request, named)
    if request.duplicate_of is not None:
        return Decision("applied", "ok", {"same_as": world.requests[request.duplicate_of].reference})
    if named is not None:
        tell(world, rights, act, request, "same_as", named.reference)
    return APPLIED


def add_request(
    world: World, rights: Rights, act: Act, request: RequestState, same_as: RequestState | None = None
) -> None:
    """A new request takes its place in the city, with the one that it is the same as if that can still take it in."""
    world.taken.add(request.reference)
    world.requests[request.id] = request
    tell(world, rights, act, request, "reported")
    write(world, request, rights, "text", "place", "status")
    if same_as is not None and takes_in(into := canonical(world, same_as), request):
        join(world, rights, act, request, into)
    route(world, rights, act, request, made_id(request.id, "job"))


def comment(world: World, rights: Rights, act: Act) -> Decision:
    """`request.comment`: words and photos are kept whatever the status is (union law, I11)."""
    request = world.requests.get(act.id)
    if request is None or not may_read(rights, request):
        return rejected("not_found")
    return add_words(world, rights, act, request, act.args.id, act.args.text, act.args.photos, APPLIED)


def add_words(
    world: World,
    rights: Rights,
    act: Act,
    request: RequestState,
    id: str,
    text: str,
    photos: list[PhotoPromise],
    otherwise: Decision,
) -> Decision:
    """Keep words and photos as a comment; `otherwise` is the decision when they stay with this request.

    What is added to a duplicate goes to the request it was merged into (SYNC-038); its own reader keeps a copy.
    """
    home = canonical(world, request)
    at, by, name = act.occurred_at, rights.signature, rights.name
    world.lines.append(Line(id, "request", home.id, "comment", by, text, rights.device_id, at, name=name))
    write(world, home, rights, "comments")
    if home is request:
        promise(world, rights, photos, "comment", [("request", home.id)])
        return otherwise
    copy = made_id(act.op_id, request.id, "copy")
    world.lines.append(Line(copy, "request", request.id, "comment", by, text, rights.device_id, at, name=name))
    write(world, request, rights, "comments")
    promise(world, rights, photos, "comment", [("request", home.id), ("request", request.id)])
    return Decision("redirected", "merged_elsewhere", {"reference": home.reference})


def may_read(rights: Rights, request: RequestState) -> bool:
    """Whether the author may know of the request at all."""
    mine = request.reporter_device == rights.device_id
    my_crews = rights.crew_id is not None and request.crew_id == rights.crew_id
    return mine or my_crews or rights.is_desk
