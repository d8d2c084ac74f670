"""Messages to phones: encrypted for the phone alone, signed by the city, and only sent to the open internet."""

import base64
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02  # type: ignore[import-untyped]

from backend.errors import Problem
from backend.notices.push import Keys, News, Pusher, Reader, encrypted, is_public
from backend.notices.queue import Later, Refused
from backend.notices.sender import Channels, Sender
from tests.factories.push_service import Listener, PushService, push_service
from tests.integration.notices.conftest import Told

NEWS = News("Fixed", "Your report is fixed.", "/reports/1", "K7QM3XD92FJ")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[PushService]:
    with push_service(tmp_path) as running:
        yield running


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys.make(tmp_path)


@pytest.fixture
def phone() -> Listener:
    return Listener()


@pytest.fixture
def listening(told: Told, sender: Sender, service: PushService, keys: Keys, phone: Listener) -> Told:
    """Ann's phone listens at the push service."""
    pusher = Pusher(keys, "https://311.example", told.city.clock, lambda address: True, service.secure)
    sender.channels = Channels(push=pusher)
    told.ann.notify(told.request, f"{service.url}/ann", channel="push", p256dh=phone.p256dh, auth=phone.auth)
    told.ann.sync()
    return told


def test_the_phone_reads_it_and_the_push_service_knows_who_sent_it(
    listening: Told, service: PushService, keys: Keys, phone: Listener
) -> None:
    listening.finish("Filled")
    assert listening.later() == 1
    headers, body = service.arrived[0]
    news = phone.read(body)
    assert (news["title"][-5:], news["url"]) == ("fixed", f"/reports/{listening.request}")
    assert news["body"] == "Your report about Pothole is fixed. Thank you for telling us.\nFilled"
    assert (news["tag"], headers["Topic"]) == (listening.reference, listening.reference)
    assert b"Pothole" not in body
    assert headers["Authorization"].endswith(f"k={keys.public}")
    assert Vapid02.verify(headers["Authorization"].replace(", ", ","))


@pytest.mark.parametrize("status", [404, 410])
def test_a_phone_that_no_longer_listens_is_told_no_more(listening: Told, service: PushService, status: int) -> None:
    listening.finish()
    service.answers = [status]
    assert (listening.later(), listening.later(days=1)) == (0, 0)
    assert listening.city.rows("SELECT address, auth FROM subscription") == [{"address": "", "auth": ""}]


@pytest.mark.parametrize("status", [429, 503])
def test_a_push_service_that_is_busy_is_tried_again(listening: Told, service: PushService, status: int) -> None:
    listening.finish()
    service.answers = [status]
    assert (listening.later(), listening.later(minutes=5)) == (0, 1)
    assert len(service.arrived) == 2


@pytest.mark.parametrize("host", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "[::1]", "localhost"])
def test_the_server_speaks_to_no_address_of_its_own_network(keys: Keys, phone: Listener, host: str) -> None:
    reader = Reader(f"https://{host}:9/x", phone.p256dh, phone.auth)
    assert Pusher(keys, "https://311.example").send(reader, NEWS, False) == Refused(
        "the phone's push address is none of the open internet"
    )


def test_public_addresses_are_told_from_private_ones() -> None:
    assert [is_public(one) for one in ("8.8.8.8", "2001:4860:4860::8888", "192.168.1.1", "fd00::1")] == [
        True,
        True,
        False,
        False,
    ]


def test_keys_that_are_none_end_it(keys: Keys) -> None:
    reader = Reader("https://push.example/x", "A" * 87, "A" * 22)
    assert Pusher(keys, "https://311.example").send(reader, NEWS, False) == Refused(
        "the phone's push address cannot be used"
    )


def test_a_host_that_is_not_found_is_tried_again(keys: Keys, phone: Listener) -> None:
    reader = Reader("https://no-such-host.invalid/x", phone.p256dh, phone.auth)
    assert isinstance(Pusher(keys, "https://311.example").send(reader, NEWS, False), Later)


def test_keys_are_made_once_and_for_the_server_alone(tmp_path: Path, keys: Keys) -> None:
    again = Keys.read(tmp_path)
    assert again is not None
    assert again.public == keys.public
    assert (tmp_path / "vapid.pem").stat().st_mode & 0o077 == 0
    with pytest.raises(Problem):
        Keys.make(tmp_path)


def test_the_example_of_the_standard_comes_out_the_same() -> None:
    """RFC 8291, appendix A."""

    def raw(text: str) -> bytes:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))

    once = ec.derive_private_key(int.from_bytes(raw("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")), ec.SECP256R1())
    point = once.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    theirs = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    reader = Reader("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", theirs, "BTBZMqHH6r4Tts7J_aSIgg")
    made = encrypted(b"When I grow up, I want to be a watermelon", reader, raw("DGv6ra1nlYgDCS1FRnbzlw"), once)
    assert made[21:86] == point
    assert made[86:] == raw("8pfeW0KbunFT06SuDKoJH9Ql87S1QUrdirN6GcG7sFz1y1sqLgVi1VhjVkHsUoEsbI_0LpXMuGvnzQ")
