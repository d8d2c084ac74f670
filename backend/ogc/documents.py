"""What the service says of itself: landing page, conformance, collections, and its description in OpenAPI. No I/O."""

from typing import Any

from backend.ogc.query import CRS84, LIMIT, MOST

Json = dict[str, Any]
_JSON = "application/json"
GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
CONFORMS = [f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "geojson", "oas30")]
_ABOUT = {
    "requests": (
        "Service requests",
        "What people reported, how far it has come, and where, to about ten metres. Nothing about who reported it, and "
        "none of their words or photos. `datetime` is about the moment when a report reached the city.",
    ),
    "districts": ("Districts", "The areas that crews answer for. Each responsibility layer is a set of them."),
}
COLLECTIONS = tuple(_ABOUT)


def landing(base: str, city: str) -> Json:
    """GET /ogc."""
    links = [
        _link(base, "self", _JSON, "This document"),
        _link(f"{base}/api", "service-desc", OPENAPI, "The service in OpenAPI 3.0"),
        _link(f"{base}/conformance", "conformance", _JSON, "What of OGC API it keeps to"),
        _link(f"{base}/collections", "data", _JSON, "The collections"),
    ]
    return {"title": f"{city}: requests and districts", "description": "Live, and free to read.", "links": links}


def conformance() -> Json:
    """GET /ogc/conformance."""
    return {"conformsTo": CONFORMS}


def collections(base: str, extent: list[float] | None) -> Json:
    """GET /ogc/collections."""
    links = [_link(f"{base}/collections", "self", _JSON, "This document")]
    return {"links": links, "collections": [collection(base, id, extent) for id in COLLECTIONS]}


def collection(base: str, id: str, extent: list[float] | None) -> Json:
    """GET /ogc/collections/ID. `extent` is west, south, east, north of the city's districts."""
    title, description = _ABOUT[id]
    here = f"{base}/collections/{id}"
    links = [
        _link(here, "self", _JSON, "This document"),
        _link(f"{here}/items", "items", GEOJSON, title),
    ]
    found: Json = {"id": id, "title": title, "description": description, "itemType": "feature", "crs": [CRS84]}
    if extent is not None:
        found["extent"] = {"spatial": {"bbox": [extent], "crs": CRS84}}
    return found | {"links": links}


def page(here: str, address: str, features: list[Json], following: str | None, now: str, matched: int | None) -> Json:
    """A page of /items at its `address`; `following` is the address of the next one."""
    links = [
        _link(address, "self", GEOJSON, "This page"),
        _link(here, "collection", _JSON, "The collection"),
    ]
    if following is not None:
        links.append(_link(following, "next", GEOJSON, "The next page"))
    counts = {"numberReturned": len(features)} | ({} if matched is None else {"numberMatched": matched})
    return {"type": "FeatureCollection", "timeStamp": now, **counts, "features": features, "links": links}


def one(here: str, feature: Json) -> Json:
    """GET /items/ID."""
    links = [
        _link(f"{here}/items/{feature['id']}", "self", GEOJSON, "This feature"),
        _link(here, "collection", _JSON, "The collection"),
    ]
    return feature | {"links": links}


def openapi(base: str, city: str) -> Json:
    """GET /ogc/api: OpenAPI 3.0, as far as a client needs it to ask."""
    name = {
        "name": "collectionId",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "enum": [*COLLECTIONS]},
    }
    feature = {"name": "featureId", "in": "path", "required": True, "schema": {"type": "string"}}
    paths: Json = {
        "/": _operation("getLandingPage", []),
        "/conformance": _operation("getConformance", []),
        "/collections": _operation("getCollections", []),
        "/collections/{collectionId}": _operation("describeCollection", [name]),
        "/collections/{collectionId}/items": _operation("getFeatures", [name, *_asks()], GEOJSON),
        "/collections/{collectionId}/items/{featureId}": _operation("getFeature", [name, feature], GEOJSON),
    }
    about = {"title": f"{city}: requests and districts", "version": "1.0.0"}
    return {"openapi": "3.0.3", "info": about, "servers": [{"url": base}], "paths": paths}


def _asks() -> list[Json]:
    numbers = {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 6}
    count = {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}
    listed = {"style": "form", "explode": False}
    asks: list[Json] = [{"name": "bbox", "schema": numbers}, {"name": "datetime", "schema": {"type": "string"}}]
    asks += [{"name": "limit", "schema": count}, {"name": "after", "schema": {"type": "string"}}]
    return [ask | {"in": "query", "required": False} | listed for ask in asks]


def _operation(id: str, parameters: list[Json], media_type: str = _JSON) -> Json:
    problem = {"description": "What is wrong with the question", "content": {"application/problem+json": {}}}
    done = {"description": "The answer", "content": {media_type: {"schema": {"type": "object"}}}}
    return {"get": {"operationId": id, "parameters": parameters, "responses": {"200": done, "4XX": problem}}}


def _link(href: str, rel: str, type: str, title: str) -> Json:
    return {"href": href, "rel": rel, "type": type, "title": title}
