"""Web pages: story, title, authors, outlet, dates and address. Alone touches trafilatura."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from trafilatura import bare_extraction, load_html
from trafilatura.settings import Document

from ingest.readers import linked
from ingest.readers.broken import BROKEN
from ingest.readers.hidden import UNSEEN, mark
from ingest.readers.metadata import sensible_authors
from ingest.readers.moments import first, lenient
from ingest.readers.page_dates import page_date
from ingest.readers.stated import Stated, look
from ingest.readers.text import MARKS, detect
from ingest.readers.unseen import carried, restored
from rag.domain import Draft, Moment
from rag.errors import SourceRejected

LEAST = 150  # characters; what is shorter is a notice, a wall or a menu
CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]+)""", re.I)
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
SUFFIX = re.compile(r"(.+\S)\s+[|–—·-]\s+(\S.*)", re.DOTALL)
DEVICES = re.compile(r"^(?:www|m|mobile|amp)\.")


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
        SourceRejected: If there is no article on it.
    """
    if not data.strip():
        raise SourceRejected(source, "the page is empty")
    now = clock()
    page = decoded(data, charset)
    stated, found = _extract(carried(page), source, url, now)
    text = restored(found.text.strip(), page) if found and found.text else ""
    if found is None or len(text) < LEAST:
        raise SourceRejected(
            source,
            f"no article text found: {len(text)} characters of running text where an article has "
            f"{LEAST} or more; it may be a menu, a notice, or need a browser or a subscription",
        )
    published, modified = _dates(stated, found.date, now)
    outlet = restored(_outlet(stated, found.sitename or "", url) or "", page) or None
    return Draft(
        source=source,
        text=text,
        title=restored(_title(found.title or "", stated, outlet), page),
        url=_address(stated, url),
        authors=_authors(stated, restored(found.author or "", page), outlet),
        outlet=outlet,
        language=_language(stated),
        published=published,
        modified=modified,
    )


def decoded(data: bytes, charset: str | None) -> str:
    """A page as text: by its mark, as UTF-8, as server or page declare, or by detection."""
    declared = CHARSET.search(data[:4096])
    names = [name for mark, name in MARKS if data.startswith(mark)]
    names += ["utf-8", charset or "", declared[1].decode("ascii") if declared else ""]
    for name in names:
        try:
            # browsers read Latin-1 as the code page that extends it
            return data.decode("cp1252" if name.lower() in ("iso-8859-1", "latin1") else name)
        except (LookupError, UnicodeDecodeError):
            continue
    if declared or charset:  # it says what it is and has a few broken bytes, or none of this helps
        return data.decode(detect(data) or "utf-8", errors="replace")
    return data.decode("utf-8", errors="replace")


def _extract(
    page: str, source: str, url: str | None, now: datetime
) -> tuple[Stated, Document | None]:
    """What a page states, and what trafilatura made of it (None where it found nothing)."""
    horizon = (now + timedelta(days=1)).date().isoformat()
    dating = {"original_date": True, "extensive_search": False, "max_date": horizon}
    try:
        tree = load_html(page)
        if tree is None:
            raise SourceRejected(source, "no article text found: this is not an HTML page")
        stated = look(tree)
        mark(tree)
        found = bare_extraction(
            tree,
            url=url,
            fast=True,
            include_comments=False,
            with_metadata=True,
            prune_xpath=UNSEEN,
            date_extraction_params=dating,
        )
    except BROKEN as error:
        raise SourceRejected(source, f"the page cannot be read as HTML: {error}") from error
    return stated, found if isinstance(found, Document) else None


def _dates(stated: Stated, guess: str | None, now: datetime) -> tuple[Moment | None, Moment | None]:
    published = page_date(stated, "published", now)
    modified = page_date(stated, "modified", now)
    if published is None and guess and not _another(guess, stated, modified):
        published = first([(guess, "trafilatura")], now)
    return published, modified


def _another(guess: str, stated: Stated, modified: Moment | None) -> bool:
    """Whether a guessed day is that of the last change, or of a story that the page links to."""
    others = [modified.iso] if modified else []
    others += [iso for tag in stated.times if (iso := lenient(tag.value))]
    return guess in (iso[:10] for iso in others)


def _address(stated: Stated, url: str | None) -> str | None:
    """The page's canonical address, where it may speak for it; else where it was fetched."""
    for reference in (*stated.canonical, *stated.meta("og:url")):
        try:
            address = urljoin(url or "", reference.strip())
            if _speaks_for(address, url):
                return address
        except ValueError:
            continue
    return url


def _speaks_for(address: str, url: str | None) -> bool:
    """Whether a canonical address is one of an article, and of the same site as the page.

    A page that names another site could otherwise replace an article of that site; one that names
    the front page would make all articles of its site one.
    """
    there = urlsplit(address)
    if there.scheme not in ("http", "https") or not there.hostname:
        return False
    if there.path in ("", "/") and not there.query:
        return False
    if url is None:
        return True
    ours, theirs = (DEVICES.sub("", urlsplit(u).hostname or "") for u in (url, address))
    return ours == theirs or ours.endswith(f".{theirs}") or theirs.endswith(f".{ours}")


def _outlet(stated: Stated, sitename: str, url: str | None) -> str | None:
    """The name of the publication as it writes it itself; else its host."""
    for name in (
        *stated.meta("og:site_name"),
        *linked.values(stated.scripts, "publisher"),
        sitename,
    ):
        if name.strip() and "/" not in name:
            return name.strip()
    host = urlsplit(url or "").hostname
    return host.removeprefix("www.") if host else None


def _title(title: str, stated: Stated, outlet: str | None) -> str:
    """A headline without the name of the outlet that pages add behind a bar or dash."""
    title, name = title.strip(), (outlet or "").casefold()
    if title.casefold() == name:
        title = next(linked.values(stated.scripts, "headline"), title)
    match = SUFFIX.fullmatch(title)
    return match[1] if match and match[2].casefold() == name else title


def _authors(stated: Stated, byline: str, outlet: str | None) -> tuple[str, ...]:
    found = sensible_authors("; ".join(linked.names(stated.scripts, "author")) or byline)
    ours = (outlet or "").casefold()
    return tuple(name for name in found if name.casefold() != ours and "//" not in name)


def _language(stated: Stated) -> str | None:
    declared = (*stated.languages, *stated.meta("og:locale"))
    for name in (*declared, *linked.values(stated.scripts, "inLanguage")):
        if match := LANGUAGE.match(name.strip()):
            return match[0].lower()
    return None
