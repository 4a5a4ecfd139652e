from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.pipeline import FOLLOW, ingest
from ingest.report import Report
from rag.domain import Draft, Moment, Scope
from rag.errors import SourceRejected, StampMismatch
from rag.index.library import Library
from tests.rag.making import PARAGRAPH, draft


def counts(report: Report) -> dict[str, int]:
    return {name: count for name, count in report.outcomes.items() if count}


def test_every_outcome_is_counted(library: Library) -> None:
    first = ingest([draft(id="a"), draft(id="b"), draft(id="a")], library)
    assert counts(first) == {"added": 2, "duplicates": 1}
    second = ingest([draft(id="a"), draft("Changed text.", id="b"), draft(id="c")], library)
    assert counts(second) == {"unchanged": 1, "updated": 1, "added": 1}
    assert (second.articles, second.waiting) == (3, 0)


def test_one_bad_source_does_not_stop_the_others(library: Library) -> None:
    report = ingest([SourceRejected("x", "it is broken"), draft()], library)
    assert counts(report) == {"added": 1}
    assert report.json()["rejected"] == [{"source": "x", "reason": "it is broken"}]
    assert not report.failed


def test_a_run_of_rejections_alone_has_failed(library: Library) -> None:
    assert ingest([SourceRejected("x", "it is broken")], library).failed
    assert not ingest([], library).failed


def test_a_text_without_words_is_rejected(library: Library) -> None:
    report = ingest([draft("* * *")], library)
    assert report.rejected[0].reason == "it holds no words"
    assert report.failed
    assert library.archive.counts()["articles"] == 0


def test_the_time_of_fetching_is_no_change(library: Library) -> None:
    first = draft(fetched=Moment("2026-05-01T10:00:00+00:00", "fetch"))
    later = draft(fetched=Moment("2026-05-02T10:00:00+00:00", "fetch"))
    assert counts(ingest([first], library)) == {"added": 1}
    assert counts(ingest([later], library)) == {"unchanged": 1}


@pytest.mark.parametrize("field", ["title", "outlet", "published", "language"])
def test_what_a_reader_could_see_change_is_an_update(library: Library, field: str) -> None:
    value = {"title": "New", "outlet": "New", "published": "2026-01-01", "language": "en"}[field]
    ingest([draft()], library)
    assert counts(ingest([draft(**{field: value})], library)) == {"updated": 1}


def test_one_page_reached_by_two_addresses_is_one_article(library: Library) -> None:
    urls = ["https://echo.example/a?utm_source=x", "https://ECHO.example:443/a#top"]
    report = ingest([draft(id=None, url=url) for url in urls], library)
    assert counts(report) == {"added": 1, "duplicates": 1}


def test_the_same_text_without_address_or_id_is_one_article(library: Library) -> None:
    report = ingest([draft(id=None), draft(id=None)], library)
    assert counts(report) == {"added": 1, "duplicates": 1}


def test_an_interrupt_ends_the_run_and_keeps_what_was_stored(library: Library) -> None:
    def interrupted() -> Iterator[Draft]:
        for n in range(5):
            yield draft(f"Story number {n}.", id=str(n))
        raise KeyboardInterrupt

    report = ingest(interrupted(), library)
    assert report.stopped
    assert (report.articles, report.outcomes["added"]) == (5, 5)


def test_the_indexes_follow_while_a_long_run_goes_on(library: Library) -> None:
    behind: list[int] = []

    def long_run() -> Iterator[Draft]:
        for n in range(2 * FOLLOW + 1):
            behind.append(library.behind())
            yield draft(f"Story number {n}.", id=str(n))

    told: list[int] = []
    report = ingest(long_run(), library, told.append)
    assert max(behind) <= FOLLOW
    assert sum(told) == 2 * FOLLOW + 1
    assert report.waiting == 0
    assert library.keywords.count() == 2 * FOLLOW + 1


def test_a_library_made_by_another_cutter_takes_nothing(library: Library) -> None:
    library.archive.log.set_stamp({"cutter": "older-1"})
    with pytest.raises(StampMismatch, match="older-1"):
        ingest([draft()], library)


def test_what_was_ingested_is_found_at_once(library: Library) -> None:
    ingest([draft(PARAGRAPH, id="tunnel", title="Panels fall")], library)
    assert library.keywords.best("corroded bolts", 1, Scope())[0][0] == "tunnel.1.0"


def test_a_report_in_json_has_the_fields_of_the_interface(library: Library) -> None:
    assert set(ingest([draft()], library).json()) == {
        "added", "updated", "unchanged", "duplicates", "rejected", "quarantined",
        "articles", "passages", "seconds", "stopped", "waiting",
    }  # fmt: skip
