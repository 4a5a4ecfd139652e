"""The page of one article: the span that is marked is the span that was quoted."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Article
from ui.reading import reading_page


class Marked(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside = False
        self.words = ""
        self.ids: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, name, attributes):
        if name == "mark":
            self.inside = True
            self.ids.append(dict(attributes).get("id"))

    def handle_endtag(self, name):
        self.inside = self.inside and name != "mark"

    def handle_data(self, words):
        self.words += words if self.inside else ""


def _article(text: str, **given) -> Article:
    return Article("a", given.pop("version", 1), "Cup", text, "d", **given)


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\r\x00"), min_size=1)


@given(st.data(), TEXTS)
def test_the_mark_holds_exactly_the_span(data, text):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    marked = Marked(reading_page(_article(text), 1, start, end))
    assert marked.words == text[start:end].replace("\n", "")
    assert marked.ids[1:] == [None] * (len(marked.ids) - 1)


def test_the_first_part_of_the_span_is_where_the_link_jumps_to():
    assert Marked(reading_page(_article("one two"), 1, 4, 7)).ids == ["quote"]


def test_a_span_beyond_the_text_marks_nothing_and_says_so():
    page = reading_page(_article("short"), 1, 2, 900)
    assert Marked(page).ids == []
    assert "not in this version" in page


def test_a_version_that_was_superseded_says_so():
    assert "version 1 of 3" in reading_page(_article("text"), 3)


def test_a_removed_article_says_so():
    assert "removed from the library" in reading_page(_article("text", removed=True), 1)


def test_an_article_without_a_date_is_undated():
    assert "Undated" in unescape(reading_page(_article("text"), 1))


@pytest.mark.parametrize(
    ("known", "line"),
    [
        ({"section": "Politics"}, "Politics"),
        ({"labels": ("opinion",)}, "Opinion"),
        ({"labels": ("opinion",), "section": "opinion"}, "Opinion"),
        ({"labels": ("sponsored",), "section": "Local"}, "Local · Sponsored"),
        ({"labels": ("live",), "wire": "AP"}, "Live blog · AP copy"),
        ({"wire": "associated press", "outlet": "The Herald"}, "AP copy"),
    ],
)
def test_a_quiet_line_says_what_it_is(known, line):
    assert f'<p class="kind">{line}</p>' in reading_page(_article("text", **known), 1)


@pytest.mark.parametrize("known", [{}, {"wire": "AP", "outlet": "Associated Press"}])
def test_a_report_of_the_outlets_own_has_no_such_line(known):
    assert 'class="kind"' not in reading_page(_article("text", **known), 1)
