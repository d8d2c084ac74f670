"""The import graph of the TypeScript sources, read from their text: who imports whom, lazily or for types."""

import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, normpath

from msgspec import Struct

from tests.house.tree import ROOT

_IMPORT = re.compile(
    r"""(?:^|;)\s*(?P<how>import|export)\s+(?P<types>type\s)?(?:[\w*{}\s,$]+?\sfrom\s*)?["'](?P<from>[^"']+)["']"""
    r"""|(?P<lazy>\bimport)\(\s*["'](?P<later>[^"']+)["']\s*\)""",
    re.MULTILINE,
)


class Import(Struct, frozen=True):
    """`source` names `target`: both paths from the repository's root, or `target` a package's name."""

    source: str
    target: str
    is_lazy: bool
    is_type: bool

    @property
    def is_package(self) -> bool:
        """Whether the target comes from node_modules."""
        return not self.target.startswith(("pwa/", "sync/"))


def imports() -> list[Import]:
    """Every import of pwa/src, sync/client and sync/protocol. Raises LookupError when one leads nowhere."""
    sources = [path for folder in ("pwa/src", "sync") for path in sorted((ROOT / folder).rglob("*.ts*"))]
    return [found for path in sources if path.suffix in (".ts", ".tsx") for found in _imports_of(path)]


def _imports_of(path: Path) -> Iterator[Import]:
    source = path.relative_to(ROOT).as_posix()
    for match in _IMPORT.finditer(path.read_text()):
        named = match["from"] or match["later"]
        yield Import(source, _resolve(source, named), match["lazy"] is not None, match["types"] is not None)


def _resolve(source: str, named: str) -> str:
    if named.startswith("@sync/"):
        base = f"sync/{named.removeprefix('@sync/')}"
    elif named.startswith("."):
        base = normpath(f"{dirname(source)}/{named}")
    else:
        return named
    for candidate in (base, f"{base}.ts", f"{base}.tsx", f"{base}/index.ts", f"{base}/index.tsx"):
        if (ROOT / candidate).is_file():
            return candidate
    raise LookupError(f"{source} imports {named}, which leads nowhere")


def circles(graph: list[Import]) -> list[list[str]]:
    """Every set of modules that need each other at load time; lazy and type-only imports close no circle."""
    edges: dict[str, list[str]] = {}
    for one in graph:
        if not (one.is_lazy or one.is_type or one.is_package):
            edges.setdefault(one.source, []).append(one.target)
    found: list[list[str]] = []
    done: set[str] = set()

    def walk(module: str, way: list[str]) -> None:
        if module in way:
            found.append([*way[way.index(module) :], module])
        elif module not in done:
            for target in edges.get(module, []):
                walk(target, [*way, module])
            done.add(module)

    for module in list(edges):
        walk(module, [])
    return found
