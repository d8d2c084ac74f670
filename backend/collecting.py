"""How often Python looks for garbage that refers to itself: seldom, while the server runs."""

import gc


def collect_seldom() -> None:
    """Look after 100,000 new objects instead of 700, and never among those that are here now.

    A page of documents is tens of thousands of objects that nothing holds afterwards. Looking through them all while
    they were made, again and again, took half of the time that a page took (ADR-0015).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
