"""Asking the solver's process: one task at a time, started when it is first needed, ended when it takes too long."""

import socket
import subprocess
import sys
import threading
from multiprocessing.connection import Connection

from msgspec import Struct

from backend.tours.worker import ABSENT, Task

THINKS_S = 1.5
_PATIENCE_S = 8.0
_STARTS_S = 60.0
_LOST = (EOFError, OSError)


class _Worker(Struct):
    process: subprocess.Popen[bytes]
    line: Connection
    is_ready: bool = False


class Solver:
    """VROOM, as far as this machine has it. `order` may be called from any thread."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-m", "backend.tours.worker")) -> None:
        self.patience_s = _PATIENCE_S
        """For its answer, and as long for its start: then who asked goes on to the nearest."""
        self._command = command
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self.is_absent = False

    def order(self, task: Task) -> list[int] | None:
        """The places in the order of a tour; None where there is no answer in time."""
        if self.is_absent or not self._lock.acquire(timeout=self.patience_s):
            return None
        try:
            return self._ask(task) if self._is_there() else None
        except _LOST:
            self._end()  # It was ended as idle just now, or broke: the next one to ask starts another.
            return None
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _ask(self, task: Task) -> list[int] | None:
        assert self._worker is not None
        self._worker.line.send(task)
        if not self._worker.line.poll(self.patience_s):
            self._end()
            return None
        found: list[int] = self._worker.line.recv()
        return found

    def _is_there(self) -> bool:
        if self._worker is not None and self._worker.process.poll() is not None:
            self._end()
        worker = self._worker = self._worker or self._start()
        if not worker.is_ready and worker.line.poll(self.patience_s):
            try:
                worker.is_ready = worker.line.recv() == "ready"
            except _LOST:
                self.is_absent = worker.process.wait(_STARTS_S) == ABSENT
                self._end()
        return worker.is_ready

    def _start(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            process = subprocess.Popen([*self._command, str(theirs.fileno())], pass_fds=[theirs.fileno()])
        return _Worker(process, Connection(ours.detach()))

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.process.kill()
            self._worker.process.wait()
            self._worker.line.close()
            self._worker = None
