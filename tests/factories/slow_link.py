"""A bad connection to a real server: so many bits a second, both ways together, and cuts in the middle of anything."""

import socket
import threading
import time
from contextlib import suppress
from types import TracebackType

_PIECE = 4_096


class SlowLink:
    """A TCP proxy on a free port. `bits_per_s` may be changed at any time; None lets all through at once."""

    def __init__(self, to_port: int, bits_per_s: int | None = None) -> None:
        self.bits_per_s = bits_per_s
        self.sent_bytes = 0
        self._to = to_port
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._free_at = 0.0
        self._is_cut = False
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://localhost:{self.port}"

    def __enter__(self) -> "SlowLink":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._listener.close()
        self.cut()

    def cut(self) -> None:
        """Every connection ends as it stands, and none is taken until `mend`."""
        self._is_cut = True
        with self._lock:
            ends, self._open = self._open, set()
        for end in ends:
            _end(end)

    def mend(self) -> None:
        """Connections are taken again."""
        self._is_cut = False

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            if self._is_cut:
                near.close()
                continue
            far = socket.create_connection(("127.0.0.1", self._to))
            with self._lock:
                self._open |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=(one, other), daemon=True).start()

    def _pass(self, one: socket.socket, other: socket.socket) -> None:
        try:
            while data := one.recv(_PIECE):
                self._wait(len(data))
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            _end(end)
        with self._lock:
            self._open -= {one, other}

    def _wait(self, size_bytes: int) -> None:
        """Until so much fits through: what others send meanwhile counts too."""
        with self._lock:
            self.sent_bytes += size_bytes
            rate = self.bits_per_s
            if rate is None:
                return
            now = time.monotonic()
            self._free_at = max(now, self._free_at) + size_bytes * 8 / rate
            pause = self._free_at - now
        time.sleep(pause)


def _end(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()
