"""Newsletters and saved pages in the form of mail: eml, mbox, mhtml. Stdlib only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from functools import partial
from typing import IO

from ingest.guards.limits import LINE, MESSAGE
from ingest.readers.blocks import blocks, parsed
from ingest.readers.broken import BROKEN
from ingest.readers.entries import web_address
from ingest.readers.html import read_html
from ingest.readers.jsonl import UNSTORABLE, lines_of
from ingest.readers.later import Later
from ingest.readers.moments import first
from ingest.readers.text import decode
from ingest.readers.unseen import seen
from rag.domain import Draft
from rag.errors import SourceRejected
from rag.provenance import Hint

FROM = re.compile(rb"From \S.*\d\d:\d\d")  # the line that parts messages names sender and time
QUOTED = re.compile(rb"^>(?=>*From )")
HEADERS = ("From", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type")
FORWARDED = re.compile(r"^(?:(?:fwd?|wg|tr|re|aw)\s*:\s*)+", re.IGNORECASE)
STUB = 200  # characters; shorter plain text beside HTML only says that there is HTML

Clock = Callable[[], datetime]


def read_mbox(file: IO[bytes], *, source: str, clock: Clock) -> Iterator[Later | SourceRejected]:
    """The letters of a mailbox, one at a time, to be read; each is `source!MESSAGE-ID`."""
    number = 0
    for number, raw in enumerate(_messages(file), start=1):
        where = f"{source}!message {number}"
        if len(raw) > MESSAGE.most:
            yield MESSAGE.passed(where)
        else:
            read = partial(_letter, source=where, clock=clock, within=source)
            yield Later(where, bytes(raw), read)
    if not number:
        yield SourceRejected(
            source, "there is no message in it: each begins with a line like `From sender date`"
        )


def _letter(data: bytes, *, source: str, clock: Clock, within: str) -> list[Draft]:
    return [seen(read_mail(data, source=source, clock=clock, within=within))]


def _messages(file: IO[bytes]) -> Iterator[bytearray]:
    """The bytes of each message, of one that is too large only the beginning.

    A line that begins with From parts messages only after an empty line and with a time in it:
    letters hold sentences that begin so.
    """
    message: bytearray | None = None
    empty = True
    for line in lines_of(file):
        if empty and FROM.match(line):
            if message is not None:
                yield message
            message = bytearray()
        elif message is not None and len(message) <= MESSAGE.most:
            message += QUOTED.sub(b"", line)
        elif message is None and line.strip():
            return
        empty = not line.strip() and len(line) < LINE.most
    if message is not None:
        yield message


def read_mail(data: bytes, *, source: str, clock: Clock, within: str | None = None) -> Draft:
    """A letter as an article, dated by when it was sent; a saved page, by what it says itself.

    Args:
        data: The message.
        source: What to call it in a rejection.
        clock: The time now, with a zone.
        within: The mailbox; where the letter has a Message-ID its place is `within!MESSAGE-ID`.

    Raises:
        SourceRejected: If it is no message, or has no text.
    """
    if not data.strip():
        raise SourceRejected(source, "the message is empty")
    try:
        message = message_from_bytes(data, _class=EmailMessage, policy=policy.default)
        if not any(name in message for name in HEADERS):
            raise SourceRejected(source, "this is no message: it has no headers like From, Subject")
        identity = _header(message, "Message-ID")
        place = f"{within}!{identity}" if within and identity else source
        return _read(message, place, clock, identity)
    except BROKEN as error:
        reason = f"the message cannot be read: {error or type(error).__name__}"
        raise SourceRejected(source, reason) from error


def _read(message: EmailMessage, source: str, clock: Clock, identity: str) -> Draft:
    saved = web_address(_header(message, "Snapshot-Content-Location"))
    html, plain = _bodies(message)
    if message.get_content_subtype() == "related" and html is not None:
        saved = saved or web_address(_header(html, "Content-Location"))
    if saved and html is not None:
        return _page(html, message, saved, source, clock)
    now = clock()
    date, sender = _header(message, "Date"), _header(message, "From")
    hints = (("guid", identity), ("published", date), ("outlet", sender))
    return Draft(
        source=source,
        text=_text(html, plain, message, source, clock),
        title=FORWARDED.sub("", _header(message, "Subject")),
        url=web_address(_header(message, "Archived-At").strip("<>")),
        outlet=_outlet(sender),
        language=_header(message, "Content-Language").split("-")[0].lower() or None,
        published=first([(date, "mail")], now) if date else None,
        hints=tuple(Hint(name, value, "mail") for name, value in hints if value),
    )


def _page(html: EmailMessage, whole: EmailMessage, url: str, source: str, clock: Clock) -> Draft:
    """A page that a browser saved: the day of saving is when it was fetched, not published."""
    now = clock()
    page = read_html(
        _payload(html), source=source, url=url, clock=clock, charset=html.get_content_charset()
    )
    saved = first([(_header(whole, "Date"), "mhtml")], now)
    return replace(page, url=page.url or url, fetched=saved)


def _bodies(message: EmailMessage) -> tuple[EmailMessage | None, EmailMessage | None]:
    """The HTML and plain text of a message, or of the one that it forwards."""
    html = message.get_body(("related", "html"))
    if html is not None and html.get_content_maintype() == "multipart":
        html = html.get_body(("html",))
    plain = message.get_body(("plain",))
    if html is None and plain is None:
        for part in message.walk():
            if part is not message and part.get_content_type() == "message/rfc822":
                inner = part.get_payload()
                if isinstance(inner, list) and inner and isinstance(inner[0], EmailMessage):
                    return _bodies(inner[0])
    return _email(html), _email(plain)


def _email(part: object) -> EmailMessage | None:
    return part if isinstance(part, EmailMessage) else None


def _text(
    html: EmailMessage | None,
    plain: EmailMessage | None,
    message: EmailMessage,
    source: str,
    clock: Clock,
) -> str:
    """The letter's words: of its HTML where that is an article, else whichever says more."""
    written = _plain(plain, source)
    laid_out = ""
    if html is not None and _payload(html).strip():
        charset = html.get_content_charset()
        try:
            return read_html(
                _payload(html), source=source, url=None, clock=clock, charset=charset
            ).text
        except SourceRejected:  # laid out in tables, as newsletters are
            laid_out = blocks(parsed(_payload(html), source=source))
    best = written if len(written) >= min(STUB, len(laid_out)) else laid_out
    if best:
        return best
    files = [name for part in message.walk() if (name := part.get_filename())]
    said = f"its files are {', '.join(files[:5])}: save them" if files else "it is empty"
    raise SourceRejected(source, f"there is no text in the message; {said}")


def _plain(part: EmailMessage | None, source: str) -> str:
    if part is None or not _payload(part).strip():
        return ""
    charset = part.get_content_charset()
    try:
        text = _payload(part).decode(charset or "ascii")
    except (LookupError, UnicodeError):
        text = decode(_payload(part), source=source)
    return UNSTORABLE.sub("", text.replace("\r\n", "\n")).strip()


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _header(message: EmailMessage, name: str) -> str:
    return UNSTORABLE.sub("", " ".join(str(message.get(name) or "").split()))


def _outlet(sender: str) -> str | None:
    name, address = parseaddr(sender)
    return name or address.rpartition("@")[2] or None
