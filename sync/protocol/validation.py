"""All field problems of an op at once, as codes with JSON pointers into its arguments. Twin of validation.ts."""

import math

from msgspec import Struct

from sync.protocol import lifecycle, reference
from sync.protocol.messages import (
    MAX_PHOTO_BYTES,
    MAX_PHOTOS,
    CloseArgs,
    CommentArgs,
    PhotoPromise,
    Place,
    ReportArgs,
)

MAX_TEXT = 4000
_THINGS = {"request": "request", "wo": "wo", "noop": "device"}


class FieldProblem(Struct, frozen=True):
    """A code of outcomes.json and where in the arguments it is."""

    code: str
    at: str


def problems(kind: str, thing: str, args: object) -> list[FieldProblem]:
    """What is wrong with the arguments of an op of this kind on such a thing; empty when nothing is."""
    expected = _THINGS[kind.partition(".")[0]]
    found = [] if thing == expected else [FieldProblem("bad_value", "/on")]
    match args:
        case ReportArgs():
            if reference.parse(args.reference) != args.reference:
                found.append(FieldProblem("bad_reference", "/reference"))
            found += _place(args.place) + _text(args.description, "/description") + _photos(args.photos)
        case CommentArgs():
            if not args.text.strip() and not args.photos:
                found.append(FieldProblem("bad_value", "/text"))
            found += _text(args.text, "/text") + _photos(args.photos)
        case CloseArgs():
            if args.outcome not in lifecycle.CLOSING:
                found.append(FieldProblem("bad_value", "/outcome"))
            found += _text(args.note, "/note") + _photos(args.photos)
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
