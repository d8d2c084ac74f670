"""A phone reduced to what the wire needs: its own id, secret and numbers, an outbox, and the documents it was sent."""

import secrets
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import httpx
import msgspec

from sync.protocol import reference
from sync.protocol.messages import PROTO, SCHEMA

Json = dict[str, Any]
Key = tuple[str, str]
WROTE_AT = "2026-11-21T07:55:10Z"


def uuid7() -> str:
    """An id as the app makes them: its first 48 bits are the time, so that ids sort by when they were made."""
    random = int.from_bytes(secrets.token_bytes(10)) & ~(0xF << 76 | 0x3 << 62)
    return str(uuid.UUID(int=time.time_ns() // 1_000_000 << 80 | 0x7 << 76 | 0x2 << 62 | random))


class Phone:
    """One device. `outbox` holds frozen ops; `docs` what the feed left here: (kind, id) -> document."""

    def __init__(self, http: httpx.Client, scheme: str = "Device", secret: str | None = None) -> None:
        self.http = http
        self.wall: Callable[[], datetime] = lambda: datetime.now(UTC)
        """Its clock, which a test may set."""
        self.device = str(uuid.uuid4())
        self.scheme = scheme
        self.secret = secret or secrets.token_urlsafe(32)
        self.account: Json = {}
        self.mid = 0
        self.outbox: list[Json] = []
        self.acks: dict[int, Json] = {}
        self.epoch = ""
        self.cursors: dict[str, int] = {}
        self.begun: list[str] = []
        self.docs: dict[Key, Json] = {}
        self.holders: dict[Key, set[str]] = {}

    @classmethod
    def signed_in(cls, http: httpx.Client, login: str, password: str) -> "Phone":
        """A staff member's device after its sign-in."""
        reply = http.post("/people/sign-in", json={"login": login, "password": password})
        assert reply.status_code == 200, reply.text
        phone = cls(http, "Bearer", reply.json()["token"])
        phone.account = reply.json()
        return phone

    @property
    def headers(self) -> dict[str, str]:
        """Who sends."""
        return {"Authorization": f"{self.scheme} {self.device}.{self.secret}", "Content-Type": "application/json"}

    # --- what a person does: queue an op ---------------------------------------------------------------------------

    def queue(self, kind: str, on: str, args: Json, **also: Any) -> Json:
        """Freeze an op into the outbox under the next number; `also` replaces parts of it (`base`, `at`, `mid`)."""
        self.mid += 1
        op = {"mid": self.mid, "op_id": uuid7(), "kind": kind, "v": 1, "on": on, "base": self.version(on)}
        op |= {"at": WROTE_AT, "args": args} | also
        self.outbox.append(op)
        return op

    def report(self, at: tuple[float, float] | None = None, service: str = "pothole", **args: Any) -> str:
        """Report a problem; the request's id. `args` replaces arguments of the op."""
        id = uuid7()
        place: Json = {"text": "By the bridge"} if at is None else {"lat": at[0], "lon": at[1], "accuracy_m": 8.0}
        given = {"reference": reference.make(), "service_code": service, "place": place, "description": "A deep hole"}
        self.queue("request.report", f"request/{id}", given | args)
        return id

    def comment(self, request_id: str, text: str = "It got worse", **args: Any) -> str:
        """Add words to a request; the comment's id."""
        id = uuid7()
        self.queue("request.comment", f"request/{request_id}", {"id": id, "text": text} | args)
        return id

    def notify(self, request_id: str, address: str = "ann@example.org", **args: Any) -> Json:
        """Want to be told of a request, by e-mail if `args` do not say otherwise; without an address no longer."""
        return self.queue("request.notify", f"request/{request_id}", {"channel": "email", "address": address} | args)

    def accept(self, job_id: str, **also: Any) -> Json:
        """The crew has seen the job."""
        return self.queue("wo.accept", f"wo/{job_id}", {}, **also)

    def start(self, job_id: str, **also: Any) -> Json:
        """Begin a job."""
        return self.queue("wo.start", f"wo/{job_id}", {}, **also)

    def close(self, job_id: str, outcome: str = "fixed", note: str = "Filled", photos: Any = (), **also: Any) -> Json:
        """End a job."""
        args = {"outcome": outcome, "note": note, "photos": list(photos)}
        return self.queue("wo.close", f"wo/{job_id}", args, **also)

    def assign(self, job_id: str, crew_id: str, request_id: str | None = None, **also: Any) -> Json:
        """Give a job to a crew."""
        return self.queue("wo.assign", f"wo/{job_id}", {"crew_id": crew_id, "request_id": request_id}, **also)

    # --- the exchange ----------------------------------------------------------------------------------------------

    def body(self, ops: Sequence[Json] = (), pull: bool = True, limit: int = 500, **also: Any) -> Json:
        """An exchange of these ops."""
        ask = {"epoch": self.epoch, "have": self.cursors, "limit": limit, "begun": self.begun} if pull else None
        clock = {"wall": self.wall().isoformat(), "skew_ms": 0}
        whole = {"proto": PROTO, "schema": SCHEMA, "app": "test", "device": self.device, "acked_mid": 0}
        return whole | {"clock": clock, "ops": list(ops), "pull": ask} | also

    def post(self, body: Json | bytes) -> httpx.Response:
        """One exchange as it is."""
        content = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return self.http.post("/sync/v1/exchange", headers=self.headers, content=content)

    def push(self, *ops: Json, **also: Any) -> httpx.Response:
        """Send these ops, or the whole outbox; nothing is settled."""
        return self.post(self.body(ops or self.outbox[:50], **also))

    def sync(self, limit: int = 500) -> list[Json]:
        """Exchange until the outbox is empty and no page is left; the acks. Fails on any refusal."""
        acks: list[Json] = []
        while True:
            reply = self.post(self.body(self.outbox[:50], limit=limit))
            assert reply.status_code == 200, reply.text
            acks += reply.json()["acks"]
            self.settle(reply.json())
            if not reply.json()["pull"]["more"] and not self.outbox:
                return acks

    def settle(self, reply: Json) -> None:
        """Apply a reply: acks, rows, cursors."""
        for ack in reply["acks"]:
            self.acks[ack["mid"]] = ack
        self.outbox = [op for op in self.outbox if op["mid"] not in self.acks]
        if reply["pull"] is not None:
            self._apply(reply["pull"])

    def outcome(self, mid: int | None = None) -> tuple[str, str]:
        """(outcome, code) of an op; of the last one by default."""
        ack = self.acks[mid or self.mid]
        return ack["outcome"], ack["code"]

    def doc(self, kind: str, id: str) -> Json:
        """A document that this phone holds."""
        return self.docs[kind, id]

    def ids(self, kind: str) -> set[str]:
        """The things of a kind that this phone holds."""
        return {id for of, id in self.docs if of == kind}

    def version(self, on: str) -> int:
        """The version of a thing as this phone has it."""
        kind, _, id = on.partition("/")
        return int(self.docs.get((kind, id), {}).get("ver", 0))

    def _apply(self, pull: Json) -> None:
        gone = {*pull["drop"], *pull["reset"]}
        for key in [key for key, holders in self.holders.items() if holders & gone]:
            self._hold(key, self.holders[key] - gone)
        for row in pull["rows"]:
            key = (row["k"], row["id"])
            holders = self.holders.get(key, set()) - {row["b"]}
            if row["op"] == "put":
                self.docs[key] = row["doc"]
                holders |= {row["b"]}
            self._hold(key, holders)
        self.epoch, self.cursors, self.begun = pull["epoch"], pull["cursors"], pull["begun"]

    def _hold(self, key: Key, holders: set[str]) -> None:
        if holders:
            self.holders[key] = holders
        else:
            self.holders.pop(key, None)
            self.docs.pop(key, None)
