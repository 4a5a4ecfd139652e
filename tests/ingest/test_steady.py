"""A new version keeps the passages that did not change, and so their vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cutting import cut
from ingest.identity.keeping import keep, steadied
from ingest.identity.recognised import recognise
from ingest.identity.steady import steady
from ingest.pipeline import spans_of
from rag.domain import Draft, Moment, Scope
from rag.index.library import Library
from rag.models.embedding import Done, Embedder, Vectors
from rag.sentences import sentence_spans
from tests.ingest.living import URL, met

STORY = "\n".join(
    " ".join(
        f"On day {day} of week {week} the council of Tessmoor spent {day * 37 + week} marls on the "
        f"harbour wall, the mayor said."
        for day in range(1, 6)
    )
    for week in range(1, 13)
)


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def fresh(text: str) -> list[tuple[int, int]]:
    return cut(text, words, 200)


Change = Callable[[str], str]

CHANGES: dict[str, tuple[Change, int]] = {
    "one number in the middle": (lambda t: t.replace("117 marls", "958 marls"), 2),
    "a sentence at the top": (lambda t: "The wall has cracks, engineers say. " + t, 1),
    "a paragraph at the top": (lambda t: "The wall broke on Monday. Two died.\n" + t, 1),
    "a paragraph at the end": (lambda t: t + "\nNobody was hurt.", 1),
    "a sentence taken out": (lambda t: t.replace(sentence(t, 30), "", 1), 2),
    "the last paragraph taken out": (lambda t: t.rsplit("\n", 1)[0], 1),
    "two far apart": (lambda t: t.replace("42 marls", "1 marl", 1).replace("197 m", "9 m"), 4),
}


def sentence(text: str, number: int) -> str:
    start, end = sentence_spans(text)[number]
    return text[start:end]


def spans_text(text: str, spans: Sequence[tuple[int, int]]) -> set[str]:
    return {text[start:end] for start, end in spans}


@pytest.mark.parametrize("name", CHANGES)
def test_a_small_change_makes_few_new_passages(name: str) -> None:
    change, most = CHANGES[name]
    after, before = change(STORY), fresh(STORY)
    assert after != STORY
    spans = steady(STORY, before, after, fresh(after))
    new = spans_text(after, spans) - spans_text(STORY, before)
    assert len(before) > 5
    assert len(new) <= most
    covered(after, spans)


def covered(text: str, spans: Sequence[tuple[int, int]]) -> None:
    assert list(spans) == sorted(set(spans))
    assert len({start for start, _ in spans}) == len(spans)
    stands = [False] * len(text)
    for start, end in spans:
        stands[start:end] = [True] * (end - start)
    assert all(all(stands[start:end]) for start, end in sentence_spans(text))


sentences = st.lists(st.sampled_from([f"Sentence {n} is here." for n in range(12)]), max_size=60)


@given(sentences, sentences)
def test_every_sentence_of_any_new_version_is_in_a_passage(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    spans = steady(before, cut(before, words, 20), after, cut(after, words, 20))
    covered(after, spans)


def test_what_did_not_change_at_all_keeps_all_its_passages() -> None:
    assert steady(STORY, fresh(STORY), STORY, fresh(STORY)) == fresh(STORY)


def test_a_text_of_very_many_sentences_is_compared_at_both_ends() -> None:
    long = " ".join(f"Sentence number {n} is here." for n in range(5000))
    after = long.replace("number 2500 ", "number 9 ")
    spans = steady(long, fresh(long), after, fresh(after))
    assert len(spans_text(after, spans) - spans_text(long, fresh(long))) <= 2
    covered(after, spans)


class Counting:
    """The real embedder, and what it was asked to embed."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.dimension = embedder.name, embedder.dimension
        self.window = embedder.window
        self.asked: list[str] = []

    def tokens(self, texts: Sequence[str]) -> list[int]:
        return self._embedder.tokens(texts)

    def embed(self, texts: Sequence[str], done: Done | None = None) -> Vectors:
        self.asked += texts
        return self._embedder.embed(texts, done)


@pytest.fixture
def counted(tmp_path: Path, embedder: Embedder) -> Iterator[tuple[Library, Counting]]:
    counting = Counting(embedder)
    opened = Library(tmp_path / "library", counting)
    opened.open_to_write("a test")
    yield opened, counting
    opened.close()


def take(library: Library, draft: Draft) -> str:
    spans = spans_of(draft.title, draft.text, draft.language, library.embedder)
    known = recognise(library.archive, draft)
    spans = list(steadied(library.archive, draft, known, spans))
    outcome = keep(library.archive, draft, known, spans)
    library.follow()
    return outcome


def test_only_what_changed_is_embedded_again(counted: tuple[Library, Counting]) -> None:
    library, embedder = counted
    take(library, met(STORY))
    whole = len(embedder.asked)
    assert whole > 5
    embedder.asked.clear()
    assert take(library, met(STORY, day=4)) == "unchanged"
    assert take(library, met(STORY, "https://echo.example/copy", day=4)) == "duplicates"
    assert embedder.asked == []
    corrected = STORY.replace("117 marls", "958 marls")
    assert take(library, met(corrected, day=5)) == "updated"
    assert 0 < len(embedder.asked) <= 2
    assert all("958" in text for text in embedder.asked)
    embedder.asked.clear()
    renamed = met(corrected, day=6, outlet="The New Herald", published=Moment("2026-05-03", "meta"))
    assert take(library, renamed) == "updated"
    assert embedder.asked == []
    moved = replace(renamed, title="Another headline")  # which is embedded with each passage
    assert take(library, moved) == "updated"
    assert len(embedder.asked) >= whole


def test_a_vector_that_was_taken_over_is_the_one_that_would_be_made(
    counted: tuple[Library, Counting],
) -> None:
    library, embedder = counted
    take(library, met(STORY))
    take(library, met(STORY.replace("117 marls", "958 marls"), outlet="The New Herald"))
    assert library.vectors is not None
    passages = library.archive.passages_of([recognise(library.archive, met(STORY)).article_id])
    assert library.vectors.count() == len(passages)
    for passage in passages:
        vector = embedder.embed([f"{passage.title}\n{passage.text}"])[0]
        ((found, likeness),) = library.vectors.nearest(vector, 1)
        assert (found, round(likeness, 3)) == (passage.id, 1.0)
    scope = Scope(outlets=("The New Herald",))
    assert len(library.vectors.nearest(vector, 50, scope)) == len(passages)


def test_old_citations_still_resolve_to_the_letter(counted: tuple[Library, Counting]) -> None:
    library, _ = counted
    take(library, met(STORY))
    name = recognise(library.archive, met(STORY)).article_id
    cited = library.archive.passages_of([name])[3]
    for day, number in ((5, 958), (6, 959), (7, 960)):
        take(library, met(STORY.replace("117 marls", f"{number} marls"), day=day))
    assert library.archive.article(name).version == 4
    stands = library.archive.article(name, cited.version)
    assert stands.text[cited.start : cited.end] == cited.text
    assert stands.url == URL
