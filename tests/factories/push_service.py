"""A push service of one's own, on TLS, and a phone that listens there with real keys."""

import base64
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path

import http_ece  # type: ignore[import-untyped]
import msgspec
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class PushService:
    """What arrived: (headers, body). `answers` are the statuses of the next requests; 201 without one."""

    def __init__(self, url: str, secure: ssl.SSLContext) -> None:
        self.url = url
        self.secure = secure
        """What a client needs to trust it."""
        self.arrived: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []


class Listener:
    """A phone's subscription: its keys, as a browser makes them."""

    def __init__(self) -> None:
        self._private = ec.generate_private_key(ec.SECP256R1())
        self._secret = b"sixteen bytes ok"
        point = self._private.public_key().public_bytes(
            serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint
        )
        self.p256dh = base64.urlsafe_b64encode(point).rstrip(b"=").decode()
        self.auth = base64.urlsafe_b64encode(self._secret).rstrip(b"=").decode()

    def read(self, body: bytes) -> dict[str, str]:
        """The message, by another implementation of the encryption than the server's."""
        plain = http_ece.decrypt(body, private_key=self._private, auth_secret=self._secret, version="aes128gcm")
        return msgspec.json.decode(plain, type=dict[str, str])


@contextmanager
def push_service(folder: Path) -> Iterator[PushService]:
    """The service, while it runs; its certificate lies in the folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    certificate = _certificate(folder)
    secure = ssl.create_default_context(cafile=str(certificate))
    service = PushService(f"https://localhost:{server.server_port}", secure)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.arrived.append((dict(self.headers), body))
            self.send_response(service.answers.pop(0) if service.answers else 201)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(certificate)
    server.socket = own.wrap_socket(server.socket, server_side=True)
    server.RequestHandlerClass = Handler
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def _certificate(folder: Path) -> Path:
    """A certificate for localhost, signed by itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = folder / "push-service.pem"
    pem = serialization.Encoding.PEM
    plain = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(plain + made.public_bytes(pem))
    return file
