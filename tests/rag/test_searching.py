"""Keywords and vectors: what they find, and that scopes mean the same to both and the archive."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Scope, Window
from rag.errors import IndexBroken
from rag.index.keywords import KeywordIndex
from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.rag.making import draft, passage, put

DATES = [
    None,
    "2026-05-11",
    "2026-05-11T23:59:59Z",
    "2026-05-12",
    "2026-05-12T00:30:00+02:00",  # still the 11th in UTC
    "2026-05-12T23:59:59Z",
    "2026-05-13T00:00:00Z",
    "1969-12-31",
    "0001-01-01",
    "9999-12-30",
]
OUTLETS = [None, "Echo", "The “Ledger” & Co."]
DAY = date(2026, 5, 12)
SCOPES = {
    "everything": Scope(),
    "one day": Scope(Window(DAY, DAY)),
    "from a day": Scope(Window(DAY, None)),
    "to a day": Scope(Window(None, DAY)),
    "as of a day": Scope(as_of=DAY),
    "as of before a window": Scope(Window(DAY, None), as_of=date(2026, 5, 11)),
    "one outlet": Scope(outlets=("Echo",)),
    "two outlets": Scope(outlets=("Echo", "The “Ledger” & Co.")),
    "an unknown outlet": Scope(outlets=("Nobody",)),
    "outlet and clock": Scope(outlets=("Echo",), as_of=DAY),
    "outlet and days": Scope(Window(DAY, date(2026, 5, 13)), ("Echo",)),
}


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("dated"), embedder)
    library.open_to_write("a test")
    put(
        library,
        *(
            draft(f"The ferry number {n} sank.", id=str(n), published=published, outlet=outlet)
            for n, (published, outlet) in enumerate(product(DATES, OUTLETS))
        ),
    )
    yield library
    library.close()


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES.keys())
def test_a_scope_means_the_same_to_archive_keywords_and_vectors(
    dated: Library, scope: Scope
) -> None:
    assert dated.vectors is not None
    everything = [p.id for p in dated.archive.passages_of([a.id for a in dated.archive.articles()])]
    fitting = dated.archive.fitting(everything, scope)
    vector = dated.embedder.embed(["ferry"])[0]
    assert {found for found, _ in dated.keywords.best("ferry sank", 100, scope)} == fitting
    assert {found for found, _ in dated.vectors.nearest(vector, 100, scope)} == fitting
    assert {found for found, _ in dated.nearest(vector, 100, scope)} == fitting


def test_a_window_leaves_out_what_is_undated_and_a_clock_does_not(dated: Library) -> None:
    undated = {"0.1.0", "1.1.0", "2.1.0"}
    assert undated.isdisjoint(i for i, _ in dated.keywords.best("ferry", 99, SCOPES["to a day"]))
    assert undated <= {i for i, _ in dated.keywords.best("ferry", 99, SCOPES["as of a day"])}


def test_a_day_ends_with_its_last_second_in_utc(dated: Library) -> None:
    found = dated.keywords.best("ferry", 99, SCOPES["one day"])
    days = {DATES[int(i.split(".")[0]) // len(OUTLETS)] for i, _ in found}
    assert days == {"2026-05-12", "2026-05-12T23:59:59Z"}


@pytest.mark.parametrize("k", [1, 7, 1000])
def test_the_vectors_give_as_many_as_asked_for_or_all(dated: Library, k: int) -> None:
    assert dated.vectors is not None
    vector = dated.embedder.embed(["ferry"])[0]
    near = dated.vectors.nearest(vector, k)
    assert len(near) == min(k, len(DATES) * len(OUTLETS))
    similarities = [similarity for _, similarity in near]
    assert similarities == sorted(similarities, reverse=True)
    assert all(-1.001 <= s <= 1.001 for s in similarities)


@pytest.fixture
def keywords(tmp_path: Path) -> Iterator[KeywordIndex]:
    index = KeywordIndex(tmp_path / "keywords", writes=True)
    texts = {
        "flood": "The river flooded Tessmoor and the dykes broke.",
        "café": "A naïve café owner in Zürich won the award.",
        "rate": "The bank cut its rate to 4.25 percent.",
        "title": "Nothing of note happened.",
    }
    rows = [passage(text, name) for name, text in texts.items()]
    rows[-1] = passage(texts["title"], "title", title="Flooding feared")
    index.apply(list(texts), rows, 4)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("flooding rivers", "flood"),  # stems
        ("FLOODED", "flood"),
        ("cafe naive zurich", "café"),  # accents
        ("banks' rates", "rate"),
        ("4.25", "rate"),
    ],
)
def test_words_are_found_in_their_other_forms(
    keywords: KeywordIndex, query: str, found: str
) -> None:
    assert keywords.best(query, 5, Scope())[0][0] == f"{found}.1.0"


@pytest.mark.parametrize("query", ["", "   ", "the of and", "?!", "🌊", "[1]", "\x00"])
def test_a_query_without_words_finds_nothing(keywords: KeywordIndex, query: str) -> None:
    assert keywords.best(query, 5, Scope()) == []


def test_a_word_in_the_title_counts_less_than_one_in_the_text(keywords: KeywordIndex) -> None:
    assert [found for found, _ in keywords.best("flood", 5, Scope())] == ["flood.1.0", "title.1.0"]


def test_words_are_counted_in_the_form_they_are_stored(keywords: KeywordIndex) -> None:
    assert keywords.frequency(["flooding", "bank", "nowhere", "the"]) == {
        "flooding": 1, "bank": 1, "nowhere": 0, "the": 0,
    }  # fmt: skip


HOSTILE = [
    'text:"flood" AND title:*',
    "id:flood.1.0", "+flood -river", "flood^1000", "(((", '"', "flood~9",
    "[2020 TO 2030]", "*", "river OR", "\\", "'; DROP TABLE passages; --", "a" * 100_000,
    "flood " * 5_000, "𝕱𝖑𝖔𝖔𝖉", "‮dlof", "flood\x00river",
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_is_syntax(keywords: KeywordIndex, query: str) -> None:
    assert {found for found, _ in keywords.best(query, 5, Scope())} <= {
        "flood.1.0", "title.1.0", "rate.1.0", "café.1.0",
    }  # fmt: skip


@given(query=st.text(max_size=60))
def test_any_query_is_searched_without_an_error(sample_library: Library, query: str) -> None:
    assert len(sample_library.keywords.best(query, 3, Scope())) <= 3


def test_an_index_opened_to_read_is_not_written(tmp_path: Path) -> None:
    KeywordIndex(tmp_path, writes=True).close()
    reader = KeywordIndex(tmp_path, writes=False)
    with pytest.raises(IndexBroken, match="open them to write"):
        reader.apply(["a"], [], 1)


@pytest.mark.parametrize("junk", ["not json", "{}", '{"schema": 99, "applied": 1}'])
def test_an_unreadable_state_says_how_to_mend_it(tmp_path: Path, junk: str) -> None:
    KeywordIndex(tmp_path, writes=True).close()
    (tmp_path / "applied.json").write_text(junk, encoding="utf-8")
    with pytest.raises(IndexBroken, match=r"`dateline doctor --repair`"):
        KeywordIndex(tmp_path, writes=False)


def test_a_broken_segment_file_says_how_to_mend_it(tmp_path: Path) -> None:
    KeywordIndex(tmp_path, writes=True).close()
    (tmp_path / "meta.json").write_bytes(b"\x00garbage")
    with pytest.raises(IndexBroken, match=r"`dateline doctor --repair`"):
        KeywordIndex(tmp_path, writes=False)
