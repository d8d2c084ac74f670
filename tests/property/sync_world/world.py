"""The world: one real server, many virtual phones, and a network that loses, repeats, delays and cuts.

Every method is one step of a script and takes plain values, so that a failing run reads as the script that shows it.
What the laws are checked against is what people did (`written`) and what the phones were told (`told`), never what the
code under test says of itself.
"""

import base64
import hashlib
import io
import json
import uuid
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from msgspec import Struct, field, structs
from PIL import Image

from backend import seeding
from backend.attachments.images import make_safe
from backend.exchange import held
from backend.people.rules import digest
from sync.protocol import reference
from tests.factories.city import NORTH, NOWHERE, SOUTH
from tests.property.sync_world import forgetting, laws
from tests.property.sync_world.driver import Answer, Driver, Fate, Json, Sent
from tests.property.sync_world.server import FAILPOINTS, SQLITE_FAILPOINTS, UPLOAD_FAILPOINTS, Server

FAULTS = (
    "lost_request",
    "lost_reply",
    "repeated",
    "repeated_later",
    "late",
    "cut",
    "proxy_cut",
    "busy",
    "portal",
    "dies",
)
DEATHS = tuple(f"server_dies:{name}" for name in (*FAILPOINTS, *SQLITE_FAILPOINTS, *UPLOAD_FAILPOINTS))
"""A request that does not come by the place is answered as ever."""
Fault = str | Callable[[], None]
"""A name of FAULTS or DEATHS, or what happens just before the request arrives."""
SIGN_IN = timedelta(days=30)
"""How long one is good for."""
POINTS = {"south": SOUTH, "north": NORTH, "nowhere": NOWHERE}
HTML = Answer(200, {"content-type": "text/html"}, b"<html>Welcome to Free WiFi</html>")
PAGE = Answer(413, {"content-type": "text/html"}, b"<html>413 Request Entity Too Large</html>")


class Phone(Struct):
    """What the harness knows of a phone: who holds it, what it was told, what became of it."""

    name: str
    role: str
    device: str
    login: str = ""
    written: list[str] = field(default_factory=list)
    """op_ids of what was done on it, in order."""
    cloned: bool = False
    """Another phone has its name too."""
    revoked: bool = False
    """It was given up for lost."""
    may_leave: bool = False
    """It may still hand over what waits on it."""
    secret: str = ""
    signed_in_until: datetime = datetime.max.replace(tzinfo=UTC)
    cursors: dict[tuple[str, str], int] = field(default_factory=dict)
    """(epoch, bucket) -> the highest cursor seen on it."""
    seen: Json = field(default_factory=dict)
    """What the last look found."""


class Done(Struct, frozen=True):
    """What a person did: an op as it was queued, and on which phone."""

    op: Json
    phone: str
    photos: tuple[str, ...] = ()


class World:
    """`server` and `phones`, and the network between them."""

    def __init__(self, server: Server, driver: Driver, seed: int = 0, mutant: str | None = None) -> None:
        self.server, self.driver, self.mutant = server, driver, mutant
        self.random = Random(seed)
        self.phones: dict[str, Phone] = {}
        self.written: dict[str, Done] = {}
        self.told: dict[str, tuple[str, str]] = {}
        """op_id -> the outcome its phone was told."""
        self.shown: dict[tuple[str, str], dict[tuple[str, str, str], int]] = {}
        """Device and epoch -> bucket, kind and id -> the version that its pages brought last."""
        self.late: list[Sent] = []
        """Requests the network still holds."""
        self.photos: dict[str, tuple[str, str]] = {}
        """Photo id -> SHA-256 of the large and the small picture that the server must make of it."""
        self.uploads: dict[str, int] = {}
        """Upload -> how many of its bytes the server had when last looked."""
        self.backups: list[tuple[str, dict[str, tuple[str, str]]]] = []
        """Name of a copy, and the outcomes it knows."""
        self.counts: Counter[str] = Counter()
        self.page: int | None = None
        """How many rows a page of the feed may hold; None for as many as the phone asks for."""
        self.narrow: int | None = None
        """How large a body the proxy in between lets through, in bytes."""
        self.lost_with_phone: set[str] = set()
        """op_ids that existed only on a phone whose browser dropped everything."""
        self.restored = False
        self.answered: set[str] = set()
        """op_ids that were ever answered, in whichever history."""
        self.erased: set[str] = set()
        """Requests that are erased."""
        self.taken_back: set[str] = set()
        """op_ids of what was undone before it left the phone."""
        self.handing_over: dict[str, str] = {}
        """op_id of what a lost phone still had to send -> the phone."""
        self._faults: list[Fault] = []
        self._tokens: dict[str, Json] = {}
        self._acted: list[str] = []
        driver.network = self._carry
        server.begin_anew()
        self._do("forget_all")

    # --- phones ----------------------------------------------------------------------------------------------------

    def enrol(self, name: str, role: str, login: str = "", tabs: int = 1, lock: bool = True) -> Phone:
        """A new phone: a resident's, or a staff member's after its sign-in."""
        scheme, secret = "Device", f"{self.random.getrandbits(160):040x}"
        if login:
            scheme, secret = "Bearer", self._token(login)
        phone = Phone(name, role, self.new_id(), login, secret=secret, signed_in_until=self.server.clock.at + SIGN_IN)
        meta = {"device": phone.device, "secret": secret, "scheme": scheme, "nextMid": 1, "ackedMid": 0, "seenMid": 0}
        meta |= {"epoch": "", "cursors": {}, "skewMs": 0, "syncedAt": None}
        setup = {"id": name, "meta": meta, "seed": self.random.getrandbits(32), "lock": lock, "tabs": tabs}
        self._do("open", setup=setup | {"pollMs": 900_000, "mutant": self.mutant})
        self.phones[name] = phone
        return phone

    def report(self, name: str, where: str = "south", photos: int = 0, clash: bool = False) -> str:
        """A resident reports a problem; the request's id. `clash`: under a reference that is taken, if any is."""
        id = self.new_id()
        lat, lon = POINTS[where]
        args: Json = {"reference": self.reference(clash), "service_code": "pothole", "description": f"A hole {id}"}
        args["place"] = {"lat": lat, "lon": lon, "accuracy_m": 5.0, "source": "gps", "text": ""}
        self.act(name, "request.report", f"request/{id}", args, photos)
        return id

    def comment(self, name: str, request_id: str, photos: int = 0) -> str:
        """Words about a request; the comment's id."""
        id = self.new_id()
        self.act(name, "request.comment", f"request/{request_id}", {"id": id, "text": f"More {id}"}, photos)
        return id

    def assign(self, name: str, job_id: str, crew_id: str, request_id: str | None = None) -> None:
        """The desk gives a job to a crew."""
        serving = {"request_id": request_id} if request_id else {}
        self.act(name, "wo.assign", f"wo/{job_id}", {"crew_id": crew_id} | serving)

    def review(self, name: str, op_id: str, verdict: str) -> None:
        """The desk lets a held op through, or does not."""
        self.act(name, "op.review", f"op/{op_id}", {"verdict": verdict, "note": ""})

    def close(self, name: str, job_id: str, outcome: str = "fixed", photos: int = 0) -> None:
        """A crew ends a job."""
        self.act(name, "wo.close", f"wo/{job_id}", {"outcome": outcome, "note": f"Done {self.new_id()}"}, photos)

    def act(self, name: str, kind: str, on: str, args: Json, photos: int = 0) -> None:
        """What any person does: the op is queued on the phone; nothing is sent yet."""
        if self.is_emptied(name):  # its owner has got another one
            self.evict(name)
        taken = [self._photo() for _ in range(photos)]
        if kind in ("request.report", "request.comment", "wo.close", "wo.correct"):
            keys = ("id", "sha256", "size_bytes", "mime")
            args = args | {"photos": [{key: photo[key] for key in keys} for photo in taken]}
        queued = self._do("author", phone=name, kind=kind, on=on, args=args, photos=taken)
        op = queued["op"]
        assert op["op_id"] not in self.written
        self.written[op["op_id"]] = Done(op, name, tuple(photo["id"] for photo in taken))
        self.phones[name].written.append(op["op_id"])
        if self.phones[name].may_leave:
            self.handing_over[op["op_id"]] = name
        elif self.phones[name].revoked:
            self.lost_with_phone.add(op["op_id"])
        self.counts["ops"] += 1

    def take_back(self, name: str) -> None:
        """Whoever holds the phone undoes what they did last, if it is still there. A copied one cannot tell."""
        phone = self.phones[name]
        if not phone.written or phone.cloned or self.is_emptied(name):
            return
        op_id = phone.written[-1]
        if not self._do("take_back", phone=name, op_id=op_id):
            return
        phone.written.pop()
        del self.written[op_id]
        self.handing_over.pop(op_id, None)
        self.lost_with_phone.discard(op_id)
        self.taken_back.add(op_id)
        self.counts["taken back"] += 1

    # --- what happens to phones ------------------------------------------------------------------------------------

    def sync(self, name: str, *faults: Fault, hard: bool = True) -> None:
        """The phone tries now; each of its requests in turn meets one of the faults, later ones none."""
        self._faults = list(faults)
        self._do("wake", phone=name, hard=hard)
        self._faults = []

    def wait(self, seconds: float, *faults: Fault) -> None:
        """Time passes for everybody; timers ring."""
        self._faults = list(faults)
        until = self.server.clock.at + timedelta(seconds=seconds)
        self._do("wait", until=_milliseconds(until))
        self.server.clock.at = max(until, self.server.clock.at)
        self._faults = []

    def kill(self, name: str) -> None:
        """The page is closed or crashes, and is opened again."""
        if not self.is_emptied(name):
            self._do("kill", phone=name)

    def evict(self, name: str) -> None:
        """The browser throws the phone's database away; the person goes on as a new device."""
        [phone] = self.look(name)
        self.lost_with_phone |= {queued["op"]["op_id"] for queued in phone.seen["outbox"]}
        self._do("bury", phone=name)
        self.enrol(name, phone.role, phone.login)

    def clone(self, name: str, as_name: str) -> None:
        """A backup of the phone is put onto another one: two devices under one name."""
        if self.is_emptied(name):
            return
        self._do("clone", phone=name, **{"as": as_name}, seed=self.random.getrandbits(32))
        original = self.phones[name]
        original.cloned = True
        self.phones[as_name] = structs.replace(original, name=as_name, written=[], cursors={}, seen={})

    def set_clock(self, name: str, days: float) -> None:
        """Somebody sets the phone's clock wrong by so many days."""
        self._do("set_clock", phone=name, offset_ms=int(days * 86_400_000))

    def sign_in(self, name: str) -> None:
        """A member of the staff signs in again on the same phone; what it holds stays."""
        phone = self.phones[name]
        phone.secret, phone.revoked, phone.may_leave = self._token(phone.login), False, False
        phone.signed_in_until = self.server.clock.at + SIGN_IN
        self._do("sign_in", phone=name, secret=phone.secret)

    def spoil(self, name: str, puts: int, how: str) -> None:
        """The phone's next writing fails at its so-many-th row: its transaction is aborted, or there is no `quota`."""
        self.driver.forgives = True
        self._do("spoil", phone=name, puts=puts, how=how)

    def look(self, *names: str) -> list[Phone]:
        """These phones, or all, looked into."""
        phones = [self.phones[name] for name in names or self.phones]
        found = self._do("look", phones=[phone.name for phone in phones])
        for phone, seen in zip(phones, found, strict=True):
            phone.seen = seen
        return phones

    # --- what happens to the server and between --------------------------------------------------------------------

    def deliver_late(self, i: int) -> None:
        """A request the network held arrives at last; nobody waits for its answer any more."""
        if self.late:
            self._hear(self.late.pop(i % len(self.late)))

    def backup(self) -> None:
        """The operator makes a copy of the database."""
        stored = self.server.rows("SELECT op_id, outcome, code FROM sync_op")
        outcomes = {row["op_id"]: (row["outcome"], row["code"]) for row in stored}
        self.backups.append((str(len(self.backups)), outcomes))
        self.server.backup(self.backups[-1][0])

    def restore(self, i: int) -> None:
        """The operator puts a copy back: what came after it is known to the phones alone."""
        if not self.backups:
            return
        name, outcomes = self.backups[i % len(self.backups)]
        emptied = [phone for phone in self.look() if self.is_emptied(phone.name)]
        self.server.restore(name)
        self._restore_revocations(emptied)
        self.lost_with_phone |= {op_id for phone in emptied for op_id in phone.written if op_id not in outcomes}
        self.told = {op_id: outcome for op_id, outcome in outcomes.items() if op_id in self.told}
        self._tokens.clear()
        self.restored = True
        self.counts["restores"] += 1

    def clear_up(self, dies_at: str | None = None) -> None:
        """The city's hourly clear-up; it ends at the named place, if there is one."""
        self.server.clear_up(dies_at)

    def sleep(self, days: int) -> None:
        """All phones lie in drawers for so long. Nobody keeps backups as old as what they have forgotten."""
        self.server.clock.wait(days=days)
        self.backups.clear()

    def operate(self, statement: str) -> None:
        """An operator changes the database by hand."""
        with self.server.storage.engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def revoke(self, name: str) -> None:
        """The desk shuts a lost phone out."""
        self.operate(f"UPDATE sync_device SET state = 'revoked' WHERE id = '{self.phones[name].device}'")
        self.phones[name].revoked = True

    def lose(self, login: str, at_once: bool = False) -> None:
        """The phones of somebody are lost, and their sign-ins taken back. What waits on them may still come, unless
        they are to delete it `at_once`.
        """
        lost = [phone for phone in self.phones.values() if phone.login == login and not self.is_emptied(phone.name)]
        arrived = {row["op_id"] for row in self.server.rows("SELECT op_id FROM sync_op")}
        self.server.revoke(login, at_once)
        for phone in self.look(*(phone.name for phone in lost)) if lost else []:
            waiting = {queued["op"]["op_id"] for queued in phone.seen["outbox"]} - arrived
            if at_once:
                self.lost_with_phone |= waiting
                self.handing_over = {op: name for op, name in self.handing_over.items() if name != phone.name}
            elif not phone.revoked:
                self.handing_over |= dict.fromkeys(waiting, phone.name)
            phone.revoked, phone.may_leave = True, not at_once and (phone.may_leave or not phone.revoked)
        self.counts["phones lost"] += len(lost)

    def is_emptied(self, name: str) -> bool:
        """Whether the phone was told to delete what it holds, and says that it did."""
        if not self.phones[name].revoked:
            return False
        activity = self.look(name)[0].seen["activity"]
        return bool(activity and activity["wiped"])

    def _restore_revocations(self, emptied: list[Phone]) -> None:
        """A copy knows of the revocations that were before it, and of no other."""
        taken = {row["token_hash"]: row["wipe"] for row in self.server.rows("SELECT token_hash, wipe FROM sign_in")}
        for phone in self.phones.values():
            wipe = taken.get(digest(phone.secret))
            phone.revoked, phone.may_leave = phone in emptied or wipe is not None, wipe == "after_push"
        self.handing_over = {op: name for op, name in self.handing_over.items() if self.phones[name].may_leave}

    def erase(self, request_id: str) -> None:
        """The operator erases a report at its reporter's wish."""
        [row] = self.server.rows("SELECT reference FROM service_request WHERE id = ?", request_id)
        self.erased |= self.server.erase(row["reference"])
        self.counts["reports erased"] += 1

    def transfer(self, login: str, crew: str) -> None:
        """A member of the staff moves to another crew."""
        with self.server.storage.engine.begin() as connection:
            held.move_to_crew(connection, "knoxville", login, self.crew(crew), self.server.clock())

    def shrink_pages(self, rows: int | None) -> None:
        """The feed comes in pages of so many rows; None: as many as the phone asks for."""
        self.page = rows

    def jobs(self) -> list[Json]:
        """The work orders there are, oldest first."""
        return self.server.rows("SELECT * FROM work_order ORDER BY created_at, id")

    def requests(self) -> list[Json]:
        """The service requests there are, oldest first."""
        return self.server.rows("SELECT * FROM service_request ORDER BY recorded_at, id")

    def crew(self, name: str) -> str:
        """A crew's id."""
        return str(self.server.rows("SELECT id FROM crew WHERE name = ?", name)[0]["id"])

    def held(self) -> list[Json]:
        """The ops that the desk was asked about, oldest first."""
        return self.server.rows("SELECT * FROM held_op ORDER BY received_at, op_id")

    # --- the network -----------------------------------------------------------------------------------------------

    def _carry(self, sent: list[Sent]) -> list[Fate]:
        return [self._carry_one(one) for one in sent]

    def _carry_one(self, sent: Sent) -> Fate:
        self.server.clock.at = max(self.server.clock.at, datetime.fromtimestamp(sent.at_ms / 1000, UTC))
        fault = self._faults.pop(0) if self._faults else "fine"
        if not isinstance(fault, str):
            fault()
            fault = "fine"
        if self.narrow is not None and len(sent.body) > self.narrow:
            fault = "proxy_cut"
        self.counts[f"network: {fault}"] += 1
        if fault.startswith("server_dies:"):
            answer = self._hear(sent, fault.partition(":")[2])
            return Fate(answer)
        return _NETWORK[fault](self, sent)

    def _hear(self, sent: Sent, dies_at: str | None = None) -> Answer | None:
        """The server handles the request; what it answers is kept as told, heard or not."""
        if self.page is not None:  # the bytes of the ops stay as they are: a digest is made of them
            sent = structs.replace(sent, body=sent.body.replace(b'"limit":500', b'"limit":%d' % self.page))
        answer = self.server.handle(sent, dies_at)
        if answer is not None and sent.url == "/sync/v1/exchange":
            assert answer.status < 500, f"I14: the server failed: {answer.body!r}"
            forgetting.nobody_is_told_too_early(self, sent, answer)
            if answer.status == 200:
                self._note(json.loads(sent.body), json.loads(answer.body))
        return answer

    def _note(self, ask: Json, reply: Json) -> None:
        laws.a_reply_shows_its_effects(self, ask, reply)
        self.answered |= {ack["op_id"] for ack in reply["acks"]}
        for ack in reply["acks"]:
            outcome = (ack["outcome"], ack["code"])
            assert ack["code"] != "internal_error", f"I14: the server met a bug: {ack}"
            assert self.told.setdefault(ack["op_id"], outcome) == outcome, "I3: an outcome changed after it was told"
            self.counts[f"outcome: {outcome[0]} {outcome[1]}"] += 1

    # --- small things ----------------------------------------------------------------------------------------------

    def _do(self, what: str, **arguments: Any) -> Any:
        return self.driver.do(what, self._now(), **arguments)

    def _now(self) -> int:
        return _milliseconds(self.server.clock.at)

    def new_id(self) -> str:
        """An id as devices make them."""
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))

    def reference(self, clash: bool = False) -> str:
        """A fresh reference, or one that is taken, if any is."""
        taken = self.requests() if clash else []
        return str(taken[0]["reference"]) if taken else reference.make()

    def _photo(self) -> Json:
        colour = (self.random.randrange(256), self.random.randrange(256), self.random.randrange(256))
        file = io.BytesIO()
        Image.new("RGB", (8, 8), colour).save(file, "JPEG")
        data = file.getvalue()
        safe = make_safe(data)
        id = self.new_id()
        self.photos[id] = (hashlib.sha256(safe.large).hexdigest(), hashlib.sha256(safe.small).hexdigest())
        facts = {"id": id, "sha256": hashlib.sha256(data).hexdigest(), "size_bytes": len(data)}
        return facts | {"mime": "image/jpeg", "base64": base64.b64encode(data).decode()}

    def _token(self, login: str) -> str:
        password = seeding.read_accounts(seeding.FOLDER).password
        body = json.dumps({"login": login, "password": password}).encode()
        sent = Sent(0, "", "POST", "/people/sign-in", {"content-type": "application/json"}, body)
        answer = self.server.handle(sent)
        assert answer is not None and answer.status == 200, answer
        return str(json.loads(answer.body)["token"])


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _twice(world: World, sent: Sent) -> Fate:
    first = world._hear(sent)
    world._hear(sent)
    return Fate(first)


def _held(world: World, sent: Sent) -> Fate:
    world.late.append(sent)
    return Fate(None)


def _and_again_later(world: World, sent: Sent) -> Fate:
    world.late.append(sent)
    return Fate(world._hear(sent))


def _without_reply(world: World, sent: Sent) -> Fate:
    world._hear(sent)
    return Fate(None)


def _into_a_dead_page(world: World, sent: Sent) -> Fate:
    world._hear(sent)
    return Fate(None, dies=True)


_TOO_BIG = Answer(413, {"content-type": "application/json"}, b'{"code": "too_big", "status": 413}')
_BUSY = Answer(503, {"retry-after": "2", "content-type": "application/json"}, b'{"code": "busy", "status": 503}')

_NETWORK: dict[str, Callable[[World, Sent], Fate]] = {
    "fine": lambda world, sent: Fate(world._hear(sent)),
    "lost_request": lambda world, sent: Fate(None),
    "lost_reply": _without_reply,
    "repeated": _twice,
    "repeated_later": _and_again_later,
    "late": _held,
    "cut": lambda world, sent: Fate(_TOO_BIG),
    "proxy_cut": lambda world, sent: Fate(PAGE),
    "busy": lambda world, sent: Fate(_BUSY),
    "portal": lambda world, sent: Fate(HTML),
    "dies": _into_a_dead_page,
}
