"""What a feed or sitemap lists: where an article is, and what is said of it there. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from ingest.readers.moments import first
from rag.domain import Draft, Moment
from rag.provenance import Hint

GUESSED = frozenset({"trafilatura"})  # origins of dates that are weaker than what a feed states


@dataclass(frozen=True, slots=True)
class Entry:
    """One article as it is listed.

    Attributes:
        source: Its place, as in `https://x.example/feed.xml#3`.
        origin: What lists it: `feed`, `json feed`, `sitemap`, `list`.
        url: The page to fetch; None where it links to none.
        published: As it is written there.
        modified: As it is written there.
        html: The whole article where the list carries it; "" where it has a summary at most.
        fetched: When the list was fetched.
    """

    source: str
    origin: str
    url: str | None = None
    guid: str | None = None
    title: str = ""
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    language: str | None = None
    published: str | None = None
    modified: str | None = None
    html: str = ""
    fetched: Moment | None = None

    @property
    def hints(self) -> tuple[Hint, ...]:
        """All that it says, to the letter."""
        said = (
            ("listed", self.source),
            ("guid", self.guid),
            ("title", self.title),
            *(("author", author) for author in self.authors),
            ("outlet", self.outlet),
            ("language", self.language),
            ("published", self.published),
            ("modified", self.modified),
        )
        return tuple(Hint(name, value, self.origin) for name, value in said if value)


@dataclass(frozen=True, slots=True)
class Nested:
    """A sitemap that a sitemap index lists, and when it is said to have changed."""

    url: str
    modified: str | None = None


def web_address(text: object) -> str | None:
    """An http or https address without space around it; None for anything else."""
    address = str(text or "").strip()
    try:
        parts = urlsplit(address)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address if usable and not any(char.isspace() for char in address) else None


def enriched(draft: Draft, entry: Entry, now: datetime) -> Draft:
    """A page's draft with what its entry says, which fills only what the page leaves open.

    A day that was guessed from the page gives way to one that a feed states; a sitemap's last
    change does not count, for many are made anew every day.
    """
    published = draft.published
    if published is None or published.origin in GUESSED:
        published = _stated(entry.published, entry, now) or published
    modified = draft.modified
    if modified is None and entry.origin != "sitemap":
        modified = _stated(entry.modified, entry, now)
    return replace(
        draft,
        title=draft.title or entry.title,
        authors=draft.authors or entry.authors,
        outlet=draft.outlet or entry.outlet,
        language=draft.language or entry.language,
        published=published,
        modified=modified,
        hints=(*draft.hints, *entry.hints),
    )


def _stated(text: str | None, entry: Entry, now: datetime) -> Moment | None:
    return first([(text, entry.origin)], now) if text else None


def numbered(entries: Iterator[Entry], source: str) -> Iterator[Entry]:
    """Entries whose place is `source#N`, from 1."""
    for number, entry in enumerate(entries, start=1):
        yield replace(entry, source=f"{source}#{number}")
