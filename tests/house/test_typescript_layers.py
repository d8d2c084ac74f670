"""Who may lean on whom in the front end: sync <- store <- camera, place, map <- screens <- shell <- main."""

import re

import pytest

from tests.house.typescript import Import, circles, imports

SCREEN = r"pwa/src/(report|my-reports|near|crew|console/[^/]+)/"
MEANS = r"pwa/src/(camera|place|map)/"

# (who, may not import, except): each a regular expression on paths from the root.
LAWS = {
    "sync imports nothing of the app": (r"sync/", r"pwa/", None),
    "words lean only on the shape of what is shown": (r"pwa/src/words/", r"pwa/src/", r"pwa/src/(words/|store/views)"),
    "shared pieces use no sensor, map or screen": (r"pwa/src/design/", r"pwa/src/", r"pwa/src/(design|store|words)/"),
    "the store knows no sensor and no picture": (r"pwa/src/store/", r"pwa/src/", r"pwa/src/store/"),
    "camera, place and map serve any screen": (MEANS, rf"{SCREEN}|pwa/src/shell/", None),
    "screens do not know the shell": (SCREEN, r"pwa/src/(shell/|main)", None),
    "nothing imports main": (r"pwa/src/", r"pwa/src/main", None),
    "the worker keeps the shell, what is shared, and sends": (
        r"pwa/src/worker/",
        r"pwa/src/",
        r"pwa/src/(worker/|store/(background|shared))",
    ),
}

PACKAGES = {
    r"idb": r"pwa/src/store/",
    r"maplibre-gl|pmtiles": r"pwa/src/map/",
    r"workbox": r"pwa/src/worker/",
}


@pytest.fixture(scope="module")
def graph() -> list[Import]:
    return imports()


@pytest.mark.parametrize("law", LAWS)
def test_a_layer_never_imports_one_above_it(graph: list[Import], law: str) -> None:
    who, never, unless = LAWS[law]
    own = [one for one in graph if re.match(who, one.source)]
    assert own, f"no file matches {who}"
    assert not [one for one in own if re.match(never, one.target) and not (unless and re.match(unless, one.target))], (
        law
    )


def test_a_screen_never_imports_another(graph: list[Import]) -> None:
    crossing = []
    for one in graph:
        here, there = re.match(SCREEN, one.source), re.match(SCREEN, one.target)
        if here and there and here[0] != there[0]:
            crossing.append(one)
    assert not crossing


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_of_one_folder_stays_there(graph: list[Import], package: str) -> None:
    users = [one for one in graph if one.is_package and re.match(package, one.target)]
    assert users, f"nothing imports {package}"
    assert not [one for one in users if not re.match(PACKAGES[package], one.source)]


def test_the_map_is_only_ever_loaded_when_it_is_looked_at(graph: list[Import]) -> None:
    users = [one for one in graph if one.target.startswith("pwa/src/map/") and "/map/" not in one.source]
    assert users
    assert not [one for one in users if not (one.is_lazy or one.is_type)]


def test_sync_needs_no_package(graph: list[Import]) -> None:
    assert not [one for one in graph if one.source.startswith("sync/") and one.is_package]


def test_no_modules_need_each_other_to_load(graph: list[Import]) -> None:
    assert not circles(graph)


def test_a_circle_would_be_seen() -> None:
    one, other = ("pwa/src/a.ts", "pwa/src/b.ts")
    assert circles([Import(one, other, False, False), Import(other, one, False, False)])
    assert not circles([Import(one, other, False, False), Import(other, one, True, False)])


def test_the_worker_loads_nothing_later(graph: list[Import]) -> None:
    """A worker cannot: what waits for a part of it would wait for ever, and its whole script may not even run."""
    reached, ahead = set[str](), {"pwa/src/worker/sw.ts"}
    while ahead:
        reached |= ahead
        ahead = {one.target for one in graph if one.source in reached and not (one.is_lazy or one.is_type)} - reached
    assert "pwa/src/store/device-store.ts" in reached
    assert not [one for one in graph if one.is_lazy and one.source in reached]
