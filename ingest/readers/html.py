"""Web pages: story, title, authors, outlet, dates, address, labels; and why some hold none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ingest.dates import chosen
from ingest.readers.broken import BROKEN
from ingest.readers.charset import text_of
from ingest.readers.moments import lenient
from ingest.readers.page import about
from ingest.readers.page.body import Body, body, parsed
from ingest.readers.page.labels import labels, wire
from ingest.readers.page.walls import Seen, wall
from ingest.readers.page_dates import page_date
from ingest.readers.stated import Stated
from ingest.readers.unseen import carried, restored, seen
from rag.domain import Draft, Moment
from rag.errors import PageHeldBack, SourceRejected
from rag.provenance import Hint, RefusedDate


@dataclass(frozen=True, slots=True)
class Page:
    """What was read off a page.

    Attributes:
        draft: Its article, or what stands where one should.
        refused: Why it is no article, in words for a reader; None if it is one.
    """

    draft: Draft
    refused: str | None


def read_html(
    data: bytes,
    *,
    source: str,
    url: str | None,
    clock: Callable[[], datetime],
    charset: str | None = None,
) -> Draft:
    """A page as an article.

    Args:
        data: The page as it was served or saved.
        source: What to call it in a rejection.
        url: Where it was fetched from, if known.
        clock: The time now, with a zone: dates more than a day later are mistakes.
        charset: What the server said about its encoding, if anything.

    Raises:
        PageHeldBack: If a wall, an error or nothing stands where an article should.
        SourceRejected: If it is no page.
    """
    page = read_page(data, source=source, url=url, clock=clock, charset=charset)
    draft, reason = page.draft, page.refused
    if reason:
        raise PageHeldBack(source, reason, draft.url, draft.title, draft.text)
    return draft


def read_page(
    data: bytes,
    *,
    source: str,
    url: str | None,
    clock: Callable[[], datetime],
    charset: str | None = None,
) -> Page:
    """All that can be read off a page, be it an article or not; arguments as of `read_html`.

    Raises:
        SourceRejected: If it is no page, or one without any words.
    """
    if not data.strip():
        raise SourceRejected(source, "the page is empty")
    now = clock()
    page = text_of(data, charset)
    stated, found = _extract(carried(page), source, url, now)
    shown = Seen(
        text=found.text,
        shown=found.shown,
        titles=(*stated.headlines, *stated.titles),
        paid=found.paid,
        scripts=found.scripts,
    )
    reason = wall(shown)
    if reason and not (found.shown or found.text or found.scripts):
        raise SourceRejected(source, reason)
    return Page(seen(_draft(stated, found, page, source, url, now)), reason)


def _draft(
    stated: Stated, found: Body, page: str, source: str, url: str | None, now: datetime
) -> Draft:
    published, modified, refused = _dates(stated, found.date, now)
    address = about.address(stated, url)
    house, house_at = about.outlet(stated, found.guess, url) or ("", "")
    title, title_at = about.title(stated, found.guess, house) or ("", "")
    authors, authors_at = about.authors(stated, found.guess, house)
    language, language_at = about.language(stated) or ("", "")
    section, section_at = about.section(stated) or ("", "")
    said = (
        Hint("title", title, title_at),
        *(Hint("author", name, authors_at) for name in authors),
        Hint("outlet", house, house_at),
        Hint("language", language, language_at),
        Hint("section", section, section_at),
        *labels(stated, section, (*found.above, *stated.headlines, title), address),
        *filter(None, [wire((found.text, found.raw), about.bylines(stated, found.guess), house)]),
    )
    hints = tuple(Hint(h.name, restored(h.value, page), h.origin) for h in said if h.value)
    kind = {hint.name: hint.value for hint in hints}
    return Draft(
        source=source,
        text=restored(found.text, page),
        title=restored(title, page),
        url=address,
        authors=tuple(restored(name, page) for name in authors),
        outlet=restored(house, page) or None,
        language=language or None,
        published=published,
        modified=modified,
        refused=refused,
        hints=hints,
        section=kind.get("section"),
        labels=tuple(hint.value for hint in hints if hint.name == "label"),
        wire=kind.get("wire"),
    )


def _extract(page: str, source: str, url: str | None, now: datetime) -> tuple[Stated, Body]:
    """What a page states, and the story found on it."""
    try:
        tree = parsed(page)
        if tree is None:
            raise SourceRejected(source, "no article text found: this is not an HTML page")
        return body(tree, url, now)
    except BROKEN as error:
        raise SourceRejected(source, f"the page cannot be read as HTML: {error}") from error


def _dates(
    stated: Stated, guess: str | None, now: datetime
) -> tuple[Moment | None, Moment | None, tuple[RefusedDate, ...]]:
    """When it was published and modified, and what no article can have been."""
    published, not_published = page_date(stated, "published", now)
    modified, not_modified = page_date(stated, "modified", now)
    if published is None and guess and not _another(guess, stated, modified):
        published, not_guessed = chosen([(guess, about.GUESS)], "published", now)
        not_published += not_guessed
    return published, modified, (*not_published, *not_modified)


def _another(guess: str, stated: Stated, modified: Moment | None) -> bool:
    """Whether a guessed day is that of the last change, or of a story that the page links to."""
    others = [modified.iso] if modified else []
    others += [iso for tag in stated.times if (iso := lenient(tag.value))]
    return guess in (iso[:10] for iso in others)
