"""CSV files of any size, plain or gzip: read row by row, written under a temporary name until they are complete."""

import csv
import gzip
import io
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from backend.places.importing import ImportProblem

Row = list[str]


def whole(rows: Iterator[Row], width: int) -> Iterator[Row]:
    """Rows with all their columns: short ones are filled up, empty lines skipped, longer ones refused."""
    for row in rows:
        if len(row) > width:
            raise ImportProblem(f"A row has {len(row)} fields but the header {width}: {listed(row)}.")
        if row:
            yield row if len(row) == width else row + [""] * (width - len(row))


@contextmanager
def reading(path: Path) -> Iterator[tuple[Iterator[Row], Callable[[], int]]]:
    """The rows of a file, and a function that says how many of its bytes are read."""
    try:
        with path.open("rb") as raw:
            plain = gzip.GzipFile(fileobj=raw) if path.suffix == ".gz" else raw
            with io.TextIOWrapper(cast(BinaryIO, plain), encoding="utf-8-sig", newline="") as text:
                yield csv.reader(text), raw.tell
    except (csv.Error, UnicodeDecodeError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ImportProblem(f"{path.name} cannot be read as CSV in UTF-8: {error}.") from error


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A file that takes its name only when it is complete."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as raw:
            plain = gzip.GzipFile("", "wb", 5, raw, mtime=0) if path.suffix == ".gz" else raw
            with io.TextIOWrapper(cast(BinaryIO, plain), encoding="utf-8", newline="") as text:
                yield text
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def listed(names: Row) -> str:
    """Names of columns for a sentence."""
    return ", ".join(names)
