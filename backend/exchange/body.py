"""The body of an exchange: plain or gzip, within limits whatever it claims to be. No I/O."""

import zlib

from backend.errors import Problem

MAX_BODY_BYTES = 256 * 1024
MAX_INFLATED_BYTES = 2 * 1024 * 1024


def plain(body: bytes, encoding: str | None) -> bytes:
    """The body without its encoding. Raises `wrong_type`, `malformed`, and `too_big` before memory is filled."""
    if encoding in (None, "", "identity"):
        return body
    if encoding != "gzip":
        raise Problem("wrong_type", "A body may be plain or gzip.")
    inflating = zlib.decompressobj(wbits=31)
    try:
        inflated = inflating.decompress(body, MAX_INFLATED_BYTES)
    except zlib.error as error:
        raise Problem("malformed", f"The body is no gzip: {error}.") from error
    if inflating.unconsumed_tail:
        raise Problem("too_big", "The body is too big when unpacked.", max_bytes=MAX_INFLATED_BYTES)
    if not inflating.eof:
        raise Problem("malformed", "The body is cut off.")
    return inflated
