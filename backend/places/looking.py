"""What a file holds before anybody has said how to read it, so that a person can choose from real values."""

from collections.abc import Sequence

from msgspec import Struct

from backend.places.importing import as_text, is_in_degrees
from backend.places.opening import layers_in, read_source
from backend.places.projections import name_of
from backend.places.sources import Feature, Source

_SAMPLES = 3
_MOST_LAYERS = 20
_NAMES = ("name", "district", "label", "area", "zone", "ward", "precinct", "title", "id", "no")
_CREWS = ("crew", "team", "responsible", "agency", "owner", "depot")


class Field(Struct, frozen=True):
    """A column: some of its values, and whether each row has one (`is_filled`) of its own (`is_unique`)."""

    name: str
    samples: list[str]
    is_filled: bool
    is_unique: bool


class Sheet(Struct, frozen=True):
    """One layer of a file. `crs` is how people call what the file declares; `needs_crs`: it must be said which it is.

    `name_field` and `crew_field` are what the fields' names suggest, None where nothing does.
    """

    layer: str | None
    count: int
    crs: str | None
    needs_crs: bool
    fields: list[Field]
    name_field: str | None
    crew_field: str | None


def look(data: bytes) -> list[Sheet]:
    """The layers of a file, in its order. Raises ImportProblem."""
    return [_sheet(layer, read_source(data, layer)) for layer in layers_in(data)[:_MOST_LAYERS]]


def _sheet(layer: str | None, source: Source) -> Sheet:
    names = list(dict.fromkeys(name for feature in source.features for name in feature.properties or {}))
    fields = [_field(name, source.features) for name in names]
    usable = [field for field in fields if field.is_filled and field.is_unique]
    return Sheet(
        layer=layer,
        count=len(source.features),
        crs=name_of(source.crs) if source.crs else None,
        needs_crs=source.crs is None and not is_in_degrees(source.features[0].geometry),
        fields=fields,
        name_field=_guess(usable, _NAMES) or next((field.name for field in usable), None),
        crew_field=_guess([field for field in fields if field.is_filled], _CREWS),
    )


def _field(name: str, features: Sequence[Feature]) -> Field:
    values = [as_text((feature.properties or {}).get(name)) for feature in features]
    filled = [value for value in values if value]
    distinct = list(dict.fromkeys(filled))
    return Field(
        name,
        [value[:80] for value in distinct[:_SAMPLES]],
        is_filled=len(filled) == len(features),
        is_unique=len(distinct) == len(filled),
    )


def _guess(fields: Sequence[Field], words: Sequence[str]) -> str | None:
    """The field that is called one of the words, else one that has one of them in its name; earlier words first."""
    lowered = {field.name.lower(): field.name for field in fields}
    for word in words:
        if word in lowered:
            return lowered[word]
    return next((lowered[name] for word in words[:7] for name in lowered if word in name), None)
