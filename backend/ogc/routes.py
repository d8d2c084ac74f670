"""GET /ogc: OGC API - Features, part 1 (core, GeoJSON, OpenAPI 3.0), for anybody and from any page of the web."""

from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.ogc import documents, features
from backend.ogc.documents import GEOJSON, OPENAPI, Json
from backend.ogc.query import check_format, read
from backend.places import service as places
from backend.settings import Settings

AnyRequest = Request[Any, Any, Any]
_JSON = "application/json"
_OPEN = {"Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=60"}


def routes(database: Database, settings: Settings, clock: Clock) -> list[HTTPRouteHandler]:
    """The handlers of /ogc."""
    here = settings.jurisdiction

    async def extent() -> list[float] | None:
        return await database.read(lambda c: features.extent(c, here))

    @get("/ogc")
    async def landing(request: AnyRequest) -> Response[bytes]:
        check_format(request.query_params)
        city = await database.read(lambda c: places.jurisdiction_name(c, here))
        return _answer(documents.landing(_base(request), city))

    @get("/ogc/api")
    async def api(request: AnyRequest) -> Response[bytes]:
        city = await database.read(lambda c: places.jurisdiction_name(c, here))
        return _answer(documents.openapi(_base(request), city), OPENAPI)

    @get("/ogc/conformance")
    async def conformance(request: AnyRequest) -> Response[bytes]:
        check_format(request.query_params)
        return _answer(documents.conformance())

    @get("/ogc/collections")
    async def collections(request: AnyRequest) -> Response[bytes]:
        check_format(request.query_params)
        return _answer(documents.collections(_base(request), await extent()))

    @get("/ogc/collections/{collection:str}")
    async def collection(request: AnyRequest, collection: FromPath[str]) -> Response[bytes]:
        check_format(request.query_params)
        return _answer(documents.collection(_base(request), _known(collection), await extent()))

    @get("/ogc/collections/{collection:str}/items")
    async def items(request: AnyRequest, collection: FromPath[str]) -> Response[bytes]:
        if database.is_crowded():
            raise Problem("busy", "Too many people are sending at once.", {"Retry-After": "5"})
        known, query = _known(collection), read(request.query_params)
        page = await database.read(lambda c: features.page(c, here, known, query))
        return _answer(_page(request, known, page, clock().isoformat()), GEOJSON)

    @get("/ogc/collections/{collection:str}/items/{id:str}")
    async def item(request: AnyRequest, collection: FromPath[str], id: FromPath[str]) -> Response[bytes]:
        check_format(request.query_params)
        known = _known(collection)
        found = await database.read(lambda c: features.one(c, here, known, id))
        return _answer(documents.one(f"{_base(request)}/collections/{known}", found), GEOJSON)

    return [landing, api, conformance, collections, collection, items, item]


def _known(collection: str) -> str:
    if collection not in documents.COLLECTIONS:
        raise Problem("not_found", f"There is no collection '{collection}'.")
    return collection


def _base(request: AnyRequest) -> str:
    return f"{request.base_url}".rstrip("/") + "/ogc"


def _page(request: AnyRequest, collection: str, page: features.Page, now: str) -> Json:
    here = f"{_base(request)}/collections/{collection}"
    asked = {name: value for name, value in request.query_params.items() if name != "after"}
    own = dict(request.query_params.items())
    following = None if page.after is None else _address(here, asked | {"after": page.after})
    return documents.page(here, _address(here, own), page.features, following, now, page.matched)


def _address(here: str, asked: dict[str, str]) -> str:
    return f"{here}/items" + (f"?{urlencode(asked, safe=',/:')}" if asked else "")


def _answer(body: Json, media_type: str = _JSON) -> Response[bytes]:
    return Response(msgspec.json.encode(body), media_type=media_type, headers=_OPEN)
