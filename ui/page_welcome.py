"""What stands on the page before the first question: examples, headlines, or how to begin."""

from __future__ import annotations

from collections.abc import Sequence

from rag.domain import Article
from rag.errors import ArticleNotFound
from rag.index.library import Library
from ui.page_html import Html, join, tag
from ui.page_words import count, day, read_url, source
from ui.pages.navigation import navigation_html

SAMPLE = "sample-harbour-tunnel-1"  # an article of the sample library
EXAMPLES = (
    "Who won the Harbour Cup?",
    "Why did the ceiling of the Sollan Harbour Tunnel come down?",
    "How high did the Arvel get at its peak in September?",
    "How well does the marsh fever vaccine work?",
    "When does battery production in Dunmarrow start?",
    "Why did Halvane’s ferry revenue fall in the second quarter?",
)
SOURCES = (
    ("dateline ingest https://…/article", "a page"),
    ("dateline ingest https://…/feed.xml", "a feed: RSS, Atom or JSON Feed"),
    ("dateline ingest ~/clippings", "a folder of txt, md, html, pdf, docx or jsonl"),
)
NEWEST = 5  # headlines


def masthead_html(library: Library, here: str = "") -> Html:
    """The name, the way to the other pages than `here`, and the library at a glance."""
    counts = library.archive.counts()
    articles, outlets = counts["articles"], counts["outlets"]
    parts = [count(articles, "article"), count(outlets, "outlet") if outlets else None]
    parts.append(f"to {day(counts['newest'])}" if counts["newest"] else None)
    glance = " · ".join(part for part in parts if part) if articles else "No articles yet"
    return tag(
        "header",
        tag("h1", "Dateline"),
        navigation_html(here),
        tag("p", "Ask the news, check the receipts.", class_="motto"),
        tag("p", glance, class_="glance"),
    )


def status_html(coming: str | None, notice: str | None) -> Html:
    """A slim line while something is not as it will be."""
    said = [tag("p", words) for words in (coming, notice) if words]
    return tag("div", *said, role="status", class_="status") if said else join()


def welcome_html(library: Library) -> Html:
    """The page before the first question."""
    if has_samples(library):
        buttons = [tag("li", tag("button", q, type="button", data_ask=q)) for q in EXAMPLES]
        return join(
            tag("h2", "What would you like to know?"),
            tag(
                "p",
                "These sample articles come from Merravia, a country that does not exist, so no "
                "model can know the answers by heart. Every sentence you get carries its quote.",
            ),
            tag("ul", *buttons, class_="examples"),
        )
    newest = list(library.archive.articles(limit=NEWEST))
    return _headlines(newest) if newest else _how_to_begin()


def has_samples(library: Library) -> bool:
    """Whether the sample articles are loaded."""
    try:
        return not library.archive.article(SAMPLE).removed
    except ArticleNotFound:
        return False


def _headlines(articles: Sequence[Article]) -> Html:
    items = []
    for article in articles:
        href = read_url(article.id, article.version)
        when = day(article.published.iso if article.published else None)
        origin = f"{source(article.outlet, article.url)} · {when}"
        link = tag("a", article.headline, href=href, target="_blank", data_read=True)
        items.append(tag("li", link, tag("span", origin, class_="origin")))
    return join(
        tag("h2", "What would you like to know?"),
        tag("p", "Every sentence of an answer carries its quote. Newest in the library:"),
        tag("ul", *items, class_="headlines"),
    )


def _how_to_begin() -> Html:
    lines = [join(tag("dt", tag("code", line)), tag("dd", what)) for line, what in SOURCES]
    return join(
        tag("h2", "The library is empty."),
        tag(
            "p",
            "Dateline answers from articles that you give it, and from nothing else. In another "
            "terminal, bring some in:",
        ),
        tag("dl", *lines, class_="sources"),
        tag("p", "This page notices them within seconds; there is nothing to restart."),
    )
