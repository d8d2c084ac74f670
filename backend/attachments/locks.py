"""One writer an upload, in whichever process it is: a lock on one byte of one file for each upload under way.

The system lets go of such locks when their process ends, however it ends, and nothing has to be cleared up.
"""

import fcntl
import hashlib
import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from backend.errors import Problem


class Locks:
    """The locks of this process. Between its own requests the system does not tell them apart, so they are listed."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        weakref.finalize(self, os.close, self._file)  # not sooner: closing lets go of every lock on the file
        self._held: set[str] = set()

    def is_held(self, upload_id: str) -> bool:
        """Whether a request of this process writes to the upload."""
        return upload_id in self._held

    @contextmanager
    def hold(self, upload_id: str) -> Iterator[None]:
        """Be the only one. Raises `locked` at once when another is."""
        byte = int.from_bytes(hashlib.sha256(upload_id.encode()).digest()[:7])
        if upload_id in self._held or not self._take(byte):
            raise Problem("locked", "Another request writes to this upload.", {"Retry-After": "5"})
        self._held.add(upload_id)
        try:
            yield
        finally:
            self._held.discard(upload_id)
            fcntl.lockf(self._file, fcntl.LOCK_UN, 1, byte)

    def _take(self, byte: int) -> bool:
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, byte)
        except OSError:
            return False
        return True
