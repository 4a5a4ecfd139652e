"""What users of other systems suffer from does not happen: one row of the table each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from rag.index.library import Library
from tests.ingest.complaints.case import Case, ingested, outcomes, state
from tests.ingest.complaints.table import CASES
from tests.ingest.site import Site
from tests.ingest.site.articles import FLOOD, HARVEST, html
from tests.ingest.site.encodings import SAID
from tests.ingest.site.page import Page
from tests.rag.making import embedded


@pytest.fixture
def library(tmp_path: Path, embedder: Any) -> Iterator[Library]:
    opened = Library(tmp_path / "library", embedder)
    opened.open_to_write("a test")
    yield opened
    opened.close()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.complaint)
def test_a_complaint_does_not_come_true(case: Case, news: Site, library: Library) -> None:
    for path, page in case.pages.items():
        news.add(path, *(page if isinstance(page, tuple) else (page,)))
    runs = [ingested(library, news, *paths) for paths in case.rounds]
    assert [outcomes(run) for run in runs] == [dict(told) for told in case.told]
    rejected = [one for run in runs for one in run.rejected]
    assert all(one.source.startswith(news.base) and one.reason for one in rejected)
    for words, one in zip(case.because, rejected, strict=bool(case.because)):
        assert words in one.reason
    assert library.archive.quarantine.count() == case.held
    there = {article.headline: article for article in library.archive.articles()}
    assert set(there) == set(case.stored)
    for headline, wanted in case.stored.items():
        assert state(library, there[headline], wanted) == dict(wanted)
    passages = library.archive.passages_of([article.id for article in there.values()])
    assert embedded(library) == {passage.id for passage in passages}


@pytest.mark.parametrize("path", SAID)
def test_a_page_in_any_encoding_is_stored_as_it_was_written(
    path: str, news: Site, library: Library
) -> None:
    words, _ = SAID[path]
    assert outcomes(ingested(library, news, path)) == {"added": 1}
    [article] = library.archive.articles()
    assert words[:40] in " ".join(article.text.split())


def test_what_did_not_change_is_not_sent_again_nor_embedded(
    news: Site, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    news.add("/articles/olives", Page(html("Olives", HARVEST), etag='"o1"'))
    news.add("/feeds/both.xml", Page(BOTH, "application/rss+xml"))
    assert outcomes(ingested(library, news, "/feeds/both.xml")) == {"added": 2}
    before, vectors = library.archive.log.newest(), embedded(library)
    news.seen.clear()
    monkeypatch.setattr(library.embedder, "embed", None)  # nobody may ask it
    assert outcomes(ingested(library, news, "/feeds/both.xml")) == {"unchanged": 2}
    asked = [one.headers.get("If-None-Match") for one in news.seen if "articles" in one.path]
    assert asked == ['W/"v1"', '"o1"']
    assert (library.archive.log.newest(), embedded(library)) == (before, vectors)


def test_a_removed_article_is_fetched_anew_when_it_is_named_again(
    news: Site, library: Library
) -> None:
    ingested(library, news, "/articles/tagged")
    [article] = library.archive.articles()
    library.archive.remove(article.id)
    assert outcomes(ingested(library, news, "/articles/tagged")) == {"updated": 1}


def test_a_visit_is_remembered_only_where_its_article_was_stored(
    news: Site, library: Library
) -> None:
    ingested(library, news, "/articles/tagged")
    assert library.archive.visits.get(news.url("/articles/tagged")) is not None
    ingested(library, news, "/walls/consent")
    assert library.archive.visits.get(news.url("/walls/consent")) is None


def test_a_story_that_two_outlets_tell_alike_is_known_as_one(news: Site, library: Library) -> None:
    news.add("/elsewhere/flood", Page(html("River rises", (*FLOOD, "More follows later today."))))
    ingested(library, news, "/articles/flood", "/elsewhere/flood")
    [one, other] = library.archive.articles()
    stories = library.archive.clusters.of([one.id, other.id])
    assert stories[one.id].story == stories[other.id].story


BOTH = (
    "<rss version='2.0'><channel><title>Loopback News</title>"
    "<item><link>{base}/articles/tagged</link></item>"
    "<item><link>{base}/articles/olives</link></item></channel></rss>"
)
