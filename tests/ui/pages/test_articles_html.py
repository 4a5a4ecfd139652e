"""What the page Articles says: marks, pages, empty views, and every version with its changes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from rag.domain import Article, Moment
from rag.index.listed import Listed
from rag.provenance import Absence, Place, Quarantined
from tests.rag.making import draft, store
from ui.page_welcome import masthead_html
from ui.pages.articles import removed, shown
from ui.pages.articles_asked import Asked
from ui.pages.articles_form import form_html
from ui.pages.articles_parts import marks_html, pages_html, published_html, short_day
from ui.pages.articles_stories import quarantine_html, stories_html
from ui.pages.articles_table import table_html
from ui.pages.history import history_html

EVIL = (
    "<script>window.owned=1</script>", "\"><img src=x onerror=window.owned=1>", "</textarea><b>",
    "javascript:window.owned=1", "\u202eelas rof", "${window.owned=1}{{window.owned=1}}",
)  # fmt: skip


def listed(**given: object) -> Listed:
    known = {
        "id": "a", "version": 1, "headline": "Ferries return", "url": None, "outlet": "Courier",
        "published": None, "fetched": None,
    }  # fmt: skip
    return Listed(**(known | given))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"labels": ("opinion",)}, ">Opinion<"),
        ({"labels": ("sponsored",)}, ">Sponsored<"),
        ({"wire": "AP"}, ">AP copy<"),
        ({"gone": Absence(410, "2026-11-21T00:00:00+00:00")}, ">gone since 21 November 2026<"),
        ({"version": 3}, ">3 versions</a>"),
        ({"story": "s", "copies": 4}, 'href="/articles?show=stories&amp;story=s"'),
    ],
)
def test_what_a_reader_should_know_first_is_marked(given, said):
    assert said in (marks_html(listed(**given)) or "")


def test_a_plain_report_has_no_mark():
    assert marks_html(listed(wire="Courier")) is None


def test_a_date_says_where_it_was_found_and_its_absence_is_seen():
    dated = published_html(Moment("2026-04-14T10:00:00+02:00", "json-ld"))
    assert 'title="14 April 2026, 10:00 +02:00 — found in: json-ld"' in dated
    assert ">14 Apr 2026<" in dated
    assert ">undated<" in published_html(None)
    assert short_day("soon") == "soon"


@pytest.mark.parametrize(
    ("page", "total", "said"),
    [
        (1, 300, "1 2 3 … 6"),
        (4, 300, "1 2 3 4 5 6"),
        (50, 10_000, "1 … 48 49 50 51 52 … 200"),
        (999, 100, "1 2"),
    ],
)
def test_pages_near_the_open_one_have_links(page, total, said):
    nav = pages_html(Asked(page=page), total, 50) or ""
    words = re.sub(r"<[^>]+>", " ", nav).split()
    assert " ".join(word for word in words if word.isdigit() or word == "…") == said


def test_a_single_page_needs_no_links():
    assert pages_html(Asked(), 50, 50) is None


def test_the_head_that_sorts_says_so_and_turns_the_order_around():
    page = table_html(Asked(order="outlet"), [listed()])
    assert 'aria-sort="ascending" class="outlet"' in page
    assert 'href="/articles?sort=outlet&amp;dir=down"' in page


@pytest.mark.parametrize("evil", EVIL)
def test_nothing_of_an_article_becomes_part_of_the_page(evil):
    one = listed(id=evil, headline=evil, outlet=evil, url=evil, labels=(evil,), wire=evil,
                 published=Moment("2026-01-01", evil), story=evil, copies=2, version=2)  # fmt: skip
    held = Quarantined(evil, evil, evil, "2026-01-01T00:00:00+00:00", evil, evil)
    pages = (
        table_html(Asked(q=evil, outlet=evil), [one]),
        stories_html([[(one, 1.0), (one, 0.5)]]),
        quarantine_html([held]),
        form_html(Asked(q=evil, outlet=evil), [(evil, 2)]),
        history_html([_version(1, evil), _version(2, evil + "!")]),
    )
    for page in pages:
        for piece in ("<script", "<img", "</textarea", "<b>", 'href="javascript'):
            assert piece not in page


def _version(n: int, text: str, **given: object) -> Article:
    return Article("a", n, "Ferries", text, "d", **given)  # type: ignore[arg-type]


def test_a_history_marks_the_words_that_changed_the_newest_first():
    before = _version(1, "Ferries return on Monday. They cost five marls.")
    after = replace(before, version=2, text="Ferries return on Friday. They cost five marls.",
                    title="Ferries late")  # fmt: skip
    page = history_html([before, after])
    assert page.index("Version 2") < page.index("Version 1")
    assert "<del> Monday.</del>" in page
    assert "<ins> Friday.</ins>" in page
    assert "<ins>Ferries late</ins>" in page
    assert "five marls" not in page


def test_a_history_tells_when_the_page_was_gone():
    place = Place("a", "https://example.org/a", None, None, 1,
                  absences=(Absence(404, "2026-01-01", "2026-01-03"),))  # fmt: skip
    page = history_html([_version(1, "Text.")], [place])
    assert "since 1 January 2026 (status 404), back 3 January 2026" in page
    assert "One version so far" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (Asked(), "The library is empty."),
        (Asked("stories"), "The library is empty."),
        (Asked("quarantined"), "Nothing is held back."),
        (Asked("quarantined", q="x"), "Nothing that is held back has “x”."),
    ],
)
def test_an_empty_library_teaches_how_to_begin(asked, said, library):
    assert said in shown(library, asked)


@pytest.mark.parametrize(
    ("asked", "said", "way"),
    [
        (Asked(q="zzzz"), "No article fits.", "Without the words"),
        (Asked(outlet="Nobody"), "No article fits.", "From all outlets"),
        (Asked(gone=True), "No article fits.", "Not only what is gone"),
        (Asked("stories", q="zzzz"), "No story fits.", "Without the words"),
        (Asked("timeline", undated=True), "Nothing here has a date.", "With a date, too"),
        (Asked(first=date(2026, 2, 1), last=date(2026, 1, 1)), "before the first", "Swap them"),
        (Asked(q="zzzz", outlet="Nobody"), "No article fits.", "Show everything"),
    ],
)
def test_where_nothing_fits_there_is_a_way_out(asked, said, way, sample_library):
    page = shown(sample_library, asked)
    assert said in page
    assert way in page


def test_a_page_beyond_the_last_is_the_last(sample_library):
    assert "1–" in shown(sample_library, Asked(page=999))


def test_a_library_that_cannot_be_searched_says_why_and_offers_another_try(tmp_path, embedder):
    from rag.index.library import Library

    closed = Library(tmp_path / "library", embedder)
    page = shown(closed, Asked(q="ferry"))
    assert 'role="alert"' in page
    assert "Try again" in page
    closed.archive.close()


def test_a_removal_is_said_and_a_second_one_is_no_error(library):
    store(library.archive, draft("Ferries are back.", title="Ferries"))
    assert "Removed: Ferries" in removed(library, "a", Asked())
    assert library.archive.article("a").removed
    assert "It was removed already." in removed(library, "a", Asked())


def test_the_open_page_is_marked_in_the_masthead(library):
    assert '<a href="/articles" aria-current="page">Articles</a>' in masthead_html(
        library, "articles"
    )
    assert '<a href="/" aria-current="page">Chat</a>' in masthead_html(library)
