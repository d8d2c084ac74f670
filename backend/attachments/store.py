"""Bytes on disk: photos under the name of their SHA-256, and the files of uploads under way. Knows no database."""

import hashlib
import math
import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from backend.attachments.locks import Locks


class Store:
    """The files below `data_dir`: photos/ab/abcd... (never changed once there) and uploads/ID (append only)."""

    def __init__(self, data_dir: Path) -> None:
        self._photos = data_dir / "photos"
        self._uploads = data_dir / "uploads"
        self._photos.mkdir(parents=True, exist_ok=True)
        self._uploads.mkdir(parents=True, exist_ok=True)
        self._sweeping = threading.Lock()
        self.locks = Locks(data_dir / "uploads.lock")

    def put(self, data: bytes) -> str:
        """Keep the bytes, durably and whole or not at all; their SHA-256 in hex."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        with self._sweeping:
            if path.exists():
                os.utime(path)  # young again, so that no sweep takes it before a row names it
                return sha256
        path.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(path)
        _sync_folder(path.parent)
        _sync_folder(self._photos)
        return sha256

    def path(self, sha256: str) -> Path:
        """Where the photo lies, when it is there."""
        return self._photos / sha256[:2] / sha256

    def remove(self, sha256: str) -> None:
        """Delete the photo, if it is there; the caller knows that nothing names it."""
        with self._sweeping:
            self.path(sha256).unlink(missing_ok=True)

    def upload_path(self, upload_id: str) -> Path:
        """Where the bytes of an upload arrive."""
        return self._uploads / upload_id

    def upload_size(self, upload_id: str) -> int:
        """How many bytes of the upload are here; none when it has not begun."""
        path = self.upload_path(upload_id)
        return path.stat().st_size if path.exists() else 0

    def upload_bytes(self, upload_id: str) -> bytes:
        """What came of the upload so far."""
        path = self.upload_path(upload_id)
        return path.read_bytes() if path.exists() else b""

    def truncate(self, upload_id: str, size_bytes: int) -> None:
        """Take back what came after the first `size_bytes`."""
        with self.upload_path(upload_id).open("ab") as file:
            file.truncate(size_bytes)

    def append(self, upload_id: str, chunks: list[bytes]) -> None:
        """Add bytes to the upload; they survive a crash of the process. One of the machine may shorten the file, and
        with it the offset: the phone goes on from there, and only `put` says that something is kept (ADR-0023).
        """
        with self.upload_path(upload_id).open("ab") as file:
            file.writelines(chunks)

    def discard(self, upload_id: str) -> None:
        """Delete the upload's bytes, if there are any."""
        self.upload_path(upload_id).unlink(missing_ok=True)

    def upload_ids(self) -> list[str]:
        """Every upload that has a file."""
        return [path.name for path in self._uploads.iterdir()]

    def sweep(self, before: datetime, is_named: Callable[[str], bool]) -> int:
        """Delete photos that have lain here since `before` and that nothing names; how many."""
        swept = 0
        for path in self._old_photos(before):
            if is_named(path.name):
                continue
            with self._sweeping:
                if _written_at(path) < before.timestamp():
                    path.unlink()
                    swept += 1
        return swept

    def _old_photos(self, before: datetime) -> Iterator[Path]:
        for path in self._photos.glob("??/*"):
            if _written_at(path) < before.timestamp():
                yield path


def _written_at(path: Path) -> float:
    """Seconds since 1970; a file that was renamed under our eyes is new."""
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return math.inf


def _sync_folder(folder: Path) -> None:
    """Make a new name in the folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
