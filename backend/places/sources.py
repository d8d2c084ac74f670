"""What a file of areas holds before anything is made of it: the same shape whichever format it came in. Bounded."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read, packed and unpacked; the areas of a large city are below 10 MB."""
MAX_FEATURES = 10_000


class ImportProblem(ValueError):
    """A file of areas or points that cannot be used; the message is a sentence for the person who gave it."""


class Feature(Struct, frozen=True):
    """One row of a file. `geometry` is a GeoJSON geometry or WKB, None where there is none; nothing is checked yet."""

    properties: Mapping[str, Any] | None
    geometry: Any


class Source(Struct, frozen=True):
    """One layer of a file. `crs` is what the file says of its coordinates, None where it says nothing."""

    layer: str
    crs: str | None
    features: list[Feature]


def check_size(size_bytes: int) -> None:
    """Raises ImportProblem for a file that is too large to be read whole."""
    if size_bytes > MAX_BYTES:
        raise ImportProblem(f"The file is too large: {MAX_BYTES // 1024**2} MB at most, unpacked too.")


def check_count(count: int) -> None:
    """Raises ImportProblem for none or too many features."""
    if count == 0:
        raise ImportProblem("The file holds no features.")
    if count > MAX_FEATURES:
        raise ImportProblem(f"The file holds {count:,} features; {MAX_FEATURES:,} areas at most can be read.")


def chosen(layers: list[str], wanted: str | None) -> str:
    """The layer to read: the wanted one, or the only one. Raises ImportProblem, naming those there are."""
    if wanted is not None and wanted not in layers:
        raise ImportProblem(f"The file has no layer '{wanted}'. Its layers: {listed(layers)}.")
    if wanted is None and len(layers) != 1:
        raise ImportProblem(f"The file has several layers: {listed(layers)}. Say which one (--source-layer).")
    return wanted or layers[0]


def listed(names: Iterable[str]) -> str:
    """Names for a sentence; beyond twenty only how many more there are."""
    words = sorted(map(str, names))
    return ", ".join(words[:20]) + (f" and {len(words) - 20} more" if len(words) > 20 else "")
