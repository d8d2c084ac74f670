"""A phone of the demo city: it speaks as a real one does, one op an exchange, then the bytes of its photos."""

import hashlib
import secrets
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from backend.attachments.intake import OnStored
from backend.attachments.store import Store
from backend.attachments.uploads import Uploads
from backend.db.session import Database
from backend.exchange.push import push
from backend.people.rules import Actor
from backend.people.service import identify, new_id
from sync.protocol.messages import PROTO, SCHEMA, Ack, Clock, ExchangeRequest, Op, PhotoPromise


class City:
    """The server that the demo's phones speak to, and its clock: `at` is moved on from one exchange to the next."""

    def __init__(self, database: Database, store: Store, jurisdiction: str, on_stored: OnStored, at: datetime) -> None:
        self.database = database
        self.jurisdiction = jurisdiction
        self.at = at
        self.uploads = Uploads(database, store, lambda: self.at, on_stored)


class Phone:
    """A device with its own secret, or with a staff member's token; it numbers its ops itself."""

    def __init__(self, city: City, token: str | None = None) -> None:
        self._city = city
        self._device_id = new_id()
        self._mid = 0
        scheme, secret = ("Bearer", token) if token else ("Device", secrets.token_urlsafe(32))
        self.authorization = f"{scheme} {self._device_id}.{secret}"

    async def send(self, kind: str, on: str, base: int, acted_at: datetime, args: msgspec.Struct) -> Ack:
        """One op in one exchange. Raises ValueError when the city does not keep it: then the demo's script is wrong."""
        self._mid += 1
        op = Op(self._mid, new_id(), kind, 1, on, base, acted_at, msgspec.Raw(msgspec.json.encode(args)))
        clock, acked = Clock(self._city.at), self._mid - 1
        asked = ExchangeRequest(PROTO, SCHEMA, "demo", self._device_id, acked, clock, [op])
        city, signed = self._city, self.authorization

        def unit(connection: Connection) -> Ack:
            actor = identify(connection, signed, city.at, city.jurisdiction)
            return push(connection, actor, signed, asked, city.at).acks[0]

        ack = await city.database.write(unit)
        if ack.outcome == "rejected":
            raise ValueError(f"The demo's {kind} on {on} was rejected: {ack.code} {ack.detail}")
        return ack

    async def upload(self, photo: PhotoPromise, data: bytes) -> None:
        """The bytes of a photo that an op of this phone promised."""
        city, signed = self._city, self.authorization
        actor: Actor = await city.database.read(lambda c: identify(c, signed, city.at, city.jurisdiction))
        begun = await city.uploads.create(actor, photo.id, len(data))
        if begun.upload_id is not None:
            await city.uploads.append(actor, begun.upload_id, begun.offset_bytes, len(data), _once(data))


def read_photo(path: Path) -> tuple[PhotoPromise, bytes]:
    """A JPEG as an op promises it, and its bytes. Raises FileNotFoundError."""
    data = path.read_bytes()
    return PhotoPromise(new_id(), hashlib.sha256(data).hexdigest(), len(data), "image/jpeg"), data


async def _once(data: bytes) -> AsyncIterator[bytes]:
    yield data
