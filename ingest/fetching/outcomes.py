"""What comes of fetching an address: a page, nothing new, or nothing any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.message import Message

from ingest.readers.charset import charset_of, text_of
from rag.visits import Visit

TEXTUAL = ("text/", "application/xhtml", "application/xml", "application/json")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server answered.

    Attributes:
        url: The address after redirects.
        body: What it sent, unpacked.
        content_type: What it says this is.
        fetched: When.
        asked: The address that was asked for.
        moved: Where redirects that are for good led; feeds and bookmarks may be corrected to it.
        canonical: The address that the server, in its Link header, calls the page's own.
        visit: What to remember once the page is stored: `Fetch.keep` does.
        headers: All that it said beside.
    """

    url: str
    body: bytes
    content_type: str | None
    fetched: datetime
    asked: str = ""
    moved: str | None = None
    canonical: str | None = None
    visit: Visit | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str:
        """The type without its parameters, in lower case; "" where the server said none."""
        return (self.content_type or "").partition(";")[0].strip().lower()

    @property
    def declared(self) -> str | None:
        """The encoding that the server declared."""
        header = Message()
        header["Content-Type"] = self.content_type or ""
        try:
            return header.get_content_charset()
        except (LookupError, UnicodeError, ValueError):
            return None

    @property
    def charset(self) -> str | None:
        """The encoding that the body is in, from header, meta or content; None if it is no text."""
        kind = self.media_type
        if kind and not kind.startswith(TEXTUAL) and not kind.endswith(("+xml", "+json")):
            return None
        return charset_of(self.body, self.declared).name

    @property
    def text(self) -> str:
        """The body as text, in that encoding."""
        return text_of(self.body, self.declared)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The page is what it was at the last visit that was kept.

    Attributes:
        asked: The address that was asked for.
        url: The address after redirects.
        fetched: When it was asked.
        visit: The visit to remember in the place of the last one.
        headers: What the server said.
    """

    asked: str
    url: str
    fetched: datetime
    visit: Visit
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gone:
    """There is nothing at the address any more: 404 or 410.

    Attributes:
        asked: The address that was asked for.
        url: The address after redirects.
        fetched: When it was asked.
        visit: The visit to remember; its status is 404 or 410.
    """

    asked: str
    url: str
    fetched: datetime
    visit: Visit

    @property
    def reason(self) -> str:
        """What the server said, in words for a reader."""
        return "the server answered " + (
            "410 Gone" if self.visit.status == 410 else "404 Not Found"
        )


Answer = Fetched | Unchanged | Gone
