"""Sending one message by SMTP, with the standard library. Blocking: it belongs on a thread."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape
from urllib.parse import parse_qs, unquote, urlsplit

from msgspec import Struct

from backend.clock import Clock, now
from backend.notices.queue import Later, Refused, Result, Sent
from backend.notices.templates import Message

_PATIENCE_S = 15.0


class Mail(Struct, frozen=True):
    """One message to one reader. `stop` is the address of the page where messages end."""

    to: str
    id: str
    message: Message
    link: str
    stop: str


class Mailer:
    """A mail server, from `smtp://USER:PASSWORD@HOST:PORT`, with `?starttls`, or `smtps://`. Raises ValueError."""

    def __init__(self, url: str, sender: str, clock: Clock = now) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise ValueError("CURBLINE_SMTP_URL must be an smtp:// or smtps:// address.")
        self._domain = parseaddr(sender)[1].partition("@")[2]
        if not self._domain or any(ord(mark) < 32 for mark in sender):
            raise ValueError("CURBLINE_MAIL_FROM must be an e-mail address when there is a CURBLINE_SMTP_URL.")
        self._sender, self._clock = sender, clock
        self._host, self._is_tls = parts.hostname, parts.scheme == "smtps"
        self._port = parts.port or (465 if self._is_tls else 25)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")
        self._starts_tls = "starttls" in parse_qs(parts.query, keep_blank_values=True)

    def send(self, mail: Mail) -> Result:
        """Hand it to the mail server, and say what came of it in words that name nobody."""
        try:
            server = self._connected()
            try:
                server.send_message(self.written(mail), to_addrs=[mail.to])
            finally:
                _leave(server)
        except smtplib.SMTPRecipientsRefused as refusal:
            code = next(iter(refusal.recipients.values()))[0]
            return _refused(code, f"the mail server refuses the address ({code})")
        except smtplib.SMTPAuthenticationError as error:
            return Later(f"the mail server refuses the password ({error.smtp_code})", is_down=True)
        except smtplib.SMTPDataError as error:
            return _refused(error.smtp_code, f"the mail server refuses the message ({error.smtp_code})", is_gone=False)
        except smtplib.SMTPResponseException as error:
            return Later(f"the mail server answers {error.smtp_code}", is_down=True)
        except (smtplib.SMTPException, OSError) as error:
            return Later(f"the mail server does not answer ({type(error).__name__})", is_down=True)
        return Sent()

    def written(self, mail: Mail) -> EmailMessage:
        """The message as it goes out. Its id is that of the change: a mail server that gets it twice may know."""
        made = EmailMessage(policy=SMTP)
        made["From"], made["To"], made["Subject"] = self._sender, mail.to, mail.message.subject
        made["Date"] = format_datetime(self._clock())
        made["Message-ID"] = f"<{mail.id}@{self._domain}>"
        made["Auto-Submitted"] = "auto-generated"
        made["List-Unsubscribe"] = f"<{mail.stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        made.set_content("\n\n".join([*mail.message.paragraphs, f"-- \n{mail.stop}"]) + "\n")
        made.add_alternative(_html(mail), subtype="html")
        return made

    def _connected(self) -> smtplib.SMTP:
        secure = ssl.create_default_context()
        if self._is_tls:
            server: smtplib.SMTP = smtplib.SMTP_SSL(self._host, self._port, timeout=_PATIENCE_S, context=secure)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=_PATIENCE_S)
        try:
            if self._starts_tls:
                server.starttls(context=secure)
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server


def _leave(server: smtplib.SMTP) -> None:
    """However parting goes: a message that was taken is taken."""
    with suppress(smtplib.SMTPException, OSError):
        server.quit()
    server.close()


def _refused(code: int, why: str, is_gone: bool = True) -> Result:
    """5xx is for good, 4xx for now (RFC 5321)."""
    return Refused(why, is_gone) if code >= 500 else Later(why)


def _html(mail: Mail) -> str:
    parts = "".join(f"<p>{_linked(escape(text), mail)}</p>\n" for text in mail.message.paragraphs)
    foot = f'<p style="color:#555;font-size:14px">{_anchor(mail.stop)}</p>'
    return f'<!doctype html><html><body style="font:16px/1.5 sans-serif">\n{parts}<hr>{foot}</body></html>\n'


def _linked(text: str, mail: Mail) -> str:
    """Only our own two addresses become links, whatever a note says."""
    for address in {mail.link, mail.stop}:
        text = text.replace(escape(address), _anchor(address))
    return text.replace("\n", "<br>")


def _anchor(address: str) -> str:
    return f'<a href="{escape(address)}">{escape(address)}</a>'
