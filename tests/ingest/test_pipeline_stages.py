"""Stages that overlap: the same result whatever their pace, bounded, and stopped without harm."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ingest.pipeline import AT_ONCE, FINISHING, ingest
from ingest.report import Report
from ingest.stages.apart import file_apart
from ingest.stages.work import Item
from rag.domain import Draft, Scope
from rag.errors import EmbeddingFailed, SourceRejected
from rag.index.library import Library
from rag.models.embedding import Embedder, Vectors
from tests.ingest.hostile_reads import noted, unread
from tests.rag.making import draft, embedded


def now() -> datetime:
    return datetime(2026, 6, 1, tzinfo=UTC)


def failing(_data: bytes) -> list[Draft]:
    raise AssertionError("the file was read")


class Slow:
    """An embedder that takes its time and gives vectors of its own."""

    name, dimension, window = "slow", 4, 256

    def __init__(self, seconds: float = 0.0) -> None:
        self.seconds = seconds
        self.embedded: list[str] = []
        self.spans: list[tuple[float, float]] = []

    def tokens(self, texts: Any) -> list[int]:
        return [len(text.split()) for text in texts]

    def embed(self, texts: Any, done: Any = None) -> Vectors:
        start = time.time()
        time.sleep(self.seconds)
        self.spans.append((start, time.time()))
        self.embedded += texts
        return np.array([[len(text), 1, 1, 1] for text in texts], np.float32) / 9


class Failing(Slow):
    """An embedder that fails after a while."""

    def embed(self, texts: Any, done: Any = None) -> Vectors:
        if self.embedded:
            raise EmbeddingFailed("the endpoint is gone")
        return super().embed(texts, done)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Any]:
    """Opens libraries with an embedder, and closes them."""
    there: list[Library] = []

    def open_one(embedder: Embedder) -> Library:
        library = Library(tmp_path / f"library-{len(there)}", embedder)
        library.open_to_write("a test")
        there.append(library)
        return library

    yield open_one
    for library in there:
        library.close()


def mixed(paces: tuple[float, ...]) -> list[Item]:
    """Articles, files that take their time, duplicates and rejections."""
    items: list[Item] = []
    for n in range(40):
        items.append(unread(n, paces[n % len(paces)]))
        items.append(draft(f"Story number {n}.", id=f"d{n}"))
        if n % 7 == 0:
            items += [SourceRejected(f"bad-{n}", "it is broken"), draft("Again.", id="again")]
    items += [draft("Again, changed.", id="again"), draft("Again.", id="again")]
    return items


def outcome(library: Library, report: Report) -> tuple[Any, ...]:
    told = report.json()
    told.pop("seconds")
    ids = library.archive.log.after(0, 1000)[1]
    passages = [(p.id, p.text) for p in library.archive.passages_of(sorted(ids))]
    found = library.keywords.best("council story number", 1000, Scope())
    return told, ids, passages, sorted(found), embedded(library)


def test_the_result_is_the_same_whoever_is_quicker(opened: Any) -> None:
    seen = []
    for seconds, paces in ((0.0, (0.0,)), (0.05, (0.0,)), (0.0, (0.08, 0.0, 0.03))):
        library = opened(Slow(seconds))
        seen.append(outcome(library, ingest(mixed(paces), library)))
    assert seen[0] == seen[1] == seen[2]
    told, ids, passages, _, vectors = seen[0]
    assert (told["added"], told["updated"], told["duplicates"]) == (81, 2, 5)
    assert ids[:3] == ["n0", "d0", "again"]
    assert vectors == {passage for passage, _ in passages}


def test_reading_and_embedding_go_on_at_the_same_time(opened: Any, tmp_path: Path) -> None:
    embedder, log = Slow(0.3), tmp_path / "read"
    ingest([noted(3 * n + 2, log) for n in range(60)], opened(embedder))
    read = [tuple(map(float, line.split())) for line in log.read_text("utf-8").splitlines()]
    beside = [
        start
        for start, end in read
        if any(start < until and begun < end for begun, until in embedder.spans)
    ]
    assert len(read) == 60
    assert len(beside) > 10


def test_sources_are_not_read_far_ahead_of_what_is_stored(opened: Any) -> None:
    library, told, ahead = opened(Slow(0.1)), [0], []

    def tell(more: int) -> None:
        told[0] += more

    def many() -> Iterator[Item]:
        for n in range(300):
            ahead.append(n - told[0])
            yield draft(f"Story number {n}. " * 60, id=f"d{n}")

    ingest(many(), library, tell)
    assert told[0] == 300
    assert max(ahead) < 120


def test_an_article_is_embedded_once(opened: Any) -> None:
    embedder = Slow()
    library = opened(embedder)
    ingest(mixed((0.0,)), library)
    texts = [text for text in embedder.embedded if text != "Again."]
    assert len(texts) == len(set(texts))


def test_an_unchanged_run_embeds_nothing(opened: Any) -> None:
    embedder = Slow()
    library = opened(embedder)
    ingest(mixed((0.0,))[:-2], library)
    embedder.embedded.clear()
    again = ingest(mixed((0.0,))[:-2], library)
    assert embedder.embedded == []
    assert set(again.outcomes) == {"unchanged", "duplicates"}


def test_a_failure_of_the_embedder_ends_the_run_and_the_next_does_the_rest(opened: Any) -> None:
    library = opened(Failing())
    with pytest.raises(EmbeddingFailed, match="the endpoint is gone"):
        ingest((draft(f"Story number {n}. " * 90, id=f"d{n}") for n in range(200)), library)
    assert library.archive.counts()["articles"] < 200
    assert library.vectors is not None
    library.vectors.embedder = Slow()
    library.follow()
    assert library.vectors.count() == library.archive.counts()["passages"]


def test_a_failure_of_a_source_ends_the_run_and_is_raised(library: Library) -> None:
    def broken() -> Iterator[Item]:
        yield draft()
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        ingest(broken(), library)


def interrupted(count: int) -> Iterator[Item]:
    for n in range(count):
        yield draft(f"Story number {n}. " * 20, id=f"d{n}")
    raise KeyboardInterrupt


def test_an_interrupt_says_that_what_is_in_hand_is_finished(library: Library) -> None:
    said: list[str] = []
    report = ingest(interrupted(40), library, say=said.append)
    assert said == [FINISHING]
    assert (report.stopped, report.outcomes["added"], report.waiting) == (True, 40, 0)


def test_a_second_interrupt_stops_at_once_and_loses_nothing(opened: Any) -> None:
    library, said = opened(Slow(0.3)), []

    def say(line: str) -> None:
        said.append(line)
        if line == FINISHING:
            raise KeyboardInterrupt

    start = time.monotonic()
    report = ingest(interrupted(400), library, say=say)
    kept = report.outcomes["added"]
    assert said == [FINISHING, AT_ONCE]
    assert report.stopped
    assert kept < 400
    assert library.archive.counts()["articles"] == kept
    again = ingest((d for d in list(quiet(400))), library)
    assert (again.outcomes["unchanged"], again.outcomes["added"]) == (kept, 400 - kept)
    assert again.waiting == 0
    assert time.monotonic() - start < 60


def quiet(count: int) -> Iterator[Item]:
    try:
        yield from interrupted(count)
    except KeyboardInterrupt:
        return


def test_a_file_is_not_read_again_while_it_is_as_it_was(opened: Any, tmp_path: Path) -> None:
    library, page = opened(Slow()), tmp_path / "page.html"
    page.write_text(f"<html><body><p>{'The council met again. ' * 20}</p></body></html>", "utf-8")

    def run() -> dict[str, int]:
        return dict(ingest([file_apart(page, "page.html", now)], library).outcomes)

    assert run() == {"added": 1}
    unit = file_apart(page, "page.html", now)
    assert unit is not None
    report = ingest([replace(unit, read=failing)], library)
    assert (dict(report.outcomes), report.rejected) == ({"unchanged": 1}, [])
    page.write_text(page.read_text("utf-8").replace("again", "once"), "utf-8")
    assert run() == {"added": 1}
    name = library.archive.log.after(0, 10)[1][-1]
    library.archive.remove(name)
    assert run() == {"updated": 1}


def test_a_file_that_holds_no_article_is_read_again(opened: Any, tmp_path: Path) -> None:
    library, page = opened(Slow()), tmp_path / "page.html"
    page.write_text("<html><body><p>Not much.</p></body></html>", "utf-8")
    for _ in range(2):
        report = ingest([file_apart(page, "page.html", now)], library)
        assert [len(report.rejected), report.quarantined] == [1, 1]
