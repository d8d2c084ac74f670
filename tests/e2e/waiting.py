"""Waiting for what no browser tells. Between two looks the core is left to what is waited for."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

from tests.factories.server import Server

PATIENCE_S = 40

_DRAFTS = """async () => {
  const whole = (asked) => new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = failed;
  });
  let text = "";
  for (const { name } of await indexedDB.databases()) {
    const db = await whole(indexedDB.open(name));
    if (db.objectStoreNames.contains("drafts"))
      text += JSON.stringify(await whole(db.transaction("drafts").objectStore("drafts").getAll()));
    db.close();
  }
  return text;
}"""
"""All half-done work on the disk, as text."""


def until(true: Callable[[], bool], otherwise: str | Callable[[], str]) -> None:
    """Look until it is so; `otherwise` is what a test that waited in vain says."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, otherwise if isinstance(otherwise, str) else otherwise()
        time.sleep(0.05)


def until_stored(server: Server, photos: int) -> None:
    """A phone that asks while the city still makes pictures of a photo hears that all of it is there."""
    stored = "select count(*) from attachment where state = 'stored'"
    until(lambda: server.rows(stored) == [(photos,)], f"the city has not stored {photos} photos")


def until_on_disk(page: Page, words: str) -> None:
    """What was typed is kept, so that the page may be killed."""
    until(lambda: words in page.evaluate(_DRAFTS), f"{words!r} is not on the disk")
