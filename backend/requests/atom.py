"""Atom (RFC 4287) with GeoRSS points. No I/O; what the page of a request says, and no more."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from msgspec import Struct

ATOM_AT = "/feeds/requests.atom"
_ATOM, _GEORSS = "http://www.w3.org/2005/Atom", "http://www.georss.org/georss"
register_namespace("", _ATOM)
register_namespace("georss", _GEORSS)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot say, not even escaped."""
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Entry(Struct, frozen=True):
    """One request. `point` is (lat, lon), rounded already."""

    reference: str
    title: str
    summary: str
    code: str
    service: str
    published_at: datetime
    updated_at: datetime
    point: tuple[float, float] | None


class Feed(Struct, frozen=True):
    """A feed; its addresses are whole. `key` tells it from the city's others."""

    key: str
    title: str
    city: str
    locale: str
    site: str
    own: str
    entries: Sequence[Entry]

    @property
    def updated_at(self) -> datetime:
        """When the newest of its entries changed."""
        return max((entry.updated_at for entry in self.entries), default=_NEVER)


def address(**asked: str) -> str:
    """A feed's address, without what is not asked for."""
    query = urlencode({name: value for name, value in asked.items() if value})
    return f"{ATOM_AT}?{query}" if query else ATOM_AT


def atom(feed: Feed) -> bytes:
    """The feed as a document."""
    root = Element(f"{{{_ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": feed.locale})
    _text(root, "id", f"urn:curbline:feed:{feed.key}")
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(feed.updated_at))
    _text(SubElement(root, f"{{{_ATOM}}}author"), "name", feed.city or "Curbline")
    _text(root, "icon", f"{feed.site}/mark-192.png")
    _link(root, "self", feed.own, "application/atom+xml")
    _link(root, "alternate", f"{feed.site}/feeds", "text/html")
    for entry in feed.entries:
        _add(root, entry, feed.site)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _add(root: Element, entry: Entry, site: str) -> None:
    one = SubElement(root, f"{{{_ATOM}}}entry")
    _text(one, "id", f"urn:curbline:request:{entry.reference}")
    _text(one, "title", entry.title)
    _text(one, "updated", _moment(entry.updated_at))
    _text(one, "published", _moment(entry.published_at))
    _link(one, "alternate", f"{site}/r/{entry.reference}", "text/html")
    SubElement(one, f"{{{_ATOM}}}category", {"term": _clean(entry.code), "label": _clean(entry.service)})
    _text(one, "summary", entry.summary)
    if entry.point is not None:
        SubElement(one, f"{{{_GEORSS}}}point").text = "{:.4f} {:.4f}".format(*entry.point)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}{name}").text = _clean(text)


def _link(parent: Element, rel: str, href: str, kind: str) -> None:
    SubElement(parent, f"{{{_ATOM}}}link", {"rel": rel, "type": kind, "href": _clean(href)})


def _clean(text: str) -> str:
    return _NOT_XML.sub("", text)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
