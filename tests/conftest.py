"""For all tests: Hypothesis asserts no times, for machines differ and share their cores; and Python looks for garbage
as seldom as in the server, which saves a quarter of the time of those with a city.
"""

from hypothesis import settings

from backend.collecting import collect_seldom

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_collection_finish() -> None:
    """What was imported and collected until here stays."""
    collect_seldom()
