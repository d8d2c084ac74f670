"""What the manager's screen of messages asks and is told."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from backend.notices.templates import Message, Template

Text = Annotated[str, Meta(max_length=20_000)]


class Kind(Struct, frozen=True):
    """A kind of problem that may have words of its own."""

    code: str
    name: str


class OwnWords(Struct, frozen=True):
    """A message for which the city has words of its own; `service` is `*` for all kinds of problem."""

    state: str
    service: str
    locale: str


class TemplatesReply(Struct, frozen=True):
    """Which messages there are, what may stand in braces in them, and for which the city has its own words."""

    states: list[str]
    locales: list[str]
    fields: list[str]
    services: list[Kind]
    own: list[OwnWords]


class TemplateReply(Struct, frozen=True):
    """The words that are used now, and whose they are; `beneath` is whose come when those are given up."""

    words: Template
    whose: Literal["service", "city", "curbline"]
    beneath: Literal["city", "curbline"]


class TemplateWords(Struct, frozen=True):
    """Words that may have mistakes still."""

    subject: Text
    body: Text


class PreviewReply(Struct, frozen=True):
    """What is wrong with each part, in sentences; the message as its reader gets it where nothing is."""

    problems: dict[str, list[str]]
    message: Message | None
