"""One article as a page that needs no JavaScript, with a quoted span marked; /read/{id}."""

from __future__ import annotations

from rag.domain import Article
from ui.page_html import Html, join, tag
from ui.page_words import day, source
from ui.reading_origin import Origin, notes, places_html
from ui.sources import kind

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
NOTHING = Origin()


def reading_page(
    article: Article,
    newest: int,
    start: int | None = None,
    end: int | None = None,
    origin: Origin = NOTHING,
) -> Html:
    """The whole page.

    Args:
        article: The version that was asked for.
        newest: The number of its newest version.
        start: Where the quote begins in its text.
        end: Where it ends.
        origin: Where it comes from.
    """
    shown = article_html(article, newest, start, end, origin)
    return paper_page(article.headline, shown, article.language)


def paper_page(title: str, main: Html, language: str | None = None, *sheets: str) -> Html:
    """A whole page in the paper's dress.

    Args:
        title: As the tab has it.
        main: What stands on it.
        language: Of what stands on it; English if it is not known.
        sheets: Addresses of further style sheets.
    """
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", f"{title} — Dateline"),
        tag("link", rel="stylesheet", href="/paper/paper.css"),
        tag("link", rel="stylesheet", href="/paper/read.css"),
        *(tag("link", rel="stylesheet", href=sheet) for sheet in sheets),
    )
    home = tag("header", tag("a", "Dateline", href="/"), class_="masthead")
    body = tag("body", home, tag("main", main))
    return join(Html("<!doctype html>"), tag("html", head, body, lang=language or "en"))


def missing_page(words: str) -> Html:
    """The page in the place of an article that is not there."""
    return paper_page("Not found", tag("article", tag("h1", "Not found"), tag("p", words)))


def article_html(
    article: Article,
    newest: int,
    start: int | None = None,
    end: int | None = None,
    origin: Origin = NOTHING,
) -> Html:
    """The article alone; the page's reader shows the same."""
    live = tag("a", "Live page", href=article.url) if article.url else None
    by = ", ".join(article.authors)
    return tag(
        "article",
        tag("p", source(article.outlet, article.url), class_="outlet"),
        _kind(article),
        tag("h1", article.headline),
        tag("p", join(*_dates(article), by and f"by {by}", live, by=" · "), class_="origin"),
        *_notes(article, newest, start, end),
        *(tag("p", note, class_="note") for note in notes(origin)),
        tag("div", *_paragraphs(article.text, start, end), class_="text"),
        places_html(origin.places, newest),
        class_="reading",
    )


def _kind(article: Article) -> Html | None:
    """Where in the paper it stands, and what it is if it is no report of the outlet's own."""
    told = kind(article.labels, article.wire, article.outlet)
    section = article.section or ""
    if section.casefold() not in (one.casefold() for one in told):
        told = [section, *told]
    said = join(*told, by=" · ")
    return tag("p", said, class_="kind") if said else None


def _dates(article: Article) -> list[str]:
    dates = [f"Published {day(article.published.iso)}" if article.published else "Undated"]
    if article.modified:
        dates.append(f"modified {day(article.modified.iso)}")
    return dates


def _notes(article: Article, newest: int, start: int | None, end: int | None) -> list[Html]:
    told = []
    if article.version < newest:
        told.append(
            f"This is version {article.version} of {newest}: the article was changed since it was "
            "quoted. What you see is what was quoted."
        )
    if article.removed:
        told.append(
            "This article was removed from the library. It is kept so that what quoted it can "
            "still be checked; no new answer draws on it."
        )
    if start is not None and not _span(article.text, start, end):
        told.append("The span that this link names is not in this version, so none is marked.")
    return [tag("p", note, class_="note") for note in told]


def _span(text: str, start: int | None, end: int | None) -> tuple[int, int] | None:
    """The span, if it is one of this text."""
    if start is None or end is None or not 0 <= start < end <= len(text):
        return None
    return start, end


def _paragraphs(text: str, start: int | None, end: int | None) -> list[Html]:
    """The text as it is, a paragraph for each of its own, the span marked across them."""
    first, last = _span(text, start, end) or (0, 0)
    paragraphs, at, marked = [], 0, False
    for paragraph in text.split("\n"):
        stop = at + len(paragraph)
        low, high = max(first, at), min(last, stop)
        if low < high:
            mark = tag("mark", text[low:high], id=None if marked else "quote")
            paragraphs.append(tag("p", text[at:low], mark, text[high:stop]))
            marked = True
        elif paragraph.strip():
            paragraphs.append(tag("p", paragraph))
        at = stop + 1
    return paragraphs
