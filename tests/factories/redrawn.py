"""The demo city's districts with one of them given to another crew, as a manager's GIS would write them."""

import json
from typing import Any

from backend.seeding import FOLDER


def redrawn(district: str = "District 3", crew: str = "North crew", field: str = "name") -> bytes:
    """A GeoJSON of the public-service layer in which `crew` answers for `district`; `field` names the areas."""
    document: dict[str, Any] = json.loads((FOLDER / "districts.geojson").read_text())
    for feature in document["features"]:
        properties = feature["properties"]
        properties[field] = properties.pop("name")
        if properties[field] == district:
            properties["crew"] = crew
    return json.dumps(document).encode()
