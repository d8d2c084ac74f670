"""Vector tiles as tests read them."""

from typing import Any

import mapbox_vector_tile  # type: ignore[import-untyped]


def decoded(body: bytes, layer: str = "requests") -> list[tuple[tuple[int, int], dict[str, Any]]]:
    """((x, y), what it says) of each point, y from the north."""
    if not body:
        return []
    tile = mapbox_vector_tile.decode(body, default_options={"y_coord_down": True})
    return [(tuple(one["geometry"]["coordinates"]), one["properties"]) for one in tile[layer]["features"]]
