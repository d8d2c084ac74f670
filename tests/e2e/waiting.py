"""Waiting for what no browser tells. Between two looks the core is left to what is waited for."""

import time
from collections.abc import Callable

PATIENCE_S = 40


def until(true: Callable[[], bool], otherwise: str | Callable[[], str]) -> None:
    """Look until it is so; `otherwise` is what a test that waited in vain says."""
    deadline = time.monotonic() + PATIENCE_S
    while not true():
        assert time.monotonic() < deadline, otherwise if isinstance(otherwise, str) else otherwise()
        time.sleep(0.05)
