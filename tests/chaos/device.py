"""One device of the chaos: a person who acts, and a network that drops, repeats, cuts and races, on its own thread."""

import base64
import hashlib
import http.client
import random
import socket
import threading
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import httpx
import msgspec

from tests.factories.phone import Phone
from tests.factories.photos import phone_jpeg, street

Json = dict[str, Any]
PLACES = ((35.9606, -83.9207), (36.02, -83.94), (0.0, 0.0), None)
FAULTS = ("lost_request", "lost_reply", "cut", "impatient", "repeated", "race", "old_again", "future")
TROUBLE = 0.4
LINE = httpx.Limits(max_keepalive_connections=4)
PHOTO = phone_jpeg(street(320, 240))
NO_ANSWER = (httpx.HTTPError, http.client.HTTPException, OSError)


class Device:
    """`live` acts and talks until it is told to stop; `drain` sends what is left. `told` and `written` are what was
    said to the person and what the person did.
    """

    def __init__(self, name: str, role: str, login: str, phone: Phone, ports: list[int], seed: int) -> None:
        self.name, self.role, self.login, self.phone = name, role, login, phone
        self.random = random.Random(seed)
        self.counts: Counter[str] = Counter()
        self.written: dict[str, tuple[Json, tuple[str, ...]]] = {}
        self.told: dict[str, tuple[str, str]] = {}
        self.crews: list[str] = []
        self.photos: dict[str, bytes] = {}
        """Promised and not known to be stored."""
        self.refused: dict[str, str] = {}
        """What was said last of a photo that was not taken."""
        self.broken: list[str] = []
        """What a server said that it never should."""
        self._ports = ports
        self._lines = {
            port: httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20, limits=LINE) for port in ports
        }
        self._old: list[bytes] = []

    # --- the person ------------------------------------------------------------------------------------------------

    def live(self, over: threading.Event) -> None:
        """Act and talk until it is over."""
        acts = {"resident": self._report_or_comment, "crew": self._work, "dispatcher": self._assign}
        try:
            while not over.is_set():
                if len(self.phone.outbox) < 40:
                    acts.get(self.role, lambda: None)()
                self._talk(self.random.choice(FAULTS) if self.random.random() < TROUBLE else "fine")
                if self.photos and self.random.random() < 0.5:
                    self._upload(cut=self.random.random() < 0.3)
        except Exception as error:
            self.broken.append(f"{self.name}: {error!r}")

    def _report_or_comment(self) -> None:
        mine = sorted(self.phone.ids("request"))
        for _ in range(self.random.randrange(4)):
            if mine and self.random.random() < 0.5:
                self.phone.comment(self.random.choice(mine))
            else:
                photos = [self._photo()] if self.random.random() < 0.1 else []
                self.phone.report(self.random.choice(PLACES), photos=photos)
            self._note()

    def _work(self) -> None:
        jobs = [id for id in sorted(self.phone.ids("wo")) if self.phone.doc("wo", id)["status"] != "done"]
        for job in self.random.sample(jobs, min(2, len(jobs))):
            act = self.random.choice((self.phone.accept, self.phone.start, self.phone.close))
            act(job)
            self._note()

    def _assign(self) -> None:
        jobs = [id for id in sorted(self.phone.ids("wo")) if self.phone.doc("wo", id)["status"] != "done"]
        for job in self.random.sample(jobs, min(3, len(jobs))):
            self.phone.assign(job, self.random.choice(self.crews))
            self._note()

    def _note(self) -> None:
        op = self.phone.outbox[-1]
        self.written[op["op_id"]] = (op, tuple(photo["id"] for photo in op["args"].get("photos", ())))
        self.counts["ops"] += 1

    def _photo(self) -> Json:
        data = PHOTO + self.random.randbytes(8)  # what follows a JPEG's end is no part of the picture
        id = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        self.photos[id] = data
        facts = {"id": id, "sha256": hashlib.sha256(data).hexdigest(), "size_bytes": len(data)}
        return facts | {"mime": "image/jpeg"}

    # --- the network -----------------------------------------------------------------------------------------------

    def _talk(self, fault: str) -> None:
        """One exchange through the network as it is; what it answers is kept, unless it got lost."""
        self.counts[fault] += 1
        phone = self.phone
        asked = phone.body(phone.outbox[: self.random.choice((1, 7, 50))], limit=self.random.choice((3, 50, 500)))
        if fault == "future" and len(phone.outbox) > 1:
            self._heard(self._post(msgspec.json.encode(phone.body(phone.outbox[1:3]))), settles=False)
        body = msgspec.json.encode(asked)
        self._old = [*self._old[-20:], body]
        if fault == "lost_request":
            return
        if fault in ("lost_reply", "cut"):
            self._send_and_leave(body, len(body) if fault == "lost_reply" else len(body) // 2)
            return
        if fault == "race":
            rivals = [threading.Thread(target=self._apart, args=(body,)) for _ in range(2)]
            for rival in rivals:
                rival.start()
            self._heard(self._post(body), settles=True)
            for rival in rivals:
                rival.join()
            return
        self._heard(self._post(body, 0.01 if fault == "impatient" else 20), settles=True)
        if fault == "repeated":
            self._heard(self._post(body), settles=False)
        elif fault == "old_again":
            self._heard(self._post(self.random.choice(self._old)), settles=False)

    def _apart(self, body: bytes) -> None:
        """The same exchange on a line of its own, to whichever server."""
        try:
            with httpx.Client(base_url=self._address(), timeout=20) as line:
                self._heard(line.post("/sync/v1/exchange", headers=self.phone.headers, content=body), settles=False)
        except NO_ANSWER:
            self.counts["no answer"] += 1
        except AssertionError as error:
            self.broken.append(f"{self.name}: {error}")

    def _post(self, body: bytes, patience_s: float = 20) -> httpx.Response | None:
        line = self._lines[self.random.choice(self._ports)]
        try:
            return line.post("/sync/v1/exchange", headers=self.phone.headers, content=body, timeout=patience_s)
        except NO_ANSWER:
            self.counts["no answer"] += 1
            return None

    def _heard(self, reply: httpx.Response | None, settles: bool) -> None:
        if reply is None:
            return
        self.counts[f"status {reply.status_code}"] += 1
        assert reply.status_code in (200, 409, 500, 503), reply.text
        if reply.status_code == 409:
            assert reply.json()["code"] == "gap", reply.text
        if reply.status_code != 200:
            return
        said = reply.json()
        for ack in said["acks"]:
            outcome = (ack["outcome"], ack["code"])
            assert ack["code"] != "internal_error", ack
            if outcome[0] == "rejected":  # its photos were never promised
                for photo in self.written[ack["op_id"]][1]:
                    self.photos.pop(photo, None)
            assert self.told.setdefault(ack["op_id"], outcome) == outcome, f"I3: {ack} after {self.told[ack['op_id']]}"
        if settles:
            self.phone.settle(said)

    def _send_and_leave(self, body: bytes, n_bytes: int) -> None:
        """So many bytes of the exchange; nobody reads what comes back."""
        facts = self.phone.headers | {"Host": "localhost", "Content-Length": str(len(body))}
        head = "".join(f"{name}: {value}\r\n" for name, value in facts.items())
        try:
            with socket.create_connection(("127.0.0.1", self.random.choice(self._ports)), timeout=5) as line:
                line.sendall(f"POST /sync/v1/exchange HTTP/1.1\r\n{head}\r\n".encode() + body[:n_bytes])
        except NO_ANSWER:
            self.counts["no answer"] += 1

    def _address(self) -> str:
        return f"http://127.0.0.1:{self.random.choice(self._ports)}"

    # --- photos ----------------------------------------------------------------------------------------------------

    def _upload(self, cut: bool) -> None:
        """Send one photo's bytes by tus; `cut`: half of what is missing. Its op may not be there yet: later, then."""
        id, data = next(iter(self.photos.items()))
        who = {"Authorization": self.phone.headers["Authorization"], "Tus-Resumable": "1.0.0"}
        attachment = base64.b64encode(id.encode()).decode()
        named = {"Upload-Length": str(len(data)), "Upload-Metadata": f"attachment {attachment}"}
        try:
            with httpx.Client(base_url=self._address(), timeout=20) as line:
                made = line.post("/files", headers=who | named)
                if made.status_code >= 300:
                    self.refused[id] = made.text
                    return
                at = int(made.headers.get("upload-offset", 0))
                if at < len(data):
                    to = at + (len(data) - at) // 2 if cut else len(data)
                    sent = who | {"Upload-Offset": str(at), "Content-Type": "application/offset+octet-stream"}
                    made = line.patch(made.headers["location"], headers=sent, content=data[at:to])
                    self.refused[id] = f"{made.status_code} {made.text}"
                    at = int(made.headers.get("upload-offset", 0)) if made.status_code < 300 else 0
        except NO_ANSWER:
            self.counts["no answer"] += 1
            return
        if at == len(data):
            self.photos.pop(id, None)
            self.counts["photos"] += 1

    # --- the end ---------------------------------------------------------------------------------------------------

    def drain(self, is_late: Callable[[], bool]) -> None:
        """No more faults: until all is sent and all is read. Fails when it becomes late."""
        while True:
            reply = self._post(msgspec.json.encode(self.phone.body(self.phone.outbox[:50])))
            self._heard(reply, settles=True)
            if self.photos:
                self._upload(cut=False)
            is_whole = reply is not None and reply.status_code == 200 and not reply.json()["pull"]["more"]
            if is_whole and not self.phone.outbox and not self.photos:
                return
            left = f"{len(self.phone.outbox)} ops and the photos {self.refused}"
            assert not is_late(), f"I14: {self.name} cannot get rid of {left}"

    def close(self) -> None:
        """Hang up."""
        for line in self._lines.values():
            line.close()
