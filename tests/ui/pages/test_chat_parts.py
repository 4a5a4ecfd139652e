"""The parts of the chat page: lists, limits, what to ask next; words in them are never HTML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from rag.conversations import Heading
from rag.domain import Found, Hit, Scope, Window
from rag.provenance import Absence
from tests.ui.conftest import answer, citation, found, passage
from tests.ui.conversing import AT, Page, hostile
from tests.ui.test_render import ADDRESSES, PAYLOADS
from ui.evidence import evidence_html
from ui.page_acts import acts_html
from ui.page_copy import copied
from ui.page_limits import asked_html, limited_html, limits_html, scope_of
from ui.page_marks import Marks, marks_html
from ui.page_next import EVER, follow_ups, next_html, wider
from ui.page_shelf import Shelf, finder_html, shelf_html
from ui.page_turn import Turn
from ui.render import turns_html

TODAY = date(2026, 3, 31)


def _heading(words: str, name: str = "c1") -> Heading:
    return Heading(name, words, AT, AT, 2)


def _hit(title: str, similarity: float | None, name: str = "b") -> Hit:
    return Hit(1, 1.0, replace(passage(title=title), article_id=name), similarity)


def _none(words: str, **asked: object) -> Turn:
    said = answer(words, abstained=True, reason="nothing_found", citations=(), sentences=())
    return Turn("Who?", found(), answer=said, asked=Scope(**asked))


PLACES: dict[str, Callable[[str], str]] = {
    "a list of chats": lambda w: shelf_html([_heading(w, w)], 40, Shelf(w), w),
    "what is asked of": lambda w: limits_html([(w, 3)]),
    "the line above the composer": lambda w: limited_html(Scope(outlets=(w,))),
    "the line under a question": lambda w: asked_html(Scope(outlets=(w,))) or "",
    "turns with what to ask next": lambda w: turns_html([hostile(w)]),
    "what to read on": lambda w: next_html(
        Turn("q", Found(w, (_hit(w or "x", 0.9),), None, 0.1), answer=answer()), 1
    ),
    "the buttons under a turn": lambda w: acts_html(hostile(w), 1),
    "quotes with marks": lambda w: evidence_html(
        hostile(w), {"a": Marks(3, True, Absence(404, w), w, w)}
    ),
}


@pytest.mark.parametrize("words", PAYLOADS + ADDRESSES)
@pytest.mark.parametrize("place", PLACES)
def test_words_of_others_are_text_in_every_part(place, words):
    plain, seen = Page(PLACES[place]("x")), Page(PLACES[place](words))
    assert seen.tags == plain.tags
    assert seen.ids == plain.ids
    assert [one for one in seen.wrong if not one.startswith(("form", "input"))] == []
    assert all(link.startswith("/") and not link.startswith("//") for link in seen.links)


@pytest.mark.parametrize(
    ("picked", "scope"),
    [
        ({}, Scope()),
        ({"days": "", "outlet": "", "as_of": ""}, Scope()),
        ({"days": "today"}, Scope(Window(TODAY, TODAY))),
        ({"days": "week"}, Scope(Window(date(2026, 3, 25), TODAY))),
        ({"days": "month"}, Scope(Window(date(2026, 3, 1), TODAY))),
        (
            {"days": "month", "as_of": "2024-03-31"},
            Scope(Window(date(2024, 3, 1), date(2024, 3, 31)), (), date(2024, 3, 31)),
        ),
        ({"days": "custom", "from": "2026-01-02"}, Scope(Window(date(2026, 1, 2), None))),
        ({"days": "custom", "from": "", "to": ""}, Scope()),
        (
            {"days": "custom", "from": "2026-02-01", "to": "2026-01-01"},
            Scope(Window(date(2026, 1, 1), date(2026, 2, 1))),
        ),
        ({"days": "custom", "from": "soon", "to": "0001-01-01"}, Scope()),
        ({"days": "for ever", "outlet": "The Herald"}, Scope(None, ("The Herald",))),
        ({"outlet": "a\x00b"}, Scope(None, ("a\ufffdb",))),
    ],
)
def test_what_was_picked_becomes_a_scope(picked, scope):
    assert scope_of(picked, TODAY) == scope


def test_a_month_after_a_shorter_one_begins_on_its_first_day():
    assert scope_of({"days": "month"}, date(2026, 1, 31)).window == Window(
        date(2026, 1, 1), date(2026, 1, 31)
    )


def test_nothing_is_said_of_limits_where_there_are_none():
    assert limited_html(Scope()) == ""
    assert asked_html(Scope()) is None
    assert "of all days" in (asked_html(wider(Scope(Window(TODAY, TODAY)))) or "")


def test_a_list_says_what_is_open_and_how_many_are_left():
    page = shelf_html([_heading("Cup", "c1"), _heading("Tunnel", "c2")], 32, Shelf(), "c2")
    assert page.count('aria-current="page"') == 1
    assert 'data-open="c2"' in page
    assert "Show more (30)" in page
    assert 'href="/api/conversations/c1/export?format=md"' in page


@pytest.mark.parametrize(
    ("shelf", "said"), [(Shelf(), "is kept here"), (Shelf("x"), "No chat holds these words")]
)
def test_an_empty_list_says_why(shelf, said):
    assert said in shelf_html([], 0, shelf, "")


def test_before_the_page_has_loaded_the_list_names_no_conversation():
    assert "data-open" not in shelf_html([], 0, Shelf(), None)
    assert 'type="search"' in finder_html()


@pytest.mark.parametrize(
    ("hits", "headlines"),
    [
        ([_hit("Rovers part with manager", 0.5)], ["Rovers part with manager"]),
        ([_hit("Rovers part with manager", 0.1)], []),
        ([_hit("Rovers part with manager", None)], []),
        ([_hit("Cup", 0.9, "a")], []),
        ([_hit("CUP", 0.9)], []),
        ([_hit("", 0.9)], []),
        ([_hit("Can it pay?", 0.9), _hit("Can it pay?", 0.8, "d")], ["Can it pay"]),
        (
            [_hit(f"Headline {n}", 0.9, str(n)) for n in range(9)],
            [f"Headline {n}" for n in range(3)],
        ),
    ],
)
def test_what_was_found_near_and_not_quoted_can_be_asked_about(hits, headlines):
    turn = Turn("q", Found("q", tuple(hits), None, 0.1), answer=answer())
    assert [headline for headline, _ in follow_ups(turn)] == headlines


@pytest.mark.parametrize(
    ("asked", "wide"),
    [
        ({"window": Window(TODAY, TODAY)}, True),
        ({"outlets": ("The Herald",)}, True),
        ({}, False),
        ({"window": EVER}, False),
    ],
)
def test_an_abstention_offers_all_days_where_some_were_left_out(asked, wide):
    page = next_html(_none("Nothing.", **asked), 1)
    assert ("Ask all days and outlets" in page) == wide
    assert "Show the nearest passages" in page


def test_a_turn_that_stands_alone_cannot_be_asked_again():
    page = acts_html(Turn("q", answer=answer()), 0)
    assert "Copy" in page
    assert "Retry" not in page
    assert acts_html(Turn("q", failure="No."), 0) == ""
    assert "Ask again" in acts_html(Turn("q", failure="No."), 1)


def test_a_copy_holds_the_answer_and_its_sources():
    cited = citation(published_at="2026-05-30", url="https://courier.example/cup")
    assert copied(Turn("q", answer=answer(citations=(cited,)))) == (
        "Rovers won [1].\n\n"
        "[1] “Rovers won.” — Cup, Courier, 30 May 2026. https://courier.example/cup"
    )


@pytest.mark.parametrize(
    ("marks", "said"),
    [
        (Marks(1), None),
        (Marks(3), "Changed since: version 1 of 3 is quoted"),
        (Marks(1, removed=True), "Removed from the library"),
        (Marks(1, wire="Merravia Press Service"), "copy"),
        (
            Marks(1, gone=Absence(410, "2026-06-01")),
            "Gone from its site since 1 June 2026",
        ),
    ],
)
def test_a_quoted_article_shows_what_became_of_it(marks, said):
    page = marks_html(marks, 1, "a", "Courier")
    assert (page is None) == (said is None)
    assert not said or said in page


def test_a_newest_version_is_told_by_its_number():
    assert "Version 2" in (marks_html(Marks(2), 2, "a", None) or "")


def test_quotes_of_one_article_share_a_card_and_copies_of_one_story_stand_together():
    cited = (
        citation(n=1), citation("They cheered.", n=2),
        citation("Rain fell.", n=3, article_id="c", outlet="Herald"),
        citation(n=4, article_id="b", outlet="Gazette"),
    )  # fmt: skip
    marks = {"a": Marks(1, story="a"), "b": Marks(1, story="a"), "c": Marks(1)}
    page = evidence_html(Turn("q", answer=answer(citations=cited)), marks)
    assert page.count('class="card quoted"') == 3
    assert page.count("One story, printed by 2 outlets") == 1
    assert [page.index(f'id="receipt-{n}"') for n in (1, 2, 4, 3)] == sorted(
        page.index(f'id="receipt-{n}"') for n in (1, 2, 3, 4)
    )
