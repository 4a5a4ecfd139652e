"""Answers as text for programs: what is sent while they are made, and that nothing in it acts."""

from __future__ import annotations

import pytest

from rag.domain import Answer, Near, Sentence
from rag.events import Checked, Evidence, Finished, Token
from tests.ui.conftest import answer, citation, found, removed
from ui.api_text import answer_text, listed, plain, spoken, told

GOOD = Sentence("Rovers won [1].", "supported", None, (1,))
BAD = Sentence("Rovers lost.", "unsupported", "no quote carries it")
LATER = Sentence("They sang [2].", "supported", None, (2,))
BOTH = answer("Rovers won [1]. They sang [2].", sentences=(GOOD, LATER))


def pieces(*events: object) -> list[str]:
    return [p for p in told(events) if not isinstance(p, Answer)]  # type: ignore[arg-type]


def test_only_checked_sentences_are_sent_and_each_as_it_passes():
    sent = told([Evidence(found()), Token("Rov"), Checked(GOOD), Checked(BAD), Finished(answer())])
    assert next(sent) == "Rovers won [1]."
    rest = list(sent)
    assert rest[0].startswith("\n\nSources:\n\n- [1] Cup · Courier · undated")
    assert rest[1:] == [answer()]


@pytest.mark.parametrize(
    "checked", [(), (GOOD,), (GOOD, LATER)], ids=["none", "the first", "both"]
)  # fmt: skip
def test_what_is_streamed_is_what_is_answered_at_once(checked):
    assert "".join(pieces(*map(Checked, checked), Finished(BOTH))) == answer_text(BOTH)


def test_sentences_that_the_whole_answer_drops_are_said_to_be_set_aside():
    final = answer(sentences=(), removed=(removed("They sang [2].", "it is no answer"),))
    text = "".join(pieces(Checked(LATER), Finished(final)))
    assert text.startswith("They sang [2].\n\nThe above was set aside")
    assert "(it is no answer)" in text
    assert spoken(text) == "Rovers won [1]."


@pytest.mark.parametrize(
    "final",
    [
        answer(),
        answer(notice="The model failed."),
        answer("Rovers won [1].", citations=(), nearest=(Near("a", "Cup", None, None, None),)),
    ],
)
def test_what_was_said_is_found_again_in_the_text_of_an_answer(final):
    assert spoken(answer_text(final)) == "Rovers won [1]."
    assert spoken(answer_text(final, quotes=True)) == "Rovers won [1]."


def test_what_is_no_report_says_so():
    opinion = answer(citations=(citation(labels=("opinion",)),))
    assert "- [1] Cup · Courier · undated · Opinion" in answer_text(opinion)


def test_quotes_of_one_article_share_a_line():
    two = answer(citations=(citation(), citation("They sang.", n=2, start=20, end=30)))
    assert "- [1][2] Cup · Courier" in answer_text(two)
    assert "[2] “They sang.” (article a, version 1, 20 to 30)" in answer_text(two, quotes=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("It fell [1].", "It fell [1]."),
        ("He won (again) [1], [2].", "He won (again) [1], [2]."),
        ("3 < 4 and a <- b", "3 < 4 and a <- b"),
        ("![x](https://evil.example/?q=1)", "![x] (https://evil.example/?q=1)"),
        ("[click](javascript:alert(1))", "[click] (javascript:alert(1))"),
        ("![x][y]\n[y]: https://evil.example", "![x] [y]\n[y] : https://evil.example"),
        ("<img src=x onerror=alert(1)>", "< img src=x onerror=alert(1)>"),
        ("</p><!-- --><script>", "< /p>< !-- -->< script>"),
        ("<https://evil.example>", "< https://evil.example>"),
    ],
)
def test_nothing_in_an_article_becomes_a_link_an_image_or_html(text, shown):
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/b", " · https://a.example/b"),
        ("https://a.example/b)<script>", " · https://a.example/b%29%3Cscript%3E"),
        ("https://a.example/\n\n# Heading", " · https://a.example/%0A%0A#%20Heading"),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        (None, ""),
    ],
)
def test_an_address_is_one_of_the_web_or_none(url, shown):
    assert listed("[1]", "A\nhead", "Courier", "2026-05-30", url) == (
        f"- [1] A head · Courier · 30 May 2026{shown}"
    )
