"""Who is acting, as the rest of the server sees it; and how credentials are written and hashed. No I/O."""

import hashlib
from typing import Literal

from msgspec import Struct

Role = Literal["resident", "crew", "dispatcher", "manager"]


class Actor(Struct, frozen=True):
    """A person at a device. A resident has no account; only a crew member has a crew.

    `device_id` says whose reports and promises these are. `sender` is the device that numbers its ops, when it carries
    on another one (SYNC-016).
    """

    jurisdiction: str
    device_id: str
    role: Role
    account_id: str | None = None
    crew_id: str | None = None
    name: str = ""
    sender: str = ""
    is_leaving: bool = False
    """Whether the phone is lost: it may hand over what waits on it, and read nothing (SYNC-047)."""
    forgotten_mid: int = 0
    """The sender's ops up to here are answered, but nobody knows how any more (SYNC-017)."""

    @property
    def sender_id(self) -> str:
        """The device that sent this request."""
        return self.sender or self.device_id

    @property
    def is_staff(self) -> bool:
        """Whether somebody signed in."""
        return self.account_id is not None

    @property
    def is_desk(self) -> bool:
        """Whether the actor sees the whole city."""
        return self.role in ("dispatcher", "manager")


class Credentials(Struct, frozen=True):
    """What an Authorization header claims: `Device ID.SECRET` or `Bearer ID.TOKEN`, ID the device's in both."""

    scheme: Literal["device", "bearer"]
    device_id: str
    secret: str


def parse_authorization(header: str | None) -> Credentials | None:
    """The credentials in an Authorization header, or None when there are none that make sense."""
    scheme, _, rest = (header or "").partition(" ")
    device_id, _, secret = rest.strip().partition(".")
    if len(device_id) != 36 or not 20 <= len(secret) <= 200:
        return None
    match scheme.lower():
        case "device":
            return Credentials("device", device_id, secret)
        case "bearer":
            return Credentials("bearer", device_id, secret)
    return None


def digest(secret: str) -> str:
    """SHA-256 of a random secret of at least 128 bits; such a secret needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
