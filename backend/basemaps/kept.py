"""The archives that a city keeps: basemaps/city-ID/SHA256.pmtiles in the data folder, and beside each what it is.

An archive never changes once it is there; the file beside it is written last, so that no half one is ever handed out.
"""

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path
from urllib.parse import quote

import msgspec

from backend.basemaps.checking import Facts
from backend.basemaps.wire import Basemap

PIECE_BYTES = 1 << 20
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Kept:
    """The folder of one jurisdiction."""

    def __init__(self, data_dir: Path, jurisdiction: str) -> None:
        self._folder = data_dir / "basemaps" / f"city-{quote(jurisdiction, safe='')}"

    def all(self) -> list[Basemap]:
        """Every archive: that of the whole city first, then by name."""
        found = [self._read(path) for path in self._folder.glob("*.json")]
        return sorted(
            (one for one in found if one), key=lambda one: (one.district_id is not None, one.name, one.sha256)
        )

    def get(self, sha256: str) -> Basemap | None:
        """The archive of this name, if it is kept."""
        return self._read(self._folder / f"{sha256}.json") if _SHA256.fullmatch(sha256) else None

    def path(self, sha256: str) -> Path:
        """Where its bytes lie."""
        return self._folder / f"{sha256}.pmtiles"

    def put(self, source: Path, facts: Facts, name: str, district_id: str | None) -> tuple[Basemap, bool]:
        """Keep a checked archive in place of the one of this district, or of the whole city; and whether it is new."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".new-", delete=False) as file:
            part = Path(file.name)
            try:
                with source.open("rb") as read:
                    shutil.copyfileobj(read, file, PIECE_BYTES)
                file.flush()
                os.fsync(file.fileno())
                basemap = _told(part, facts, name, district_id)
                is_new = self.get(basemap.sha256) != basemap
                part.replace(self.path(basemap.sha256))
            finally:
                part.unlink(missing_ok=True)
        self._write(basemap)
        for former in self.all():
            if former.district_id == district_id and former.sha256 != basemap.sha256:
                self.remove(former.sha256)
        return basemap, is_new

    def remove(self, sha256: str) -> None:
        """Delete it; phones that carry it keep it until they ask again."""
        (self._folder / f"{sha256}.json").unlink(missing_ok=True)
        self.path(sha256).unlink(missing_ok=True)

    def _write(self, basemap: Basemap) -> None:
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".new-", delete=False) as file:
            file.write(msgspec.json.encode(basemap))
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(self._folder / f"{basemap.sha256}.json")

    def _read(self, path: Path) -> Basemap | None:
        try:
            return msgspec.json.decode(path.read_bytes(), type=Basemap)
        except FileNotFoundError:
            return None


def _told(path: Path, facts: Facts, name: str, district_id: str | None) -> Basemap:
    whole, pieces, size = hashlib.sha256(), list[str](), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            whole.update(piece)
            pieces.append(hashlib.sha256(piece).hexdigest())
            size += len(piece)
    return Basemap(
        sha256=whole.hexdigest(),
        size_bytes=size,
        district_id=district_id,
        name=name,
        attribution=facts.attribution,
        bounds=facts.bounds,
        min_zoom=facts.min_zoom,
        max_zoom=facts.max_zoom,
        layers=facts.layers,
        piece_bytes=PIECE_BYTES,
        pieces=pieces,
    )
