"""Waiting for what no browser tells. Between two looks the core is left to what is waited for."""

import time
from collections.abc import Callable

from tests.factories.server import Server

PATIENCE_S = 40


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
