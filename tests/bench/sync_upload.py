"""Photos by tus, beside @tus/server on Node with its file store: whole, in 512 kB and in 128 kB pieces."""

import base64
import hashlib
import http.client
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from statistics import median

import httpx

from tests.bench.databases import Kind, demo
from tests.bench.measures import Measure, compared
from tests.bench.packages import node_home
from tests.bench.sync_exchange import serving
from tests.factories.city import SOUTH
from tests.factories.phone import Phone, uuid7
from tests.factories.photos import phone_jpeg, street

_CLIENTS = 4
_EACH = 4
_ROUNDS = 3
_PIECES = {"whole": 2**31, "512k": 512 * 1024, "128k": 128 * 1024}
_OFFSET = "application/offset+octet-stream"


def measure() -> Iterator[Measure]:
    """`upload_PIECE_files_s`: until the photo is stored, verified and made safe; `upload_PIECE_kept_files_s`: until all
    bytes but one are on disk and answered for, which is what the peer does (more is better).
    """
    picture = phone_jpeg(street(2400, 1800), quality=93)
    with demo(Kind("sqlite")) as settings, serving(settings) as server, _peer() as peer:
        for name, piece in _PIECES.items():
            ours = partial(_round, partial(_send_photos, server.port, picture, piece))
            theirs = partial(_round, partial(_send_to_peer, peer, picture, piece))
            taken = [(ours(), theirs()) for _ in range(_ROUNDS)]
            stored, kept = (median(_files_s(one[at]) for one, _ in taken) for at in (1, 0))
            bare = median(_files_s(other[1]) for _, other in taken)
            unit = f"files/s of {len(picture) / 1e6:.1f} MB, {_CLIENTS} clients; beside @tus/server, which keeps bytes"
            yield compared(f"upload_{name}_files_s", stored, f"{unit}; ours verified, made anew in two sizes", bare)
            yield compared(f"upload_{name}_kept_files_s", kept, f"{unit}; ours all bytes but one, synced to disk", bare)


def _files_s(seconds: float) -> float:
    return _CLIENTS * _EACH / seconds


Times = tuple[float, float]
"""Seconds a client waited until its bytes were kept, and until its files were done."""


def _round(client: Callable[[], Times]) -> Times:
    """All clients at once; the slowest counts."""
    with ThreadPoolExecutor(_CLIENTS) as clients:
        times = [one.result() for one in [clients.submit(client) for _ in range(_CLIENTS)]]
    return max(kept for kept, _ in times), max(done for _, done in times)


def _distinct(picture: bytes) -> bytes:
    """The same picture under another hash: a comment of its own after the first marker."""
    return picture[:2] + b"\xff\xfe\x00\x26" + uuid7().encode() + picture[2:]


def _send_photos(port: int, picture: bytes, piece: int) -> Times:
    """A phone promises its photos in a report, then sends them one after the other."""
    photos = [_distinct(picture) for _ in range(_EACH)]
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as web:
        phone = Phone(web)
        facts = [{"sha256": hashlib.sha256(photo).hexdigest(), "size_bytes": len(photo)} for photo in photos]
        promises = [{"id": uuid7(), "mime": "image/jpeg"} | fact for fact in facts]
        phone.report(SOUTH, photos=promises)
        phone.sync()
    credentials = {"Authorization": phone.headers["Authorization"]}
    kept = done = 0.0
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for promise, photo in zip(promises, photos, strict=True):
            name = base64.b64encode(str(promise["id"]).encode()).decode()
            headers = credentials | {"Upload-Metadata": f"attachment {name}"}
            began = time.perf_counter()
            location = _create(connection, headers, len(photo))
            _append(connection, credentials, location, photo[:-1], 0, piece)
            kept += time.perf_counter() - began
            _append(connection, credentials, location, photo[-1:], len(photo) - 1, piece)
            done += time.perf_counter() - began
    return kept, done


def _send_to_peer(port: int, picture: bytes, piece: int) -> Times:
    """The same bytes to the peer, which needs no promise."""
    photos = [_distinct(picture) for _ in range(_EACH)]
    began = time.perf_counter()
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for photo in photos:
            _append(connection, {}, _create(connection, {}, len(photo)), photo, 0, piece)
    taken = time.perf_counter() - began
    return taken, taken


def _create(connection: http.client.HTTPConnection, headers: dict[str, str], size_bytes: int) -> str:
    headers = headers | {"Tus-Resumable": "1.0.0", "Upload-Length": str(size_bytes)}
    connection.request("POST", "/files/" if "Authorization" in headers else "/files", b"", headers)
    location = _answered(connection, 201).headers["Location"]
    return location[location.index("/files") :]


def _append(
    connection: http.client.HTTPConnection, headers: dict[str, str], to: str, data: bytes, offset: int, piece: int
) -> None:
    for start in range(0, len(data), piece):
        here = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(offset + start), "Content-Type": _OFFSET}
        connection.request("PATCH", to, data[start : start + piece], headers | here)
        _answered(connection, 204)


def _answered(connection: http.client.HTTPConnection, status: int) -> http.client.HTTPResponse:
    response = connection.getresponse()
    body = response.read()
    if response.status != status:
        raise RuntimeError(f"{response.status} {body[:200]!r}: the figure would mean nothing")
    return response


@contextmanager
def _peer() -> Iterator[int]:
    """@tus/server on a free port."""
    home = node_home()
    with tempfile.TemporaryDirectory() as folder:
        command = ["node", "tus_peer.js", folder]
        with subprocess.Popen(command, cwd=home, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                yield int(process.stdout.readline())
            finally:
                process.terminate()
