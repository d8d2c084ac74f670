"""Between domains only service.py and the types of rules.py are imported. The order of domains is import-linter's."""

import ast
from pathlib import Path

from tests.house.tree import ROOT, name_of

DOMAINS = (
    "people",
    "places",
    "attachments",
    "notices",
    "requests",
    "work_orders",
    "reroutes",
    "basemaps",
    "desk",
    "exchange",
    "insights",
    "atlas",
    "ogc",
    "tours",
)
OPEN = ("service", "rules")
READERS = ("insights", "atlas")
"""They may read any table, and write none."""


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


def closed_doors(path: Path) -> list[str]:
    """What a file imports of other domains beside their services and the types of their rules."""
    own = path.relative_to(ROOT / "backend").parts[0]
    parts = [name.split(".") for name in imported(path) if name.startswith("backend.")]
    foreign = [part for part in parts if len(part) > 2 and part[1] in DOMAINS and part[1] != own]
    doors = (*OPEN, "tables") if own in READERS else OPEN
    return [".".join(part) for part in foreign if part[2] not in doors]


def test_a_domain_asks_another_only_through_its_service() -> None:
    found = {name_of(path): closed_doors(path) for path in sources()}
    assert found
    assert not {name: doors for name, doors in found.items() if doors}


def test_a_closed_door_would_be_seen() -> None:
    assert closed_doors(ROOT / "backend" / "exchange" / "routes.py") == []
    wrong = ROOT / "backend" / "demo" / "phone.py"
    assert "backend.attachments.store" in closed_doors(wrong), "demo is no domain and may use what it likes"


def test_numbers_are_read_and_nothing_is_written_for_them() -> None:
    folders = tuple(f"backend/{reader}/" for reader in READERS)
    modules = [path for path in sources() if name_of(path).startswith(folders)]
    assert {name_of(path).split("/")[1] for path in modules} == set(READERS)
    writers = {f"sqlalchemy.{name}" for name in ("insert", "update", "delete", "text")}
    writers |= {f"backend.db.rows.{name}" for name in ("add", "put", "insert_new", "write")}
    writers |= {f"backend.db.commit.{name}" for name in ("commit_changes", "start_history", "new_history")}
    found = {(name_of(path), name) for path in modules for name in imported(path) & writers}
    assert found == {("backend/atlas/encoding.py", "sqlalchemy.text")}, "ST_AsMVT takes a whole row, in words alone"


def test_every_folder_of_the_server_is_a_domain_or_named_here() -> None:
    folders = {path.parent.name for path in (ROOT / "backend").glob("*/__init__.py")}
    assert folders == {*DOMAINS, "db", "demo"}
