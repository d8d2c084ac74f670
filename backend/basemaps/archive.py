"""Reading a PMTiles archive (version 3) that anybody may have made: every length is checked before it is believed, and
no more of it is in memory at once than one directory and one tile.
"""

import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import msgspec
from pmtiles.tile import Compression, Entry, HeaderDict, TileType, deserialize_header

from backend.errors import Problem

_HEADER_BYTES = 127
_DIRECTORY_BYTES = 64_000_000
_METADATA_BYTES = 4_000_000
TILE_BYTES = 10_000_000
_DEEPEST = 3
_READ = {Compression.NONE, Compression.GZIP}


class Archive:
    """An open archive of vector tiles. Raises `bad_value`, with a sentence, for what is not one or not whole."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self._file = path.open("rb")
        try:
            self.size_bytes = os.fstat(self._file.fileno()).st_size
            self.header = self._header()
            self.metadata = self._metadata()
        except BaseException:
            self._file.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def refuse(self, why: str) -> Problem:
        """A refusal of this archive; `why` goes on after its name."""
        return Problem("bad_value", f"{self.name} {why}")

    def entries(self) -> Iterator[Entry]:
        """Every entry, by ascending tile id. Each is one tile or a run of equal ones, and lies within the archive."""
        last_id = -1
        for entry in self._directory(self.header["root_offset"], self.header["root_length"], 0):
            if entry.tile_id <= last_id:
                raise self.refuse("is damaged: its tiles are out of order.")
            if entry.offset + entry.length > self.header["tile_data_length"] or not 0 < entry.length <= TILE_BYTES:
                raise self.refuse("is damaged: a tile lies outside of it.")
            last_id = entry.tile_id + entry.run_length - 1
            yield entry

    def stored(self, entry: Entry) -> bytes:
        """The bytes of a tile as they lie here."""
        return self._read(self.header["tile_data_offset"] + entry.offset, entry.length)

    def tile(self, entry: Entry) -> bytes:
        """The vector tile itself."""
        return self._unpacked(self.stored(entry), self.header["tile_compression"], TILE_BYTES)

    def _header(self) -> HeaderDict:
        if self.size_bytes == 0:
            raise self.refuse("is empty.")
        head = self._file.read(_HEADER_BYTES)
        if head[:7] != b"PMTiles":
            raise self.refuse("is no PMTiles archive.")
        if len(head) > 7 and head[7] != 3:
            raise self.refuse(f"is a PMTiles archive of version {head[7]}. Version 3 is needed.")
        if len(head) < _HEADER_BYTES:
            raise self.refuse("is cut off.")
        try:
            header = deserialize_header(head)
        except ValueError as error:
            raise self.refuse("is damaged: its header makes no sense.") from error
        if header["tile_type"] is not TileType.MVT:
            raise self.refuse(f"holds {header['tile_type'].name} tiles. Vector tiles (MVT) are needed.")
        if not {header["internal_compression"], header["tile_compression"]} <= _READ:
            raise self.refuse("is compressed in a way that phones cannot read. Gzip is needed.")
        self._check_parts(header)
        return header

    def _check_parts(self, header: HeaderDict) -> None:
        parts = ("root", "metadata", "leaf_directory", "tile_data")
        ends = [header[f"{part}_offset"] + header[f"{part}_length"] for part in parts]  # type: ignore[literal-required]
        if max(ends) > self.size_bytes:
            raise self.refuse(f"is cut off: it should have {max(ends):,} bytes and has {self.size_bytes:,}.")
        if not 0 <= header["min_zoom"] <= header["max_zoom"] <= 22:
            raise self.refuse("is damaged: its zoom levels make no sense.")
        west, south, east, north = bounds_of(header)
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise self.refuse("is damaged: its bounds make no sense.")

    def _metadata(self) -> dict[str, Any]:
        packed = self._read(self.header["metadata_offset"], self.header["metadata_length"])
        plain = self._unpacked(packed, self.header["internal_compression"], _METADATA_BYTES)
        try:
            return msgspec.json.decode(plain, type=dict[str, Any])
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise self.refuse("is damaged: what it says of itself is no JSON.") from error

    def _directory(self, offset: int, length: int, depth: int) -> Iterator[Entry]:
        if depth > _DEEPEST:
            raise self.refuse("is damaged: its directories lead in a circle.")
        packed = self._read(offset, length)
        plain = self._unpacked(packed, self.header["internal_compression"], _DIRECTORY_BYTES)
        try:
            entries = _entries(plain)
        except (IndexError, ValueError) as error:
            raise self.refuse("is damaged: a directory does not add up.") from error
        for entry in entries:
            if entry.run_length > 0:
                yield entry
            elif entry.offset + entry.length > self.header["leaf_directory_length"]:
                raise self.refuse("is damaged: a directory lies outside of it.")
            else:
                yield from self._directory(self.header["leaf_directory_offset"] + entry.offset, entry.length, depth + 1)

    def _read(self, offset: int, length: int) -> bytes:
        self._file.seek(offset)
        found = self._file.read(length)
        if len(found) < length:
            raise self.refuse("is cut off.")
        return found

    def _unpacked(self, packed: bytes, compression: Compression, most: int) -> bytes:
        if compression is Compression.NONE:
            return packed
        unpacker = zlib.decompressobj(wbits=31)
        try:
            plain = unpacker.decompress(packed, most + 1)
        except zlib.error as error:
            raise self.refuse("is damaged: a part of it cannot be unpacked.") from error
        if len(plain) > most:
            raise self.refuse("unpacks to far more than a map needs.")
        if not unpacker.eof:
            raise self.refuse("is damaged: a part of it cannot be unpacked.")
        return plain


def bounds_of(header: HeaderDict) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees."""
    west, south, east, north = (header[f"{side}_e7"] / 1e7 for side in ("min_lon", "min_lat", "max_lon", "max_lat"))  # type: ignore[literal-required]
    return west, south, east, north


def _entries(plain: bytes) -> list[Entry]:
    """A directory as the specification lays it out: four columns of numbers, one after the other."""
    at = 0

    def number() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = plain[at]
            at += 1
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
            shift += 7
            if shift > 63:
                raise ValueError("a number without an end")

    count = number()
    if count > len(plain):
        raise ValueError("more entries than bytes")
    entries = [Entry(0, 0, 0, 0) for _ in range(count)]
    last = 0
    for entry in entries:
        last = entry.tile_id = last + number()
    for entry in entries:
        entry.run_length = number()
    for entry in entries:
        entry.length = number()
    follows = 0
    for position, entry in enumerate(entries):
        offset = number()
        if offset == 0 and position == 0:
            raise ValueError("the first tile follows none")
        entry.offset = follows if offset == 0 else offset - 1
        follows = entry.offset + entry.length
    return entries
