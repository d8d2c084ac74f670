"""How tus 1.0.0 writes things in headers. No I/O."""

import base64
import binascii
import hashlib
from collections.abc import Callable
from typing import Any

from msgspec import Struct

TUS_VERSION = "1.0.0"
TUS_EXTENSIONS = "creation,creation-with-upload,expiration,checksum,termination"
CHECKSUMS: dict[str, Callable[[bytes], Any]] = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}
OFFSET_TYPE = "application/offset+octet-stream"
UPLOAD_DAYS = 14
"""How long an unfinished upload waits for its phone (protocol 2.10)."""

ALIKE_BITS = 10
"""Pictures whose likeness differs in no more of its 64 bits are taken for the same view (ADR-0022)."""

Thing = tuple[str, str]
"""(kind, id) of what an attachment belongs to: ("request", ID) or ("wo", ID)."""


def number(header: str | None) -> int | None:
    """A count of bytes from a header, or None when it is no plain number below 2^53."""
    if header is None or not header.isascii() or not header.isdigit() or len(header) > 16:
        return None
    return int(header) if int(header) < 2**53 else None


def metadata(header: str | None) -> dict[str, str]:
    """Upload-Metadata, `key base64,key base64`, as text by key; pairs that make no sense are left out."""
    found: dict[str, str] = {}
    for pair in (header or "").split(","):
        key, _, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


class Checksum(Struct, frozen=True):
    """What the bytes of one request must add up to."""

    algorithm: str
    digest: bytes

    def fits(self, data: bytes) -> bool:
        """Whether it is the checksum of these bytes."""
        return bool(CHECKSUMS[self.algorithm](data).digest() == self.digest)


def checksum(header: str) -> Checksum | None:
    """Upload-Checksum, `algorithm base64`; None when it is in no form or algorithm that this server knows."""
    algorithm, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value.strip(), validate=True)
    except binascii.Error:
        return None
    return Checksum(algorithm, digest) if algorithm in CHECKSUMS and digest else None


def bits_apart(one: int, other: int) -> int:
    """In how many of their 64 bits two likenesses differ."""
    return ((one ^ other) & (2**64 - 1)).bit_count()
