"""GeoJSON: a FeatureCollection, as RFC 7946 has it, or with the older member `crs`."""

from typing import Any

import msgspec

from backend.places.sources import Feature, ImportProblem, Source, check_count

_BOM = b"\xef\xbb\xbf"


def is_geojson(data: bytes) -> bool:
    """Whether the bytes begin as a JSON object or array does."""
    return data.removeprefix(_BOM).lstrip(b" \t\r\n")[:1] in (b"{", b"[")


def read_geojson(data: bytes) -> Source:
    """The features of a FeatureCollection. Raises ImportProblem."""
    try:
        document = msgspec.json.decode(data.removeprefix(_BOM))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ImportProblem(f"The file is not JSON: {error}.") from error
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise ImportProblem("The file is not a GeoJSON FeatureCollection.")
    rows = document.get("features")
    rows = rows if isinstance(rows, list) else []
    check_count(len(rows))
    return Source(str(document.get("name") or "areas"), _crs(document.get("crs")), [_feature(row) for row in rows])


def _feature(row: Any) -> Feature:
    if not isinstance(row, dict):
        return Feature(None, None)
    properties = row.get("properties")
    return Feature(properties if isinstance(properties, dict) else None, row.get("geometry"))


def _crs(crs: Any) -> str | None:
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    return str(properties.get("name") if isinstance(properties, dict) else crs)
