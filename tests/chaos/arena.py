"""Chaos: real server processes on one database, real sockets, devices on threads, SIGKILL every second or so. At the
end all drain, and the laws of the proof are asked of what the database says.
"""

import random
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx

from backend import seeding
from tests.chaos.device import Device
from tests.factories import postgres
from tests.factories.phone import Phone as Wire
from tests.factories.server import Server
from tests.property.sync_world import laws, oracle
from tests.property.sync_world.storage import PostgresDatabase, SQLiteFile, Storage
from tests.property.sync_world.world import Done, Phone

PEOPLE = (
    ("ann", "resident", ""),
    ("bob", "resident", ""),
    ("south", "crew", "south"),
    ("south_too", "crew", "south"),
    ("north", "crew", "north"),
    ("dana", "dispatcher", "dispatch"),
    ("follower", "follower", "dispatch"),
)
N_SERVERS = {"sqlite": 1, "postgresql": 2}
"""A SQLite file belongs to one process (ADR-0008)."""
PATIENCE_S = 40


def rage(kind: str, seed: int, seconds: float, restarts_database: bool = False) -> Counter[str]:
    """One city, so many seconds of it, and the verdict; what happened. AssertionError names the law that broke."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="curbline-chaos-") as folder, ExitStack() as stack:
        storage: Storage = SQLiteFile(Path(folder)) if kind == "sqlite" else PostgresDatabase(Path(folder))
        stack.callback(storage.drop)
        storage.open()
        stack.callback(storage.close)
        servers = stack.enter_context(_running(Path(folder), storage, N_SERVERS[kind]))
        ports = [server.port for server in servers]
        devices = [_enrol(*who, ports, chance.getrandbits(32)) for who in PEOPLE]
        crews = [row["id"] for row in storage.rows("SELECT id FROM crew ORDER BY id")]
        for device in devices:
            device.crews = crews
            stack.callback(device.close)
        counts = _fight(servers, devices, chance, seconds, restarts_database)
        for server in servers:
            server.revive()
            server.wait()
        storage.close()  # its connection may have fallen with the database
        storage.open()
        judge(storage, devices)
        total = sum((device.counts for device in devices), counts)
        assert total["database restarts"] or not total["status 500"], "a server failed though its database did not"
        return total


@contextmanager
def _running(folder: Path, storage: Storage, n: int) -> Iterator[list[Server]]:
    """So many processes of the city on ports of their own."""
    url = storage.settings.database_url
    servers = [Server(folder, url, is_seeded=True, exchanges_per_s=0) for _ in range(n)]
    try:
        for server in servers:
            server.launch()
        for server in servers:
            server.wait()
        yield servers
    finally:
        for server in servers:
            server.kill()


def _enrol(name: str, role: str, login: str, ports: list[int], seed: int) -> Device:
    with httpx.Client(base_url=f"http://127.0.0.1:{ports[0]}", timeout=60) as http:
        password = seeding.read_accounts(seeding.FOLDER).password
        phone = Wire.signed_in(http, login, password) if login else Wire(http)
    return Device(name, role, login, phone, ports, seed)


def _fight(
    servers: list[Server], devices: list[Device], chance: random.Random, seconds: float, restarts_database: bool
) -> Counter[str]:
    """Everybody at once, while servers die; what the killer did."""
    over, counts = threading.Event(), Counter[str]()
    threads = [threading.Thread(target=device.live, args=(over,)) for device in devices]
    for thread in threads:
        thread.start()
    ends = time.monotonic() + seconds
    while (left := ends - time.monotonic()) > 0:
        over.wait(min(left, chance.uniform(0.5, 3)))
        if restarts_database and chance.random() < 0.1:
            postgres.restart()
            counts["database restarts"] += 1
            for server in servers:  # one that was just starting found no database
                server.revive()
        else:
            victim = chance.choice(servers)
            victim.kill()
            victim.launch()
            counts["kills"] += 1
    over.set()
    for thread in threads:
        thread.join()
    return counts


def judge(storage: Storage, devices: list[Device]) -> None:
    """Everybody drains; then the laws, of the database and of what each device was told and holds."""
    broken = [sentence for device in devices for sentence in device.broken]
    assert not broken, broken
    late_at = time.monotonic() + PATIENCE_S
    for device in [*devices, *devices]:  # twice: what the last one sent concerns the first
        device.drain(lambda: time.monotonic() > late_at)
    seen = _as_world(storage, devices)
    ops = {row["op_id"]: row for row in storage.rows("SELECT * FROM sync_op")}
    assert ops.keys() == seen.written.keys(), f"I8: {ops.keys() ^ seen.written.keys()}"
    laws.of_the_server(seen)
    history = [row["seq"] for row in storage.rows("SELECT seq FROM sync_feed")]
    head = storage.rows("SELECT head FROM sync_clock")[0]["head"]
    assert len(set(history)) == len(history) and max(history) <= head, "I5: a seq was given twice"
    states = {row["state"] for row in storage.rows("SELECT state FROM attachment")}
    assert states <= {"stored"}, f"I15: {states}"
    for device, phone in zip(devices, seen.phones.values(), strict=True):
        assert not device.phone.outbox, f"I4: {device.name}"
        oracle.same_as_the_server(seen, phone)


def _as_world(storage: Storage, devices: list[Device]) -> Any:
    """What the laws look at, made of what the devices and the database know."""
    phones = {}
    for device in devices:
        role = "dispatcher" if device.role == "follower" else device.role
        phone = phones[device.name] = Phone(device.name, role, device.phone.device, device.login)
        docs = device.phone.docs.items()
        phone.seen = {"docs": [{"kind": kind, "id": id, "doc": _without_shape(doc)} for (kind, id), doc in docs]}
    written = {
        op_id: Done(op, device.name, photos) for device in devices for op_id, (op, photos) in device.written.items()
    }
    told = {op_id: outcome for device in devices for op_id, outcome in device.told.items()}

    def jobs() -> Any:
        return storage.rows("SELECT * FROM work_order")

    server = SimpleNamespace(rows=storage.rows, storage=storage)
    # These devices take nothing back.
    return SimpleNamespace(server=server, phones=phones, written=written, told=told, taken_back=set(), jobs=jobs)


def _without_shape(doc: dict[str, Any]) -> dict[str, Any]:
    return doc | {"boundary": True} if doc.get("boundary") else doc
