"""What retrieval and answers make of stories that are stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.stories import follow_stories
from rag.copies import copied
from rag.domain import Scope
from rag.index.library import Library
from rag.retriever import find
from rag.stories import StoryArticle, sources, stories
from tests.ingest.stories.texts import FERRY, FERRY_OWN
from tests.rag.making import draft, passage, put

QUERY = "ferry on a sandbank outside Estrel"
HALF, REST = FERRY[: len(FERRY) // 2], FERRY[len(FERRY) // 2 :]


def found(library: Library) -> list[str]:
    """Articles in the order in which they are first found."""
    return list(dict.fromkeys(hit.passage.article_id for hit in find(library, QUERY, 20)))


def test_the_original_leads_where_copies_fit_as_well(library: Library) -> None:
    put(library, draft(FERRY, "a", outlet="A", published="2026-02-11"))
    put(library, draft(FERRY, "b", outlet="B", published="2026-02-10"))
    put(library, draft(FERRY_OWN, "c", outlet="C", published="2026-02-11"))
    assert found(library)[0] == "a"  # by its name
    follow_stories(library.archive)
    assert found(library) == ["b", "c", "a"]


def test_an_edited_copy_comes_behind_once_it_is_known() -> None:
    edited = " ".join(
        word if place % 9 else "indeed" for place, word in enumerate(FERRY.split()[:150])
    )
    passages = [passage(FERRY, "a"), passage(edited, "b"), passage(FERRY_OWN, "c")]
    assert list(copied(passages)) == [False, False, False]
    known = {"a": "a", "b": "a"}
    assert list(copied(passages, known)) == [False, True, False]
    corrected = passage(edited.replace("212", "218"), "b")
    assert list(copied([passages[0], corrected], known)) == [False, False]


def test_two_cuts_of_a_report_that_is_not_cited_are_one_story(library: Library) -> None:
    for name, text in {"x": HALF, "y": REST, "whole": FERRY}.items():
        put(library, draft(text, name, outlet=name, published="2026-02-10"))
    cited = [StoryArticle.of(article) for article in library.archive.articles(["x", "y"])]
    assert sources(cited).independent == 2
    follow_stories(library.archive)
    known = {name: m.story for name, m in library.archive.clusters.of(["x", "y"]).items()}
    assert sources(cited, known).said == "reported by two outlets, one and the same story"


def test_what_is_not_known_is_compared_as_ever() -> None:
    cited = [StoryArticle("a", FERRY, outlet="A"), StoryArticle("b", HALF, outlet="B")]
    assert len(stories(cited, {"a": "other", "c": "other"})) == 1


def test_stories_hide_nothing_outside_the_days_asked_for(library: Library) -> None:
    """A copy is found where its original is out of scope."""
    put(library, draft(FERRY, "a", outlet="A", published="2026-02-10"))
    put(library, draft(FERRY, "b", outlet="B", published="2026-02-12"))
    follow_stories(library.archive)
    hits = find(library, QUERY, 20, Scope(outlets=("B",)))
    assert {hit.passage.article_id for hit in hits} == {"b"}


@pytest.mark.parametrize("known", [False, True])
def test_the_sample_articles_are_found_as_ever(
    sample_copy: Path, library: Library, known: bool
) -> None:
    opened = Library(sample_copy, library.embedder)
    opened.open_to_write("a test")
    try:
        if known:
            follow_stories(opened.archive)
            originals = {story[0].article_id for story in opened.archive.clusters.all()}
            assert originals == {"sample-harbour-tunnel-1", "sample-barrage-vote-1"}
        hits = find(opened, "What was the final vote on the Arvel barrage?")
        ids = [hit.passage.article_id for hit in hits]
        assert ids[0] == "sample-barrage-vote-2"
        assert "sample-barrage-vote-1.1.0" not in [hit.passage.id for hit in hits]
    finally:
        opened.close()
