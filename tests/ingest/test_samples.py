"""The sample articles are articles like those of a user."""

from __future__ import annotations

from datetime import datetime

from ingest.readers.jsonl import lines_of, read_jsonl
from rag.domain import Draft
from rag.index.library import Library
from tests.conftest import SAMPLES


def drafts() -> list[Draft]:
    with SAMPLES.open("rb") as file:
        found = list(read_jsonl(lines_of(file), source="samples"))
    assert all(isinstance(draft, Draft) for draft in found)
    return [draft for draft in found if isinstance(draft, Draft)]


def test_every_sample_is_an_article_with_all_that_is_shown_of_one() -> None:
    assert len(drafts()) == 26
    for draft in drafts():
        assert draft.id
        assert draft.title
        assert draft.outlet
        assert draft.authors is not None
        assert len(draft.text) > 1000
        assert draft.published
        assert 2026 <= datetime.fromisoformat(draft.published.iso).year <= 2026


def test_addresses_of_samples_lead_nowhere() -> None:
    assert all(".example/" in (draft.url or "") for draft in drafts())


def test_all_samples_are_in_the_library(sample_library: Library) -> None:
    counts = sample_library.archive.counts()
    assert (counts["articles"], counts["undated"]) == (26, 0)
    assert sample_library.behind() == 0
    assert sample_library.vectors is not None
    assert sample_library.vectors.count() == sample_library.keywords.count() == counts["passages"]
