"""Sending one short message by Web Push: encrypted for the phone (RFC 8291), signed by the city (RFC 8292).

The push service sees neither words nor reference. Its address came from a phone, so only public hosts are spoken to.
Blocking: it belongs on a thread.
"""

import base64
import http.client
import ipaddress
import json
import os
import socket
import ssl
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct

from backend.clock import Clock, now
from backend.errors import Problem
from backend.notices.queue import Later, Refused, Result, Sent

KEY_FILE = "vapid.pem"
_CURVE = ec.SECP256R1()
_TTL = timedelta(days=3)
_VALID = timedelta(hours=12)
_PATIENCE_S = 15.0
_RECORD_BYTES = 4096
MAX_PAYLOAD_BYTES = 2000


class Reader(Struct, frozen=True):
    """Where a phone listens: the push service's address, the phone's public key and its secret, both base64url."""

    address: str
    p256dh: str
    auth: str


class News(Struct, frozen=True):
    """What the phone shows. A later one with the same tag takes its place."""

    title: str
    body: str
    url: str
    tag: str


class Keys:
    """The city's key pair: phones subscribe with the public half, the private half signs."""

    def __init__(self, private: ec.EllipticCurvePrivateKey) -> None:
        self.private = private
        self.public = _text(_point(private.public_key()))

    @classmethod
    def make(cls, folder: Path) -> "Keys":
        """A new pair, kept in the folder for the server alone. Raises `bad_value` where there is one."""
        file = folder / KEY_FILE
        if file.exists():
            raise Problem(
                "bad_value", f"There are keys in {file}. With other keys every phone would have to ask again."
            )
        private = ec.generate_private_key(_CURVE)
        pem = private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(pem)
        return cls(private)

    @classmethod
    def read(cls, folder: Path) -> "Keys | None":
        """The pair in the folder; None when there is none."""
        file = folder / KEY_FILE
        if not file.exists():
            return None
        private = serialization.load_pem_private_key(file.read_bytes(), None)
        if not isinstance(private, ec.EllipticCurvePrivateKey):
            raise ValueError(f"{file} holds no key for Web Push.")
        return cls(private)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet: never one of our own machines or networks."""
    return ipaddress.ip_address(address).is_global


class Pusher:
    """Posts to push services. `allows` and `secure` are for a push service of one's own."""

    def __init__(
        self,
        keys: Keys,
        contact: str,
        clock: Clock = now,
        allows: Callable[[str], bool] = is_public,
        secure: ssl.SSLContext | None = None,
    ) -> None:
        self.keys, self._contact, self._clock, self._allows = keys, contact, clock, allows
        self._secure = secure or ssl.create_default_context()

    def send(self, reader: Reader, news: News, is_urgent: bool) -> Result:
        """Hand it to the push service, and say what came of it."""
        parts = urlsplit(reader.address)
        try:
            body = encrypted(_payload(news), reader)
            host, port = parts.hostname or "", parts.port or 443
            address = self._resolved(host, port)
        except ValueError:
            return Refused("the phone's push address cannot be used")
        except OSError as error:
            return Later(f"the push service is not found ({type(error).__name__})")
        if address is None:
            return Refused("the phone's push address is none of the open internet")
        headers = {
            "Authorization": f"vapid t={self._token(f'https://{parts.netloc}')}, k={self.keys.public}",
            "Content-Encoding": "aes128gcm",
            "TTL": str(int(_TTL.total_seconds())),
            "Topic": news.tag[:32],
            "Urgency": "high" if is_urgent else "normal",
        }
        try:
            with _Connection(host, port, address, self._secure) as connection:
                connection.request(
                    "POST", f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}", body, headers
                )
                return _answered(connection.getresponse().status)
        except (OSError, http.client.HTTPException) as error:
            return Later(f"the push service does not answer ({type(error).__name__})")

    def _resolved(self, host: str, port: int) -> str | None:
        """The first address of the host that may be spoken to: looked up once, so that it cannot change under us."""
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        return found[0] if found and all(self._allows(one) for one in found) else None

    def _token(self, audience: str) -> str:
        """A JSON Web Token for this push service alone."""
        ends = int((self._clock() + _VALID).timestamp())
        parts = ({"typ": "JWT", "alg": "ES256"}, {"aud": audience, "exp": ends, "sub": self._contact})
        text = ".".join(_text(json.dumps(part, separators=(",", ":")).encode()) for part in parts)
        r, s = utils.decode_dss_signature(self.keys.private.sign(text.encode(), ec.ECDSA(hashes.SHA256())))
        return f"{text}.{_text(r.to_bytes(32) + s.to_bytes(32))}"


def encrypted(
    payload: bytes, reader: Reader, salt: bytes | None = None, once: ec.EllipticCurvePrivateKey | None = None
) -> bytes:
    """The payload as one record that only the phone can read. Raises ValueError for keys that are none."""
    salt, once = salt or os.urandom(16), once or ec.generate_private_key(_CURVE)
    theirs, ours = _bytes(reader.p256dh), _point(once.public_key())
    shared = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, theirs))
    secret = _derived(shared, _bytes(reader.auth), b"WebPush: info\0" + theirs + ours, 32)
    key = _derived(secret, salt, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(secret, salt, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD_BYTES.to_bytes(4) + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, payload + b"\x02", None)


class _Connection(http.client.HTTPSConnection):
    """To an address that was looked up before, while the certificate must still be the host's."""

    def __init__(self, host: str, port: int, address: str, secure: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=_PATIENCE_S, context=secure)
        self._address, self._secure = address, secure

    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), _PATIENCE_S)
        self.sock = self._secure.wrap_socket(plain, server_hostname=self.host)

    def __enter__(self) -> "_Connection":
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _answered(status: int) -> Result:
    if 200 <= status < 300:
        return Sent()
    if status in (404, 410):
        return Refused(f"the phone no longer listens ({status})")
    if status in (408, 429) or status >= 500:
        return Later(f"the push service answers {status}")
    return Refused(f"the push service refuses the message ({status})", is_gone=status == 403)


def _payload(news: News) -> bytes:
    """As JSON, the body cut to what every push service takes."""
    body = news.body
    while len(made := msgspec.json.encode(msgspec.structs.replace(news, body=body))) > MAX_PAYLOAD_BYTES:
        body = body[: len(body) * 3 // 4].rstrip() + "…"
    return made


def _derived(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4))
