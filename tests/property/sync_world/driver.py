"""The virtual phones: one Node process for a whole run, spoken to by JSON lines; what a phone sends comes back here."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct

ROOT = Path(__file__).parents[3]
PWA = ROOT / "pwa"

Json = dict[str, Any]


class Sent(Struct, frozen=True):
    """A request that a phone handed to its network at this moment. `phone` is the harness's name of it."""

    at_ms: int
    phone: str
    method: str
    url: str
    headers: dict[str, str]
    body: bytes


class Answer(Struct, frozen=True):
    """What a request gets back."""

    status: int
    headers: dict[str, str]
    body: bytes


class Fate(Struct, frozen=True):
    """What became of a request: an answer, silence (None), or the end of the page that sent it."""

    answer: Answer | None = None
    dies: bool = False


class Driver:
    """`do` tells the phones something; whatever they send meanwhile is put before `network`, which says what becomes
    of it. An AssertionError is raised for what an engine complained of.
    """

    def __init__(self) -> None:
        command = [node(), "--import", "fake-indexeddb/auto", str(bundle())]
        self._process = subprocess.Popen(command, cwd=PWA, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.forgives = False
        """Whether engines may complain in this story: their disks are made to fail."""
        self.network: Callable[[list[Sent]], list[Fate]] = lambda sent: [Fate() for _ in sent]

    def do(self, what: str, now_ms: int, **arguments: Any) -> Any:
        """The result of a command."""
        self._tell({"do": what, "now": now_ms} | arguments)
        broken: Exception | None = None
        while "done" not in (said := self._hear()):
            sent = [_sent(one, said["now"]) for one in said["sent"]]
            try:
                fates = self.network(sent) if broken is None else [Fate() for _ in sent]
            except Exception as error:  # a law was broken on the way: let the phones come to rest before it is told
                broken, fates = error, [Fate() for _ in sent]
            self._tell([_fate(fate) for fate in fates])
        if broken is not None:
            raise broken
        assert self.forgives or not said["complaints"], said["complaints"]
        self.forgives = self.forgives and what != "forget_all"
        return said["done"]

    def close(self) -> None:
        """End the process."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(10)
        self._process.stdout.close()

    def _tell(self, said: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(said) + "\n")
        self._process.stdin.flush()

    def _hear(self) -> Json:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process of the phones has ended"
        heard: Json = json.loads(line)
        return heard


def node() -> str:
    """The Node that the project's commands use."""
    found = shutil.which("node", path=f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}")
    assert found, "infra/bin/test sets up Node"
    return found


@cache
def bundle() -> Path:
    """The built phones, built once a process: it takes a second, and nothing stale is ever tested."""
    vite = PWA / "node_modules" / "vite" / "bin" / "vite.js"
    out = PWA / "node_modules" / f".sync-world-{os.getpid()}"
    command = [node(), str(vite), "build", "--config", "vite.driver.config.ts", "--outDir", str(out)]
    built = subprocess.run(command, cwd=PWA, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    return out / "driver.js"


def _sent(said: Json, at_ms: int) -> Sent:
    body = base64.b64decode(said["bytes"]) if said["bytes"] else (said["body"] or "").encode()
    headers = {name.lower(): value for name, value in said["headers"].items()}
    return Sent(at_ms, said["phone"], said["method"], said["url"], headers, body)


def _fate(fate: Fate) -> Json:
    answer = fate.answer and {
        "status": fate.answer.status,
        "headers": fate.answer.headers,
        "body": fate.answer.body.decode("utf-8", "replace"),
    }
    return {"answer": answer, "dies": fate.dies}
