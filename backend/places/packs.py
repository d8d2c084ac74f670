"""Packs as they go out: made once an edition, kept zipped, and asked for again for nothing."""

import asyncio
import gzip
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

import msgspec
from litestar import Request, Response
from sqlalchemy import Connection

from backend.db.session import Database
from sync.protocol.messages import PlacePack

_KEPT_BYTES = 32_000_000


class Packs:
    """The packs asked for last. One is made at a time, so that many phones in many places cost one reader at most."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._making = asyncio.Lock()

    async def answer(
        self,
        request: Request[Any, Any, Any],
        headers: dict[str, str],
        edition: Callable[[Connection], str],
        make: Callable[[Connection], PlacePack],
    ) -> Response[bytes]:
        """The pack of this edition; 304 without a body for who has it already."""
        wanted = await self._database.read(edition)
        headers = headers | {"ETag": f'"{wanted}"'}
        if f'"{wanted}"' in request.headers.get("if-none-match", ""):
            return Response(b"", status_code=304, headers=headers)
        async with self._making:
            if wanted in self._kept:
                self._kept.move_to_end(wanted)
            body = self._kept.get(wanted) or await self._make(make)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(gzip.decompress(body), headers=headers, media_type="application/json")
        return Response(body, headers=headers | {"Content-Encoding": "gzip"}, media_type="application/json")

    async def _make(self, make: Callable[[Connection], PlacePack]) -> bytes:
        made = await self._database.read(make)
        body = self._kept[made.edition] = await asyncio.to_thread(_zipped, made)
        while len(self._kept) > 1 and sum(map(len, self._kept.values())) > _KEPT_BYTES:
            self._kept.popitem(last=False)
        return body


def _zipped(made: PlacePack) -> bytes:
    return gzip.compress(msgspec.json.encode(made), 6, mtime=0)
