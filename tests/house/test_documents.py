"""The documents name every setting, route and command there is, and none that is not."""

import re
from pathlib import Path

import pytest

from backend.app import create_app
from backend.cli import main
from backend.insights.rules import DEFINITIONS
from backend.settings import Settings
from tests.house.tree import ROOT, name_of

DOCS = ROOT / "infra" / "docs"
OPERATIONS = (DOCS / "operations.md").read_text()
PAGES = [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "sync" / "README.md"]
ARCHITECTURE = (DOCS / "architecture.md").read_text()


def test_operations_documents_every_setting_and_no_other() -> None:
    documented = set(re.findall(r"^\| `CURBLINE_([A-Z_]+)`", OPERATIONS, re.MULTILINE))
    assert documented == {name.upper() for name in Settings.__struct_fields__}


def test_operations_states_the_default_of_every_setting() -> None:
    rows = dict(re.findall(r"^\| `CURBLINE_([A-Z_]+)` \| ([^|]*) \|", OPERATIONS, re.MULTILINE))
    plain = {str(value) if value != "" else "empty" for value in Settings.__struct_defaults__}
    assert {row.strip().strip("`") for row in rows.values()} == plain


def test_operations_documents_every_command() -> None:
    assert not [name for name in main.commands if f"`curbline {name}" not in OPERATIONS]


def test_operations_defines_every_number_as_it_is_defined_beside_it() -> None:
    documented = dict(re.findall(r"^\| `([a-z]+)` \| ([^|]*) \|$", OPERATIONS, re.MULTILINE))
    assert {name: documented.get(name) for name in DEFINITIONS} == DEFINITIONS


def test_architecture_lists_every_route_and_no_other(tmp_path: Path) -> None:
    app = create_app(Settings(data_dir=tmp_path, web_dir=tmp_path, password_cost="test"))
    real = {
        f"{method} {_plain(route.path)}"
        for route in app.routes
        for method in getattr(route, "methods", ())
        if method != "OPTIONS" or route.path == "/files"
    }
    listed = set(re.findall(r"^\| `([A-Z]+ /[^`]*)`", ARCHITECTURE, re.MULTILINE))
    assert listed == real


def _plain(path: str) -> str:
    """`/r/{reference:str}` as people write it: `/r/{reference}`."""
    return re.sub(r"\{(\w+):\w+\}", r"{\1}", path)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
    assert not [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", [DOCS / "architecture.md", ROOT / "README.md"], ids=lambda page: page.name)
def test_files_named_in_the_guides_exist(page: Path) -> None:
    named = re.findall(r"`((?:backend|sync|pwa|tests|infra)/[\w./-]+)`", page.read_text())
    assert named
    assert not [name for name in named if not (ROOT / name).exists()]


def test_a_decision_says_status_context_alternatives_decision_and_consequences() -> None:
    parts = ("Status", "## Context", "## Considered", "## Decision", "## Consequences")
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]
    assert not [(page.name, part) for page in pages for part in parts if part not in page.read_text()]
