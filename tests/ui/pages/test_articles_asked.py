"""The address of the page Articles: what it says, and that nonsense in it is passed over."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.pages.articles_asked import LAST, LONGEST, Asked, asked_of

EVERYTHING = Asked(
    "stories", "harbour tunnel", "A & B", date(2026, 3, 1), date(2026, 3, 9), True, True,
    "outlet", True, 7, "story:1",
)  # fmt: skip


@pytest.mark.parametrize("asked", [Asked(), Asked("timeline"), Asked(page=2), EVERYTHING])
def test_an_address_says_all_of_a_view(asked):
    assert asked_of(asked.query) == asked
    assert asked_of("?" + asked.query) == asked


def test_a_plain_view_has_a_plain_address():
    assert Asked().url == "/articles"
    assert Asked(q="ferry & cup", page=2).url == "/articles?q=ferry+%26+cup&page=2"


@pytest.mark.parametrize(
    "query",
    [
        "page=0", "page=-3", "page=x", "page=²", "page=", "show=everything", "sort=size",
        "dir=sideways", "from=yesterday", "to=2026-02-30", "to=9999-12-31", "undated=yes",
        "gone=0", "q=", "q=%20%20", "other=1", "&&&", "%", "a=1&" * 60,
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_passed_over(query):
    assert asked_of(query) == Asked()


@given(st.text(max_size=300))
def test_any_address_gives_a_view_that_can_be_asked_for(query):
    asked = asked_of(query)
    assert asked_of(asked.query) == asked
    asked.scope.latest  # noqa: B018 — it must not overflow


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("page=99999999999999999999", Asked(page=LAST)),
        ("q=" + "a" * 999, Asked(q="a" * LONGEST)),
        ("q=one%0Atwo%00", Asked(q="one two\ufffd")),
        ("q=a&q=b", Asked(q="b")),
    ],
)
def test_what_is_too_much_is_cut(query, read):
    assert asked_of(query) == read


@pytest.mark.parametrize(
    ("asked", "order", "down"),
    [
        (Asked(), "published", True),
        (Asked(q="cup"), "match", True),
        (Asked(q="cup", order="outlet"), "outlet", False),
        (Asked(order="match"), "published", True),
        (Asked(order="published", down=False), "published", False),
    ],
)
def test_a_list_is_sorted_as_fits_what_is_asked(asked, order, down):
    assert (asked.sorted_by, asked.falls) == (order, down)


def test_another_view_begins_at_its_first_page():
    assert Asked(page=4).at(outlet="Courier") == Asked(outlet="Courier")
    assert Asked(page=4).at(page=5).page == 5


@pytest.mark.parametrize(
    ("asked", "narrowed"),
    [(Asked(), False), (Asked("stories", page=3, order="outlet"), False), (Asked(q="x"), True),
     (Asked(undated=True), True), (Asked(story="s"), True)],
)  # fmt: skip
def test_only_what_leaves_something_out_narrows(asked, narrowed):
    assert asked.narrowed is narrowed
