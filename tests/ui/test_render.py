"""Nothing that a model, an article or a reader wrote is ever HTML."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from rag.domain import Article, Exchange, Moment, Sentence, Window
from rag.wire import answer_json
from tests.ui.conftest import TODAY, answer, citation, found, passage, removed
from ui.evidence import evidence_html
from ui.page_html import Html, tag
from ui.page_turn import Turn
from ui.reading import missing_page, reading_page
from ui.render import turn_html

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    '" autofocus onfocus="alert(1)" x="',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "</p></article><h1>owned</h1>",
    "</mark><style>*{display:none}</style>",
    "<!-- comment",
    "<a href='javascript:alert(1)'>click</a>",
    "[click](javascript:alert(1))",
    "![x](https://evil.example/pixel.png)",
    "**bold** _it_ `code` # head",
    "{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}",
    "`;alert(1);`",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<math><mtext><table><mglyph><style><img src onerror=alert(1)>",
    "<base href='https://evil.example/'>",
    "<form action=https://evil.example><input name=q>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "\u202etxt.exe<b>",
]
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "\tjavascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "//evil.example",
    "/\\evil.example",
    "blob:https://x/1",
]
TAGS = {
    "a", "article", "blockquote", "body", "button", "code", "del", "details", "div", "h1", "h2",
    "h3", "head", "header", "html", "li", "link", "main", "mark", "meta", "ol", "p", "q", "span",
    "summary", "title", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "aria-busy", "aria-label", "aria-pressed", "charset", "class", "content", "data-act",
    "data-copy", "data-feedback", "data-n", "data-origin", "data-quote", "data-read",
    "data-wrong",
    "data-receipt", "dir", "href", "id", "lang", "name", "rel", "role", "target", "title", "type",
}  # fmt: skip


class Seen(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.feedback: list[str] = []
        self.receipts: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, name, attributes):
        self.tags.add(name)
        self.attributes |= {key for key, _ in attributes}
        self.links += [value or "" for key, value in attributes if key == "href"]
        self.feedback += [value or "" for key, value in attributes if key == "data-feedback"]
        self.receipts += [value or "" for key, value in attributes if key == "data-receipt"]

    def handle_data(self, words):
        self.words += words


def _turn(words: str) -> Turn:
    known = {"title": words, "outlet": words, "url": words, "published_at": words}
    cited = citation(words, **known, labels=(words,))
    said = Sentence(f"{words} [1].", "supported", words, (1,))
    whole = answer(
        said.text, sentences=(said,), citations=(cited,), notice=words, model=words,
        removed=(removed(words, words),), window=Window(TODAY, TODAY, words),
    )  # fmt: skip
    held = passage(words, **known, labels=(words,))
    return Turn(words, found(held), answer=whole, receipt={"text": words})


def _article(words: str) -> Article:
    return Article(
        words, 1, words, f"one\n{words}\ntwo", "d", words, (words,), words, words,
        Moment(words, words), Moment(words, words), removed=True,
        section=words, labels=(words,), wire=words,
    )  # fmt: skip


PLACES: dict[str, Callable[[str], str]] = {
    "a finished turn": lambda w: turn_html(_turn(w)),
    "an abstention": lambda w: turn_html(
        Turn(w, answer=replace(answer(w), abstained=True, reason="unverified"))
    ),
    "a live turn": lambda w: turn_html(
        Turn(w, found(passage(w)), (Sentence(w, "unsupported", w),), w), live=True
    ),
    "a failure": lambda w: turn_html(Turn(w, failure=w)),
    "the quotes": lambda w: evidence_html(_turn(w)),
    "the passages": lambda w: evidence_html(replace(_turn(w), answer=None)),
    "an article": lambda w: reading_page(_article(w), 2, 4, 4 + len(w)),
    "no article": missing_page,
}


@pytest.mark.parametrize("words", PAYLOADS + ADDRESSES)
@pytest.mark.parametrize("place", PLACES)
def test_what_others_wrote_is_text_wherever_it_stands(place, words):
    seen = Seen(PLACES[place](words))
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert words in seen.words
    assert all(link.startswith(("/read/", "/paper/")) or link == "/" for link in seen.links)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_is_not_of_the_web_is_no_link(address):
    assert "href" not in tag("a", "x", href=address)


def test_a_link_that_leads_away_opens_elsewhere_and_tells_nothing():
    link = tag("a", "x", href="https://paper.example/?a=1&b=2#:~:text=won")
    assert 'href="https://paper.example/?a=1&amp;b=2#:~:text=won"' in link
    assert 'target="_blank" rel="noopener noreferrer"' in link


def test_text_that_is_html_already_is_not_escaped_twice():
    assert tag("p", Html("<b>x</b>"), "<i>") == "<p><b>x</b>&lt;i&gt;</p>"


def test_a_marker_is_a_link_to_the_quote_that_works_without_javascript():
    page = turn_html(Turn("Who won?", answer=answer()))
    assert 'href="/read/a?version=1&amp;start=0&amp;end=11#quote"' in page
    assert ">[1]</a>" in page


def test_a_number_in_brackets_that_is_no_citation_stays_text():
    said = Sentence("Rule [7] applies [1].", "supported", None, (1,))
    seen = Seen(turn_html(Turn("q", answer=answer(said.text, sentences=(said,)))))
    assert "[7]" in seen.words
    assert len(seen.links) == 1


def test_the_receipt_says_what_was_verified_and_as_of_when():
    words = Seen(turn_html(Turn("q", answer=answer()))).words
    assert (
        "1 of 1 sentence verified · as of 23 November 2026 · 1 outlet · quotes in 0.04 s" in words
    )


def test_a_removed_sentence_is_folded_under_the_answer_with_its_reason():
    page = turn_html(Turn("q", answer=answer(removed=(removed("They lost."),))))
    assert "<details" in page
    assert "1 sentence removed" in page
    assert "no quote carries it" in page


@pytest.mark.parametrize(
    ("reason", "way_out"),
    [
        ("nothing_found", "dateline ingest"),
        ("outside_window", "without the dates"),
        ("unverified", "read them yourself"),
        ("unsafe", "neither shown"),
    ],
)
def test_an_abstention_is_seen_to_be_one_and_shows_a_way_out(reason, way_out):
    none = replace(answer("Nothing."), abstained=True, reason=reason, citations=(), sentences=())
    page = turn_html(Turn("q", answer=none))
    assert 'class="abstention"' in page
    assert "No answer" in page
    assert way_out in page


@pytest.mark.parametrize(
    ("labels", "seen"),
    [
        (("opinion",), "Opinion"),
        (("sponsored",), "Sponsored"),
        (("live",), "Live blog"),
        ((), None),
    ],
)
def test_evidence_says_what_is_opinion_or_was_paid_for(labels, seen):
    whole = evidence_html(Turn("q", answer=answer(citations=(citation(labels=labels),))))
    nearer = evidence_html(Turn("q", found(passage(labels=labels))))
    for page in (whole, nearer):
        assert ('class="kind"' in page) == bool(seen)
        assert not seen or f'<span class="kind">{seen}</span>' in page


def test_an_undated_article_is_said_to_be_undated():
    assert "undated" in evidence_html(Turn("q", answer=answer()))


@pytest.mark.parametrize("words", PAYLOADS)
def test_what_feedback_is_about_stands_under_the_answer_unharmed(words):
    turn = replace(_turn(words), history=(Exchange(words, "Yes."),))
    (about,) = Seen(turn_html(turn)).feedback
    assert turn.answer is not None
    assert json.loads(about) == {
        "answer": answer_json(turn.answer),
        "history": [{"question": words, "answer": "Yes."}],
    }


@pytest.mark.parametrize(
    "page",
    [
        turn_html(Turn("q", answer=answer()), live=True),
        turn_html(Turn("q", failure="No.")),
        turn_html(Turn("q", stopped=True)),
    ],
)
def test_feedback_is_asked_for_under_finished_answers_alone(page):
    assert "feedback" not in page


@pytest.mark.parametrize("words", PAYLOADS)
def test_a_receipt_stands_under_its_answer_unharmed(words):
    (written,) = Seen(turn_html(_turn(words))).receipts
    assert json.loads(written) == {"text": words}


def test_there_is_a_receipt_under_finished_answers_alone():
    assert "Save receipt" not in turn_html(_turn("x"), live=True)
    assert "Save receipt" not in turn_html(Turn("q", failure="No."))
