"""Bytes on their way in: one writer an upload, append only, and what happens once the last byte is here.

The offset is the size of the file, so a crash cannot make it lie; nothing heavy runs on the event loop or inside the
writer's transaction.
"""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from msgspec import Struct

from backend.attachments import intake
from backend.attachments.images import NotAPhoto, make_safe
from backend.attachments.intake import Arrival, Kept, OnStored
from backend.attachments.rules import Checksum
from backend.attachments.store import Store
from backend.clock import Clock
from backend.db.session import Database
from backend.errors import Problem
from backend.people.rules import Actor

_log = logging.getLogger(__name__)
_FLUSH_BYTES = 256 * 1024
_SILENCE_S = 20.0
_PHOTO_THREADS = 2


class Progress(Struct, frozen=True):
    """How far an upload is. `upload_id` is None when the attachment was stored before this upload was asked for."""

    upload_id: str | None
    offset_bytes: int
    size_bytes: int
    expires_at: datetime | None = None


class Uploads:
    """The uploads that come to this process; others may serve the same folder."""

    def __init__(
        self, database: Database, store: Store, clock: Clock, on_stored: OnStored, silence_s: float = _SILENCE_S
    ) -> None:
        self._database = database
        self._store = store
        self._clock = clock
        self._on_stored = on_stored
        self._silence_s = silence_s
        self._photos = ThreadPoolExecutor(_PHOTO_THREADS, "photos")

    async def create(self, actor: Actor, attachment_id: str, size_bytes: int) -> Progress:
        """Where to send the bytes of a promised attachment, and from which offset. Raises as `create_upload`."""
        now = self._clock()
        arrival = await self._database.write(
            lambda c: intake.create_upload(c, actor, attachment_id, size_bytes, now, self._on_stored)
        )
        if arrival is None:
            return Progress(None, size_bytes, size_bytes)
        return await self.find(actor, arrival.upload_id)

    async def find(self, actor: Actor, upload_id: str) -> Progress:
        """How far the upload is; finishes one whose last byte came just before a crash."""
        if self._store.locks.is_held(upload_id):
            return _progress(*await self._find(actor, upload_id))
        with self._store.locks.hold(upload_id):
            return await self._finish_complete(*await self._find(actor, upload_id))

    async def append(
        self,
        actor: Actor,
        upload_id: str,
        offset: int,
        announced: int | None,
        chunks: AsyncIterator[bytes],
        checksum: Checksum | None = None,
    ) -> Progress:
        """Keep the bytes that follow `offset`; when they are the last, the photo is stored (or bad) on return.

        Raises `locked` while another request writes, `offset_mismatch` and `too_big` with the offset that holds,
        `checksum_mismatch` when the bytes are not those that the checksum is of; then none of them is kept.
        """
        with self._store.locks.hold(upload_id):
            arrival, here = await self._find(actor, upload_id)
            if offset != here:
                raise Problem("offset_mismatch", f"Continue at {here}.", {"Upload-Offset": str(here)})
            if here + (announced or 0) > arrival.size_bytes:
                raise Problem("too_big", "These are more bytes than were promised.", {"Upload-Offset": str(here)})
            if here < arrival.size_bytes:
                fits = await self._receive(arrival, arrival.size_bytes - here, chunks)
                if checksum is not None and not await asyncio.to_thread(self._is_intact, upload_id, here, checksum):
                    raise Problem("checksum_mismatch", "The bytes changed on their way.", {"Upload-Offset": str(here)})
                if not fits:
                    raise Problem("too_big", "These are more bytes than were promised.")
                here = self._store.upload_size(upload_id)
            return await self._finish_complete(arrival, here)

    async def discard(self, actor: Actor, upload_id: str) -> None:
        """Forget the upload and its bytes; the promise stands."""
        with self._store.locks.hold(upload_id):
            await self._find(actor, upload_id)
            await self._database.write(lambda c: intake.forget_uploads(c, [upload_id]))
            self._store.discard(upload_id)

    async def _find(self, actor: Actor, upload_id: str) -> tuple[Arrival, int]:
        """The upload and its offset. The file is asked before the row: it goes once the row says `stored`."""
        here = self._store.upload_size(upload_id)
        now = self._clock()
        arrival = await self._database.read(lambda c: intake.find_upload(c, actor, upload_id, now))
        return arrival, arrival.size_bytes if arrival.state == "stored" else here

    async def _receive(self, arrival: Arrival, room: int, chunks: AsyncIterator[bytes]) -> bool:
        """Append what comes until it ends, is cut, falls silent or is too much; False when it was too much."""
        waiting: list[bytes] = []
        n_waiting = 0
        try:
            async for chunk in _until_silence(chunks, self._silence_s):
                waiting.append(chunk[:room])
                n_waiting += len(waiting[-1])
                room -= len(waiting[-1])
                if len(waiting[-1]) < len(chunk):
                    return False
                if n_waiting >= _FLUSH_BYTES:
                    ready, waiting, n_waiting = waiting, [], 0
                    await asyncio.to_thread(self._store.append, arrival.upload_id, ready)
        finally:
            await asyncio.to_thread(self._store.append, arrival.upload_id, waiting)
        return True

    def _is_intact(self, upload_id: str, offset: int, checksum: Checksum) -> bool:
        """Whether the bytes from `offset` on are those of the checksum; what is not is taken back."""
        intact = checksum.fits(self._store.upload_bytes(upload_id)[offset:])
        if not intact:
            self._store.truncate(upload_id, offset)
        return intact

    async def _finish_complete(self, arrival: Arrival, here: int) -> Progress:
        """Store the photo if all its bytes are here and it is not stored yet."""
        if here == arrival.size_bytes and arrival.state != "stored":
            loop = asyncio.get_running_loop()
            kept = await loop.run_in_executor(self._photos, _examine, self._store, arrival)
            now = self._clock()
            await self._database.write(lambda c: intake.settle(c, arrival.attachment_id, kept, now, self._on_stored))
            await asyncio.to_thread(self._store.discard, arrival.upload_id)
        return _progress(arrival, here)


def _progress(arrival: Arrival, here: int) -> Progress:
    return Progress(arrival.upload_id, here, arrival.size_bytes, arrival.expires_at)


async def _until_silence(chunks: AsyncIterator[bytes], silence_s: float) -> AsyncIterator[bytes]:
    """The chunks until none comes for a while: a phone that lost its signal must not keep the upload locked."""
    while True:
        try:
            async with asyncio.timeout(silence_s):
                chunk = await anext(chunks)
        except (StopAsyncIteration, TimeoutError):
            return
        yield chunk


def _examine(store: Store, arrival: Arrival) -> Kept | None:
    """What the upload's bytes became; None when they are not those promised, or no photo."""
    data = store.upload_bytes(arrival.upload_id)
    if hashlib.sha256(data).hexdigest() != arrival.sha256:
        _log.info("attachment %s: the bytes are not those promised", arrival.attachment_id)
        return None
    try:
        photo = make_safe(data)
    except NotAPhoto as reason:
        _log.info("attachment %s: %s", arrival.attachment_id, reason)
        return None
    return Kept(store.put(photo.large), store.put(photo.small), photo.width, photo.height, photo.likeness)
