"""What the manager's screen of districts asks and is told. Times are UTC; layers and crews go by their names."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

from backend.places.service import Outline, Sheet, Version
from backend.reroutes.preview import Preview

Name = Annotated[str, Meta(min_length=1, max_length=200)]


class UploadReply(Struct, frozen=True):
    """A file that was read: `upload` names it in a DraftRequest."""

    upload: str
    file_name: str
    sheets: list[Sheet]


class DraftRequest(Struct, frozen=True):
    """How an uploaded file is to be read, and which layer it is to become; a layer that is not there yet is made."""

    upload: Name
    file_name: Name
    layer: Name
    name_field: Name
    crew_field: Name | None = None
    crs: Name | None = None
    source_layer: Name | None = None


class VersionReply(Struct, frozen=True):
    """A version and what applying it now would do; once it applies, `preview.move` counts what has yet to follow."""

    version: Version
    preview: Preview


class Spot(Struct, frozen=True, array_like=True):
    """Where an open request lies that would move: longitude, latitude, reference."""

    lon: float
    lat: float
    reference: str


class MapReply(Struct, frozen=True):
    """The areas of today, those of the version, and the requests that would move, as many as are drawn."""

    before: list[Outline]
    after: list[Outline]
    moves: list[Spot]


class ApplyRequest(Struct, frozen=True):
    """From when on the version answers; None, or a moment that has passed: at once."""

    at: datetime | None = None
