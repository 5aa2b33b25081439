"""Mail (.eml) and pages saved as one file (.mhtml): the message, and the files that came with it."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import Any

from kg.documents.encodings import decoded

_SIGNATURE = re.compile(r"^-- $.*", re.M | re.S)
_ORIGINAL = re.compile(
    r"^(?:-{2,}\s*(?:Original Message|Исходное сообщение|Пересылаемое сообщение)\s*-{2,}.*)$", re.M | re.I
)
_QUOTED = re.compile(r"^>.*\n?", re.M)


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its body as text or as HTML, what its head says, and its attachments by name.

    `page` is whether the HTML is a saved page, with an article in it, and not a letter.
    """

    body: str
    html: bool
    page: bool
    subject: str | None
    sender: str | None
    date: str | None
    url: str | None
    attachments: tuple[tuple[str, bytes], ...]


def message(content: bytes) -> Message:
    """Raises ValueError where there is no text in it."""
    parsed: Any = email.message_from_bytes(content.lstrip(b"\r\n"), policy=email.policy.default)
    page = _page(parsed)
    part = page if page is not None else parsed.get_body(("plain", "html"))
    if part is None or not _bytes(part).strip():
        raise ValueError(
            "there is no text in this message" + ("" if parsed.keys() else ", and it has no head like mail")
        )
    html = part.get_content_type() == "text/html"
    body = _words(part)
    return Message(
        body if html else _own_words(body),
        html,
        page is not None,
        _header(parsed, "subject"),
        _sender(parsed),
        _date(parsed),
        _header(parsed, "snapshot-content-location") or (part.get("content-location") if page is not None else None),
        () if page is not None else tuple(_attachments(parsed, part)),
    )


def _page(parsed: EmailMessage) -> EmailMessage | None:
    """The page in a file that a browser saved: the first HTML among its resources."""
    if not (parsed.get("snapshot-content-location") or parsed.get_content_type() == "multipart/related"):
        return None
    if parsed.get("to") or parsed.get("received"):  # mail with pictures in it
        return None
    return next((part for part in parsed.walk() if part.get_content_type() == "text/html"), None)


def _bytes(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _words(part: EmailMessage) -> str:
    return decoded(_bytes(part), part.get_content_charset())[0]


def _own_words(body: str) -> str:
    """Without the signature, and without the letter that this one answers."""
    body = body.replace("\r\n", "\n")
    own = _QUOTED.sub("", _ORIGINAL.split(_SIGNATURE.sub("", body))[0])
    return own if own.strip() else body


def _header(parsed: EmailMessage, name: str) -> str | None:
    try:
        value = " ".join(str(parsed.get(name) or "").split())
    except (ValueError, IndexError, AttributeError):  # heads of spam break the parser of the standard library
        return None
    return value or None


def _sender(parsed: EmailMessage) -> str | None:
    """The name of who sent it, else the domain."""
    sender = _header(parsed, "from")
    if not sender:
        return None
    name, _, address = sender.rpartition("<")
    return name.strip(" \"'") or address.rstrip(">").rpartition("@")[2] or None


def _date(parsed: EmailMessage) -> str | None:
    """The day it was sent, as the sender's clock had it."""
    date = _header(parsed, "date")
    try:
        return parsedate_to_datetime(date).date().isoformat() if date else None
    except (ValueError, TypeError, IndexError):
        return None


def _attachments(parsed: EmailMessage, body: EmailMessage) -> Iterator[tuple[str, bytes]]:
    for number, part in enumerate(parsed.walk(), 1):
        if part is body or part.is_multipart() or part.get_content_disposition() != "attachment":
            continue
        yield part.get_filename() or f"attachment-{number}", _bytes(part)
