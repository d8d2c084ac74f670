"""The built front end as a browser asks for it: compressed, asked for again with its ETag, and only what was built."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from backend.app import create_app
from backend.settings import Settings
from tests.factories.migrated import migrated_file


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient[Litestar]]:
    """A server over a small build."""
    build = tmp_path / "dist"
    (build / "assets").mkdir(parents=True)
    (build / "index.html").write_text("<!doctype html><title>Curbline</title>" + " " * 1000)
    (build / "assets" / "main-abc123.js").write_text("export const ready = true;")
    (build / ".vite").mkdir()
    (build / ".vite" / "manifest.json").write_text("{}")
    (tmp_path / "secret.txt").write_text("not for the web")
    data = tmp_path / "data"
    data.mkdir()
    migrated_file(data)
    with TestClient(create_app(Settings(data_dir=data, web_dir=build))) as running:
        yield running


def test_an_address_of_the_app_opens_the_app(client: TestClient[Litestar]) -> None:
    for path in ("/", "/reports", "/crew/jobs/1", "/desk", "/desk/notes"):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
        assert "Curbline" in answer.text


def test_what_has_not_changed_is_not_sent_again(client: TestClient[Litestar]) -> None:
    first = client.get("/")
    assert first.headers["content-encoding"] == "gzip"
    again = client.get("/", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_hashed_files_are_kept_for_ever_and_the_page_is_asked_for(client: TestClient[Litestar]) -> None:
    assert "immutable" in client.get("/assets/main-abc123.js").headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "no-cache"


def test_a_file_that_was_not_built_is_not_found(client: TestClient[Litestar]) -> None:
    outside = ("/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt")
    for path in ("/assets/gone.js", "/.vite/manifest.json", *outside):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"


def test_every_answer_carries_the_protective_headers(client: TestClient[Litestar]) -> None:
    for answer in (client.get("/"), client.get("/nothing.js"), client.post("/sync/v1/exchange", content=b"{")):
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_photos_shared_before_the_app_has_its_worker_lead_to_the_start_of_a_report(
    client: TestClient[Litestar],
) -> None:
    answer = client.post("/share", files={"photos": ("a.jpg", b"x" * 300_000, "image/jpeg")}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/report")
