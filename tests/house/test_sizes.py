"""No file grows past what one person reads in one go, and every module says what it is for."""

import ast
from pathlib import Path

import pytest

from tests.house.tree import kept_files, name_of

LINES = 500
TEST_LINES = 800
CODE = {".py", ".ts", ".tsx", ".css"}
GENERATED = {"sync/protocol/messages.ts", "sync/protocol/outcomes.ts"}


def sources() -> list[Path]:
    return [path for path in kept_files() if path.suffix in CODE and name_of(path) not in GENERATED]


def test_no_file_is_longer_than_allowed() -> None:
    limits = {path: TEST_LINES if name_of(path).startswith("tests/") else LINES for path in sources()}
    assert not [name_of(path) for path, limit in limits.items() if len(path.read_text().splitlines()) > limit]


@pytest.mark.parametrize("folder", ["backend", "sync"])
def test_every_python_module_says_what_it_is_for(folder: str) -> None:
    modules = [path for path in sources() if path.suffix == ".py" and name_of(path).startswith(f"{folder}/")]
    assert modules
    assert not [name_of(path) for path in modules if not _has_docstring(path)]


def _has_docstring(path: Path) -> bool:
    return ast.get_docstring(ast.parse(path.read_text())) is not None


def test_the_readme_fits_on_two_screens() -> None:
    readme = next(path for path in kept_files() if name_of(path) == "README.md")
    assert len(readme.read_text().splitlines()) <= 120
