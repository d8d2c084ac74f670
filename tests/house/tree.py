"""The repository as a list of files."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]

TEXT = {".py", ".ts", ".tsx", ".js", ".mjs", ".cjs", ".css", ".html", ".json", ".md", ".toml", ".txt", ".in", ".sh", ""}


def kept_files() -> list[Path]:
    """Every file git keeps or would keep: what is ignored (builds, packages, data) is not the repository."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def text_files() -> list[Path]:
    """The kept files that people write and read."""
    return [path for path in kept_files() if path.suffix in TEXT]


def name_of(path: Path) -> str:
    """The path from the root, as people say it."""
    return path.relative_to(ROOT).as_posix()
