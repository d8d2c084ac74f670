"""Which packs stay in memory: those that are asked for."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from litestar.testing import RequestFactory
from sqlalchemy import Connection

from backend.db.session import Database, opened
from backend.places import packs
from sync.protocol.finding import PackedAssets, PackedHouses, PlacePack
from tests.factories.migrated import migrated_file


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(migrated_file(tmp_path)) as opened_:
        yield opened_


def pack(edition: str) -> PlacePack:
    """One of nothing."""
    houses, assets = (dict.fromkeys(kind.__struct_fields__, ()) for kind in (PackedHouses, PackedAssets))
    return msgspec.convert({"edition": edition, "streets": (), "houses": houses, "assets": assets}, PlacePack)


def test_the_pack_that_nobody_asked_for_longest_goes_first(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    kept = packs.Packs(database)

    async def ask(edition: str) -> None:
        def make(_: Connection) -> PlacePack:
            made.append(edition)
            return pack(edition)

        await kept.answer(RequestFactory().get("/"), {}, lambda _: edition, make)

    async def in_turn(*editions: str) -> None:
        for edition in editions:
            await ask(edition)

    monkeypatch.setattr(packs, "_KEPT_BYTES", 2 * len(packs._zipped(pack("a"))) + 10)
    asyncio.run(in_turn("a", "b", "a", "c", "a", "b"))
    assert made == ["a", "b", "c", "b"]
