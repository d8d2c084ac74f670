"""Atom as a document: whatever the texts in it are, a parser reads them back, and dates are as RFC 4287 wants them."""

from datetime import UTC, datetime, timedelta, timezone
from xml.etree.ElementTree import fromstring

from hypothesis import given
from hypothesis import strategies as st

from backend.requests.atom import Entry, Feed, address, atom

NS = {"a": "http://www.w3.org/2005/Atom", "g": "http://www.georss.org/georss"}
AT = datetime(2026, 11, 21, 9, 12, 0, 5, tzinfo=timezone(timedelta(hours=-5)))


def entry(title: str = "Pothole: In work", summary: str = "", point: tuple[float, float] | None = None) -> Entry:
    return Entry("K7QM3XD92FT", title, summary, "pothole", title, AT, AT, point)


def feed(*entries: Entry) -> Feed:
    own = "https://city.example/feeds/requests.atom?service=a&lang=es"
    return Feed("knoxville:all:all", "Knoxville", "Knoxville", "es", "https://city.example", own, entries)


@given(st.text(), st.text())
def test_any_text_comes_through_without_what_xml_cannot_say(title: str, summary: str) -> None:
    root = fromstring(atom(feed(entry(title, summary))))
    read = root.findtext("a:entry/a:summary", namespaces=NS) or ""
    sayable = "".join(c for c in summary if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    assert read == sayable.replace("\r\n", "\n").replace("\r", "\n")
    assert root.findtext("a:entry/a:id", namespaces=NS) == "urn:curbline:request:K7QM3XD92FT"


def test_markup_in_a_text_stays_text() -> None:
    root = fromstring(atom(feed(entry("<script>&amp;", "]]></summary><link href='x'/>"))))
    assert root.findtext("a:entry/a:title", namespaces=NS) == "<script>&amp;"
    assert len(root.findall("a:entry/a:link", NS)) == 1


def test_moments_are_in_utc_and_points_as_fine_as_anybody_may_know() -> None:
    root = fromstring(atom(feed(entry(point=(35.96061, -83.9)))))
    assert root.findtext("a:updated", namespaces=NS) == "2026-11-21T14:12:00Z"
    assert root.findtext("a:entry/g:point", namespaces=NS) == "35.9606 -83.9000"


def test_a_feed_without_entries_has_a_moment_all_the_same() -> None:
    root = fromstring(atom(feed()))
    assert root.findtext("a:updated", namespaces=NS) == "1970-01-01T00:00:00Z"
    assert feed().updated_at == datetime(1970, 1, 1, tzinfo=UTC)


def test_an_address_says_only_what_is_asked() -> None:
    assert address(service="", district="") == "/feeds/requests.atom"
    assert address(service="a b&c", lang="es") == "/feeds/requests.atom?service=a+b%26c&lang=es"
