"""Nothing in the repository knows the machine it was written on or where packages come from."""

import json
import re

from tests.house.tree import ROOT, name_of, text_files

_HERE = "tests/house/test_portable.py"
_MACHINE = re.compile(r"/(?:work|home/\w+|Users/\w+|root)/[\w.-]+")
_REGISTRY = re.compile(
    r"registry\.npmjs|pypi\.org|pythonhosted|--index-url|--extra-index-url|--find-links", re.IGNORECASE
)


def found(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern occurs: `file:line`."""
    return [
        f"{name_of(path)}:{number}"
        for path in text_files()
        if name_of(path) != _HERE
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_path_of_one_machine() -> None:
    assert not found(_MACHINE)


def test_no_file_names_a_package_registry() -> None:
    assert not found(_REGISTRY)


def test_locked_packages_have_a_hash_and_no_address() -> None:
    lock = json.loads((ROOT / "pwa" / "package-lock.json").read_text())
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    bundled = {name for name, entry in packages.items() if entry.get("inBundle")}
    assert not [name for name, entry in packages.items() if "integrity" not in entry and name not in bundled]


def test_every_locked_python_package_has_a_hash() -> None:
    for lock in sorted((ROOT / "infra" / "lock").glob("*.txt")):
        entries = re.split(r"\n(?=\w)", lock.read_text().strip())
        assert not [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry], lock.name
