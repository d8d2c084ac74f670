"""Files of areas that managers are looking at: one each, on disk, gone after a day; none of it in the database."""

import uuid
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

from backend.errors import Problem
from backend.places.service import MAX_BYTES

KEPT = timedelta(hours=24)


class Uploads:
    """The folder of those files; named ACCOUNT.UPLOAD, so that a new upload takes the place of the last."""

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "areas"

    async def receive(self, account_id: str, body: AsyncIterator[bytes]) -> str:
        """Keep what comes, and forget what this account gave before; its id. Raises `too_big` at the limit."""
        self._folder.mkdir(parents=True, exist_ok=True)
        id = str(uuid.uuid4())
        part = self._folder / f"{id}.part"
        size_bytes = 0
        try:
            with part.open("wb") as file:
                async for chunk in body:
                    size_bytes += len(chunk)
                    if size_bytes > MAX_BYTES:
                        raise Problem("too_big", f"The file is too large: {MAX_BYTES // 1024**2} MB at most.")
                    file.write(chunk)
            for former in self._folder.glob(f"{account_id}.*"):
                former.unlink(missing_ok=True)
            part.rename(self._folder / f"{account_id}.{id}")
        finally:
            part.unlink(missing_ok=True)
        return id

    def read(self, account_id: str, id: str) -> bytes:
        """The bytes of an upload of this account. Raises `upload_gone`."""
        try:
            return (self._folder / f"{account_id}.{uuid.UUID(id)}").read_bytes()
        except (FileNotFoundError, ValueError):
            raise Problem("upload_gone", "This file is not here any more. Choose it again.") from None

    def forget(self, account_id: str) -> None:
        """Delete what this account uploaded."""
        for file in self._folder.glob(f"{account_id}.*"):
            file.unlink(missing_ok=True)

    def purge(self, now: datetime) -> None:
        """Delete what has lain here for longer than a day."""
        for file in self._folder.glob("*"):
            if file.stat().st_mtime < (now - KEPT).timestamp():
                file.unlink(missing_ok=True)
