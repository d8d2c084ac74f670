"""The check of a bucket: how many things it holds, and a sum over them that does not depend on order (SYNC-018).

32 bits: a difference goes unseen once in four thousand million. Twin of check.ts.
"""

import zlib

_MASK = 0xFFFFFFFF


def mark(kind: str, id: str, ver: int) -> int:
    """The number that a thing adds to the sum: its CRC-32, mixed, for CRCs of like things differ alike."""
    x = zlib.crc32(f"{kind}/{id}/{ver}".encode())
    x = (x ^ (x >> 16)) * 0x85EBCA6B & _MASK
    x = (x ^ (x >> 13)) * 0xC2B2AE35 & _MASK
    return x ^ (x >> 16)
