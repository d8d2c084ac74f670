"""All field problems of an op at once, as codes with JSON pointers into its arguments. Twin of validation.ts."""

import math
import re

from msgspec import Struct

from sync.protocol import lifecycle, reference
from sync.protocol.corrections import DESK_CLOSING
from sync.protocol.messages import (
    MAX_MATERIALS,
    MAX_PHOTO_BYTES,
    MAX_PHOTOS,
    CancelArgs,
    CloseArgs,
    CloseRequestArgs,
    CommentArgs,
    CorrectArgs,
    EditArgs,
    LogArgs,
    Material,
    NotifyArgs,
    PhotoPromise,
    Place,
    PlanArgs,
    RateArgs,
    ReopenArgs,
    ReportArgs,
    ReviewArgs,
    SettleArgs,
    SortArgs,
    WithdrawArgs,
)

MAX_TEXT = 4000
MAX_EMAIL = 254
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+")
_ENDPOINT = re.compile(r"https://[!-~]+")
_POINT = re.compile(r"[A-Za-z0-9_-]{87}=?")
_SECRET = re.compile(r"[A-Za-z0-9_-]{22}(==)?")
_THINGS = {"request": "request", "wo": "wo", "op": "op", "noop": "device"}


class FieldProblem(Struct, frozen=True):
    """A code of outcomes.json and where in the arguments it is."""

    code: str
    at: str


def problems(kind: str, thing: str, args: object) -> list[FieldProblem]:
    """What is wrong with the arguments of an op of this kind on such a thing; empty when nothing is."""
    expected = _THINGS[kind.partition(".")[0]]
    found = [] if thing == expected else [FieldProblem("bad_value", "/on")]
    return found + _of_request(args) + _of_job(args)


def _of_request(args: object) -> list[FieldProblem]:
    match args:
        case ReportArgs():
            place = _reference(args.reference) + _place(args.place)
            return place + _text(args.description, "/description") + _photos(args.photos)
        case CommentArgs():
            is_empty = not args.text.strip() and not args.photos
            found = [FieldProblem("bad_value", "/text")] if is_empty else []
            return found + _text(args.text, "/text") + _photos(args.photos)
        case EditArgs():
            found = _given(args.description, args.place) + _text(args.description or "", "/description")
            return found + ([] if args.place is None else _place(args.place))
        case ReopenArgs() | WithdrawArgs() | RateArgs():
            return _text(args.text, "/text") + _photos(getattr(args, "photos", []))
        case NotifyArgs():
            return _notify(args)
        case SortArgs():
            return _given(args.service_code, args.priority)
        case CloseRequestArgs():
            found = [] if args.outcome in DESK_CLOSING else [FieldProblem("bad_value", "/outcome")]
            return found + (_text(args.note, "/note") if args.note.strip() else [FieldProblem("bad_value", "/note")])
    return []


def _of_job(args: object) -> list[FieldProblem]:
    match args:
        case CloseArgs():
            found = [] if args.outcome in lifecycle.CLOSING else [FieldProblem("bad_value", "/outcome")]
            return found + _text(args.note, "/note") + _photos(args.photos) + _materials(args.materials)
        case CorrectArgs():
            return _correction(args)
        case CancelArgs() | ReviewArgs() | SettleArgs():
            return _text(args.note, "/note")
        case PlanArgs():
            return _plan(args)
        case LogArgs():
            return _log(args)
    return []


def _reference(text: str) -> list[FieldProblem]:
    return [] if reference.parse(text) == text else [FieldProblem("bad_reference", "/reference")]


def _given(*values: object) -> list[FieldProblem]:
    return [FieldProblem("bad_value", "")] if all(value is None for value in values) else []


def _notify(args: NotifyArgs) -> list[FieldProblem]:
    address = args.address
    if not address:
        return []
    if args.channel == "email":
        is_wrong = len(address) > MAX_EMAIL or not _EMAIL.fullmatch(address)
        return [FieldProblem("bad_value", "/address")] if is_wrong else []
    given = {"/address": (_ENDPOINT, address), "/p256dh": (_POINT, args.p256dh), "/auth": (_SECRET, args.auth)}
    return [FieldProblem("bad_value", at) for at, (rule, text) in given.items() if not rule.fullmatch(text)]


def _plan(args: PlanArgs) -> list[FieldProblem]:
    found = _given(args.schedule, args.instructions) + _text(args.instructions or "", "/instructions")
    when = args.schedule
    if when is not None and when.from_at is not None and when.until_at is not None and when.until_at < when.from_at:
        found.append(FieldProblem("bad_value", "/schedule/until_at"))
    return found


def _correction(args: CorrectArgs) -> list[FieldProblem]:
    found = [] if args.photos else _given(args.outcome, args.note)
    if args.outcome is not None and args.outcome not in lifecycle.CLOSING:
        found.append(FieldProblem("bad_value", "/outcome"))
    return found + _text(args.note or "", "/note") + _photos(args.photos)


def _log(args: LogArgs) -> list[FieldProblem]:
    empty = args.minutes == 0 and not args.materials and not args.text.strip()
    found = [FieldProblem("bad_value", "")] if empty else []
    return found + _materials(args.materials) + _text(args.text, "/text")


def _materials(materials: list[Material]) -> list[FieldProblem]:
    found = [FieldProblem("bad_value", "/materials")] if len(materials) > MAX_MATERIALS else []
    for i, material in enumerate(materials):
        if not material.name.strip():
            found.append(FieldProblem("bad_value", f"/materials/{i}/name"))
        if not 0 < material.quantity <= 1_000_000:
            found.append(FieldProblem("bad_value", f"/materials/{i}/quantity"))
    return found


def _place(place: Place) -> list[FieldProblem]:
    if place.lat is None and place.lon is None:
        return [] if place.text.strip() else [FieldProblem("bad_location", "/place")]
    if place.lat is None or place.lon is None:
        return [FieldProblem("bad_location", "/place")]
    found = []
    if not -90 <= place.lat <= 90:
        found.append(FieldProblem("bad_location", "/place/lat"))
    if not -180 <= place.lon <= 180:
        found.append(FieldProblem("bad_location", "/place/lon"))
    if place.accuracy_m is not None and not (math.isfinite(place.accuracy_m) and place.accuracy_m >= 0):
        found.append(FieldProblem("bad_location", "/place/accuracy_m"))
    return found


def _text(text: str, at: str) -> list[FieldProblem]:
    return [FieldProblem("bad_value", at)] if len(text) > MAX_TEXT else []


def _photos(photos: list[PhotoPromise]) -> list[FieldProblem]:
    found = [FieldProblem("bad_value", "/photos")] if len(photos) > MAX_PHOTOS else []
    if len({photo.id for photo in photos}) < len(photos):
        found.append(FieldProblem("bad_value", "/photos"))
    for i, photo in enumerate(photos):
        if not 0 < photo.size_bytes <= MAX_PHOTO_BYTES:
            found.append(FieldProblem("bad_value", f"/photos/{i}/size_bytes"))
    return found
