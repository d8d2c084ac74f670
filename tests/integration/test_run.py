"""`curbline run --demo` as a process of its own, spoken to over real HTTP."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend import seeding


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The running demo server's address; it chose a free port itself."""
    environment = os.environ | {
        "CURBLINE_DATA_DIR": str(tmp_path / "data"),
        "CURBLINE_PORT": "0",
        "CURBLINE_PASSWORD_COST": "test",
    }
    program = [sys.executable, "-c", "from backend.cli import main; main()", "run", "--demo"]
    with subprocess.Popen(
        program, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as server:
        assert server.stdout is not None
        heard = ""
        for line in server.stdout:
            heard += line
            if found := re.search(r"Uvicorn running on (http://127\.0\.0\.1:\d+)", line):
                yield found[1]
                break
        else:
            pytest.fail(f"the server did not start: {heard}")
        server.terminate()


@pytest.mark.slow
def test_every_demo_sign_in_works_on_a_server_started_from_nothing(address: str) -> None:
    demo = seeding.read_accounts(seeding.FOLDER)
    for account in demo.accounts:
        asked = json.dumps({"login": account.login, "password": demo.password}).encode()
        request = urllib.request.Request(f"{address}/people/sign-in", asked, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as reply:
            answer = json.load(reply)
        assert (answer["role"], answer["crew_id"] is not None) == (account.role, account.role == "crew")
