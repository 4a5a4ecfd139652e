from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

from rag.copies import copied
from rag.domain import Article, Moment
from rag.index.library import Library
from rag.retriever import find
from rag.stories import StoryArticle, sources, spelt, stories
from rag.wires import same_source, wire_of
from tests.rag.making import draft, passage, put

SAMPLES = Path(__file__).parents[2] / "ingest" / "samples" / "articles.jsonl"
LEAD = "PORT SOLLAN (MPS), 14 April — "
TEXT = """Concrete panels fell onto the westbound lanes of the harbour tunnel during the morning \
rush, injuring 17 people and closing the only road crossing, the fire service said.
Seven panels, each weighing about 1.3 tonnes, came down at 7:42 a.m. some 400 metres from the \
western portal, the commander told reporters. Nine cars and a city bus were hit.
Transport Minister Ilse Varrick said both tubes would stay shut until engineers had examined all \
5,640 panels. She did not rule out a closure lasting into the summer.
The contractor denied that inspections had been skipped and said that the section had been \
examined on 22 January and that the report contained no warning of any kind."""
OWN = """Part of the ceiling of the harbour tunnel gave way on Tuesday on top of rush-hour \
traffic, and 23 people had to be treated in two hospitals, their spokesmen told this newspaper.
A bus driver braked within metres of the first slab. “There was a bang, then another,” said a \
schoolteacher who sat behind him. The minister said the tubes would stay shut for now.
The union of the dockers demanded full pay for the day, and the port company promised an answer."""


def article(id: str, text: str = TEXT, outlet: str | None = "A", **known: str) -> StoryArticle:  # noqa: A002
    return StoryArticle(id, text, outlet=outlet, **known)  # type: ignore[arg-type]


def sample_articles() -> dict[str, StoryArticle]:
    rows = map(json.loads, SAMPLES.read_text(encoding="utf-8").splitlines())
    return {
        a["id"]: StoryArticle(
            a["id"], a["text"], a["title"], a["outlet"], a["published_at"], tuple(a["authors"])
        )
        for a in rows
    }


def test_copies_in_the_sample_articles_are_one_story_and_all_else_is_not() -> None:
    found = stories(list(sample_articles().values()))
    several = {story.articles: story for story in found if len(story.articles) > 1}
    assert set(several) == {
        ("sample-harbour-tunnel-1", "sample-harbour-tunnel-2"),
        ("sample-barrage-vote-1", "sample-barrage-vote-2"),
    }
    assert {story.wire for story in several.values()} == {"MPS"}


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        LEAD + TEXT,
        TEXT[: len(TEXT) // 3],  # cut at the end
        "The worst accident in years has hit the port.\n" + TEXT.split("\n", 1)[1],  # another lead
        TEXT.replace("Nine", "9").replace("did not rule out", "would not rule out"),
        TEXT + "\n" + OWN.split("\n")[2],  # with a paragraph of its own
        TEXT.replace("17", "21"),  # corrected
    ],
)
def test_a_copy_is_known_cut_short_with_another_lead_or_label(copy: str) -> None:
    assert len(stories([article("a", LEAD + TEXT), article("b", copy, "B")])) == 1
    assert len(stories([article("b", copy, "B"), article("a", LEAD + TEXT)])) == 1


@pytest.mark.parametrize(
    "other",
    [
        OWN,
        OWN + "\n" + TEXT.split("\n")[3],  # the same statement quoted
        "Panels fell.",
        "",
    ],
)
def test_the_same_event_in_other_words_is_another_story(other: str) -> None:
    assert len(stories([article("a"), article("b", other, "B")])) == 2


def test_the_same_text_a_year_later_is_no_copy() -> None:
    one = article("a", published_at="2026-04-14T08:00:00Z")
    assert len(stories([one, article("b", outlet="B", published_at="2026-04-16")])) == 1
    assert len(stories([one, article("b", outlet="B", published_at="2027-04-14")])) == 2


def test_copies_of_copies_are_one_story_and_the_oldest_comes_first() -> None:
    half = len(TEXT) // 2
    cut = [article("x", TEXT[:half], "X", published_at="2026-04-15")]
    cut += [article("y", TEXT[half:], "Y", published_at="2026-04-16")]
    (story,) = stories([*cut, article("z", TEXT, "Z", published_at="2026-04-14")])
    assert story.articles == ("z", "x", "y")
    assert story.outlets == ("Z", "X", "Y")
    assert story.source == "Z"


@pytest.mark.parametrize(
    ("articles", "said"),
    [
        ([], None),
        ([article("a")], None),
        ([article("a"), article("b", OWN)], None),
        ([article("a", outlet=None)], None),
        ([article("a", LEAD + TEXT)], "reported by one outlet, from the agency MPS"),
        ([article("a", LEAD + TEXT, "Merravian Press Service")], None),
        ([article("a"), article("b", OWN, "B")], "reported by two independent outlets"),
        (
            [article("a"), article("b", outlet="B")],
            "reported by two outlets, one and the same story",
        ),
        (
            [article("a", LEAD + TEXT), article("b", outlet="B"), article("c", outlet="C")],
            "reported by three outlets, one wire story (MPS)",
        ),
        (
            [article("a", LEAD + TEXT), article("b", outlet="B"), article("c", OWN, "C")],
            "reported by three outlets, two of them with one wire story (MPS)",
        ),
        (
            [article("a", LEAD + TEXT), article("b", "OSLO (MPS) — " + OWN, "B")],
            "reported by two outlets, all from MPS",
        ),
    ],
)  # fmt: skip
def test_sources_are_told_in_words(articles: list[StoryArticle], said: str | None) -> None:
    assert sources(articles).said == said


def test_sources_are_counted() -> None:
    own = article("c", OWN, "C")
    found = sources([article("a", LEAD + TEXT), article("b", outlet="B"), own, own])
    assert (found.outlets, found.independent, found.stories, found.articles) == (3, 2, 2, 3)


def test_an_article_without_outlet_is_known_by_its_host() -> None:
    stored = Article("a", 1, "T", TEXT, "d", url="https://www.post.example/x")
    assert StoryArticle.of(stored).outlet == "post.example"
    dated = replace(stored, outlet="The Post", published=Moment("2026-04-14", "test"))
    assert StoryArticle.of(dated).outlet == "The Post"
    assert StoryArticle.of(dated).published_at == "2026-04-14"


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("LONDON (Reuters) - Shares fell.", "Reuters"),
        ("WASHINGTON (AP) — The Senate met.", "AP"),
        ("PORT SOLLAN (MPS), 14 April — Panels fell.", "MPS"),
        ("PORT SOLLAN, 14 April (MPS) — Panels fell.", "MPS"),
        ("DAMASCUS, (SANA) – The minister said so.", "SANA"),
        ("BERLIN, March 3 (Xinhua) -- Trams stopped.", "Xinhua"),
        ("Paris — AFP — Trains stopped.", "AFP"),
        ("Panels fell.\nRadio Arvel with material from MPS", "MPS"),
        ("Panels fell.\nReporting by Reuters", "Reuters"),
        ("Panels fell.\n© AFP", "AFP"),
        ("The United States (US) — and others — met.", None),
        ("Reuters said on Monday that it would cut jobs.", None),
        ("Panels fell, Reuters reported. Nobody was hurt.", None),
        ("PORT SOLLAN — Panels fell.", None),
        ("", None),
    ],
)
def test_an_agency_is_known_by_its_label(text: str, wire: str | None) -> None:
    assert wire_of(text) == wire


def test_the_agency_that_a_page_named_counts_where_its_text_does_not_say() -> None:
    one = article("a", wire="Associated Press")
    other = article("b", OWN, "B", wire="ap")
    assert sources([one, other]).independent == 1
    assert sources([one, other]).said == "reported by two outlets, all from AP"
    assert article("a", f"LIMA (AFP) — {TEXT}", wire="dpa").agency == "dpa"
    assert article("a", f"LIMA (AFP) — {TEXT}").agency == "AFP"
    stored = Article("a", 1, "T", TEXT, "d", wire="dpa")
    assert StoryArticle.of(stored).agency == "dpa"


def test_an_agency_is_known_by_byline_and_outlet() -> None:
    assert wire_of("Panels fell.", ("Associated Press",)) == "AP"
    assert wire_of("Panels fell.", ("Joss Hallam",), "Reuters") == "Reuters"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("MPS", "Merravian Press Service", True),
        ("The Post", "post", True),
        ("Associated Press", "AP", True),
        ("MPS", "Port Sollan Courier", False),
    ],
)
def test_houses_are_the_same_under_their_short_name(one: str, other: str, same: bool) -> None:
    assert same_source(one, other) is same_source(other, one) is same


def test_counts_are_spelt_up_to_ten() -> None:
    assert [spelt(n) for n in (1, 10, 11)] == ["one", "ten", "11"]


@pytest.mark.parametrize(
    ("text", "again"),
    [
        (LEAD + TEXT, True),
        (TEXT.replace("“", '"'), True),
        ("\n".join(TEXT.split("\n")[1:]), True),
        (TEXT.replace("17", "21"), False),  # a corrected number is news
        (TEXT + "\n" + OWN, False),
        (OWN, False),
        ("Panels fell.", False),
    ],
)
def test_a_passage_that_only_says_again_what_another_article_says_is_a_copy(
    text: str, again: bool
) -> None:
    assert list(copied([passage(TEXT, "a"), passage(text, "b")])) == [False, again]
    assert list(copied([passage(TEXT, "a"), passage(text, "a")])) == [False, False]


def test_copies_come_behind_and_are_never_lost(sample_library: Library) -> None:
    question = "What was the final vote on the Arvel barrage?"
    with_, without = (
        [hit.passage.id for hit in find(sample_library, question, 200, without=frozenset(left_out))]
        for left_out in ((), ("copies",))
    )
    assert set(with_) == set(without)
    assert [i.split(".")[0] for i in without[:2]] == [
        "sample-barrage-vote-2",
        "sample-barrage-vote-1",
    ]
    assert "sample-barrage-vote-1.1.0" not in with_[:10]


def test_a_copy_gives_its_place_to_another_outlet(library: Library) -> None:
    put(library, draft(TEXT, "a", outlet="A"), draft(LEAD + TEXT, "b", outlet="B"))
    put(library, draft(OWN, "c", outlet="C"))
    query = "panels fell in the harbour tunnel"
    plain = [h.passage.article_id for h in find(library, query, without=frozenset({"copies"}))]
    assert set(plain[:2]) == {"a", "b"}
    assert find(library, query)[1].passage.article_id == "c"


def test_looking_for_copies_costs_next_to_nothing() -> None:
    rows = list(sample_articles().values())
    found = [passage(a.text[at : at + 900], a.id, at) for a in rows for at in (0, 800)][:60]
    best = min(_timed(found) for _ in range(5))
    assert best < 0.02, f"{best * 1000:.1f} ms"


def _timed(found: list) -> float:  # type: ignore[type-arg]
    start = time.perf_counter()
    list(copied(found))
    return time.perf_counter() - start
