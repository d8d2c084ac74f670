"""WebKitGTK, the nearest thing to Safari that runs here, by the WebDriver protocol and on a screen that nobody sees."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.e2e.waiting import PATIENCE_S, until

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

DRIVER = shutil.which("WebKitWebDriver")
BROWSER = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"), reverse=True)), None)
SCREEN = shutil.which("Xvfb")


class WebKit:
    """One browser window."""

    def __init__(self, driver: str, *args: str) -> None:
        self._http = httpx.Client(base_url=driver, timeout=PATIENCE_S)
        options = {"binary": str(BROWSER), "args": ["--automation", *args]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._http.base_url = f"{driver}/session/{self._ask('POST', '/session', wanted)['sessionId']}"
        self._ask("POST", "/timeouts", {"script": PATIENCE_S * 1000})

    def go(self, address: str) -> None:
        """Type an address, once the page in front does not sync: one that is left amid a transaction may keep
        the database from the next (infra/docs/state.md).
        """
        self.wait_for(
            "!navigator.locks || (await navigator.locks.query()).held.every(({ name }) => !/^sync /.test(name))"
        )
        self._ask("POST", "/url", {"url": address})

    def run(self, script: str, *args: object) -> Any:
        """What the body of a function returns, or what its promise ends in."""
        body = f"const done = arguments[arguments.length - 1]; (async (...arguments) => {{ {script} }})(...arguments)"
        end = ".then(done, (error) => done({ broken: String(error) }))"
        found = self._ask("POST", "/execute/async", {"script": body + end, "args": list(args)})
        assert not (isinstance(found, dict) and "broken" in found), found["broken"]
        return found

    def text(self) -> str:
        """All that is written on the screen."""
        return str(self.run("return document.body.innerText"))

    def wait_for(self, what: str, *args: object) -> None:
        """Until an expression is true."""
        until(lambda: bool(self.run(f"return {what}", *args)), lambda: f"{what} is not so: {self.text()}")

    def see(self, words: str) -> None:
        """Until the screen says so."""
        until(lambda: words in self.text(), lambda: f"{words!r} is not on the screen: {self.text()}")

    def tap(self, xpath: str) -> None:
        """As a person would, on the first that fits."""
        self._ask("POST", f"/element/{self._find(xpath)}/click", {})

    def button(self, words: str) -> None:
        """Tap the button of this name."""
        self.tap(f"//button[normalize-space()='{words}']")

    def type(self, xpath: str, text: str) -> None:
        """Type into a field; into one for files, their paths."""
        self._ask("POST", f"/element/{self._find(xpath)}/value", {"text": text})

    def open_tab(self, address: str) -> None:
        """Another tab beside the one in front, in front of it from now on."""
        self.look_at(self._ask("POST", "/window/new", {"type": "tab"})["handle"])
        self._ask("POST", "/url", {"url": address})

    def tabs(self) -> list[str]:
        """The tabs there are, the one in front first."""
        front = self._ask("GET", "/window", None)
        return sorted(self._ask("GET", "/window/handles", None), key=lambda tab: bool(tab != front))

    def look_at(self, tab: str) -> None:
        """Bring this tab to the front."""
        self._ask("POST", "/window", {"handle": tab})

    def close_tab(self) -> None:
        """Close the tab in front; the other one comes there."""
        self.look_at(self._ask("DELETE", "/window", None)[0])

    def close(self) -> None:
        """Close the window."""
        self._ask("DELETE", "", None)
        self._http.close()

    def _find(self, xpath: str) -> str:
        found: list[dict[str, str]] = []

        def look() -> bool:
            found[:] = self._ask("POST", "/elements", {"using": "xpath", "value": xpath})
            return bool(found)

        until(look, lambda: f"{xpath} is not on the screen: {self.text()}")
        return found[0][_ELEMENT]

    def _ask(self, method: str, path: str, body: object) -> Any:
        answer = self._http.request(method, path, json=body)
        value = answer.json()["value"]
        assert answer.status_code == 200, value
        return value


@contextmanager
def window(*args: str) -> Iterator[WebKit]:
    """A browser, with a driver (which has one browser at a time) and a screen of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with ExitStack() as ends:
        reads, writes = os.pipe()
        screen = [str(SCREEN), "-displayfd", str(writes), "-screen", "0", "1000x1000x24", "-nolisten", "tcp"]
        _start(ends, screen, pass_fds=[writes])
        os.close(writes)
        with os.fdopen(reads) as said:
            display = said.readline().strip()
        _start(ends, [str(DRIVER), f"--port={port}"], env={**os.environ, "DISPLAY": f":{display}"})
        until(lambda: _listens(port), "WebKitWebDriver did not start")
        opened = WebKit(f"http://127.0.0.1:{port}", *args)
        ends.callback(opened.close)
        yield opened


def _start(ends: ExitStack, command: list[str], **how: Any) -> None:
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, **how)
    ends.callback(process.wait, 20)
    ends.callback(process.terminate)


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True
