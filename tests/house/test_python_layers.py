"""Between domains only service.py and the types of rules.py are imported. The order of domains is import-linter's."""

import ast
from pathlib import Path

import pytest

from tests.house.tree import ROOT, name_of

DOMAINS = ("people", "places", "attachments", "requests", "work_orders", "exchange")
OPEN = ("service", "rules")


def sources() -> list[Path]:
    return [path for domain in DOMAINS for path in sorted((ROOT / "backend" / domain).rglob("*.py"))]


def imported(path: Path) -> set[str]:
    """The full names of all modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", sources(), ids=name_of)
def test_a_domain_asks_another_only_through_its_service(path: Path) -> None:
    own = path.relative_to(ROOT / "backend").parts[0]
    parts = [name.split(".") for name in imported(path) if name.startswith("backend.")]
    foreign = [part for part in parts if len(part) > 2 and part[1] in DOMAINS and part[1] != own]
    assert not [".".join(part) for part in foreign if part[2] not in OPEN]


def test_every_folder_of_the_server_is_a_domain_or_named_here() -> None:
    folders = {path.parent.name for path in (ROOT / "backend").glob("*/__init__.py")}
    assert folders == {*DOMAINS, "db", "demo"}
