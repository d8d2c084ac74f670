"""The packages of npm that only benchmarks need, installed when they are missing."""

import json
import subprocess
from pathlib import Path

_HERE = Path(__file__).parent


def node_home() -> Path:
    """The folder to run node in."""
    wanted = json.loads((_HERE / "package.json").read_text())["devDependencies"]
    if not all((_HERE / "node_modules" / name).exists() for name in wanted):
        subprocess.run(["npm", "ci", "--no-progress"], cwd=_HERE, check=True, stdout=subprocess.DEVNULL)
    return _HERE
