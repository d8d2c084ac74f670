"""How tus 1.0.0 writes things in headers. No I/O."""

import base64
import binascii

TUS_VERSION = "1.0.0"
TUS_EXTENSIONS = "creation,creation-with-upload,expiration,termination"
OFFSET_TYPE = "application/offset+octet-stream"
UPLOAD_DAYS = 14
"""How long an unfinished upload waits for its phone (protocol 2.10)."""


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
