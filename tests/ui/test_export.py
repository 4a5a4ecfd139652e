"""Files of conversations: they hold what was said, run nothing and fetch nothing."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rag.conversations import Conversation
from rag.wire import answer_json
from tests.ui.conftest import answer, citation, removed
from tests.ui.conversing import Page, conversation, hostile
from tests.ui.test_render import ADDRESSES, PAYLOADS
from ui.export import FORMATS, export, file_name, json_of
from ui.export_html import html_of
from ui.export_markdown import link, markdown_of, plain
from ui.page_turn import Turn

LIVE = "https://paper.example/cup#:~:text=Rovers%20won"
WHOLE = conversation(
    Turn(
        "Who won?",
        answer=answer(citations=(citation(live_url=LIVE),), removed=(removed("They lost."),)),
        receipt={"digest": "abc", "text": "Rovers won [1]."},
    ),
    Turn("And then?", stopped=True),
    Turn("Why?", failure="The model is gone."),
    Turn("Who is king?", answer=replace(answer("Nothing is known."), abstained=True, citations=())),
)


def as_html(markdown: str) -> str:
    """What the most trusting of readers makes of Markdown."""
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown)


@pytest.mark.parametrize("read", [lambda c: as_html(markdown_of(c)), html_of])
def test_a_file_says_what_was_asked_answered_quoted_and_removed(read):
    page = Page(read(WHOLE))
    words = " ".join(page.words.split())
    for said in (
        "Cup", "Who won?", "Rovers won", "[1]", "Rovers won.", "Courier", "They lost.",
        "no quote carries it", "as of 23 November 2026", "Asked on 23 November 2026 at 08:00 UTC",
        "only 1 May 2026 to today", "only from The Herald", "as if it were 1 June 2026",
        "And then?", "stopped before it was finished", "Why?", "The model is gone.",
        "No answer", "Nothing is known.", '"digest": "abc"',
    ):  # fmt: skip
        assert said in words
    assert LIVE in page.links


def test_markdown_of_a_conversation_is_this():
    turn = Turn("Who *won*?", answer=answer(citations=(citation(live_url=LIVE),)), receipt={"a": 1})
    written = markdown_of(conversation(turn, title="1. Cup & co", asked=None))
    assert written.splitlines() == [
        "# 1\\. Cup &amp; co", "",
        "## 1\\. Who \\*won\\*?", "",
        "_Asked on 23 November 2026 at 08:00 UTC · only 1 May 2026 to today · only from The Herald "
        "· as if it were 1 June 2026_", "",
        "Rovers won \\[1\\].", "",
        "_1 of 1 sentence verified · as of 23 November 2026 · 1 outlet · quotes in 0.04 s · the "
        "articles’ own sentences_", "",
        "### Quotes", "",
        f"- \\[1\\] “Rovers won.” — Courier · undated · [Cup](<{LIVE}>) (a, version 1, characters "
        "0 to 11)", "",
        "## Receipts", "",
        "Each can be saved as a file and checked: `dateline verify --receipt FILE`.", "",
        "### Of answer 1", "",
        "```json", "{", '  "a": 1', "}", "```",
    ]  # fmt: skip


def test_json_holds_each_answer_and_receipt_as_it_was_given():
    told = json.loads(json_of(WHOLE))
    first = told["turns"][0]
    assert told["format"] == 1
    assert first["receipt"] == {"digest": "abc", "text": "Rovers won [1]."}
    assert first["answer"]["citations"][0]["live_url"] == LIVE
    assert first["asked"]["outlets"] == ["The Herald"]
    assert [turn["state"] for turn in told["turns"]] == [
        "answered", "stopped", "failed", "answered",
    ]  # fmt: skip
    assert "id" not in first


def test_an_html_file_forbids_scripts_and_asks_no_server_for_anything():
    page = html_of(WHOLE)
    assert "default-src 'none'" in unescape(page)
    for never in ("<script", "<link", "<img", "src=", "url(", "@import", "/paper/", "/read/"):
        assert never not in page
    assert len(Page(page).ids) == len(set(Page(page).ids))


@pytest.mark.parametrize("words", [*PAYLOADS, "a\x00b", "\u202egnp.exe", "شكرا <b>", "```\n# x"])
@pytest.mark.parametrize("url", [None, *ADDRESSES, "https://x.example/)<script>\"'> y"])
def test_hostile_words_are_shown_and_nothing_of_them_is_markup(words: str, url: str | None):
    hurt = conversation(hostile(words, url), Turn(words, failure=words), title=words)
    plain_page = Page(html_of(conversation(hostile("x"), Turn("x", failure="x"), title="x")))
    page = Page(html_of(hurt))
    assert page.wrong == []
    assert page.tags - plain_page.tags <= {"a"}
    assert words.split()[0].replace("\x00", "") in page.words.replace("\x00", "")
    written = markdown_of(hurt)
    read, honest = Page(as_html(written)), Page(as_html(markdown_of(conversation(hostile("x")))))
    assert read.wrong == []
    assert read.tags - honest.tags <= {"a", "blockquote"}
    assert all(at.startswith("https://x.example/") for at in read.links)
    assert not set(written) & set("\x00\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"])))
def test_markdown_shows_any_words_as_they_are(words: str):
    rendered = Page(as_html(f"# {plain(words)}\n\nx {plain(words)}\n\n{plain(words)}"))
    assert rendered.tags <= {"h1", "p"}
    said = " ".join(words.split())
    assert " ".join(rendered.words.split()) == " ".join(f"{said} x {said} {said}".split())


@pytest.mark.parametrize("url", [None, "", *ADDRESSES])
def test_a_link_that_leads_nowhere_on_the_web_is_words_alone(url: str | None):
    assert link("Cup", url) == "Cup"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Who won the cup?", "dateline-Who-won-the-cup"),
        ("../../etc/passwd", "dateline-etc-passwd"),
        ("C:\\con\x00.txt", "dateline-C-con-txt"),
        ("Кто победил?", "dateline-Кто-победил"),
        ("\u202egnp.exe", "dateline-gnp-exe"),
        ("", "dateline-conversation"),
        ("...", "dateline-conversation"),
        ('a"; filename="b.exe', "dateline-a-filename-b-exe"),
        ("a\r\nX-Bad: 1", "dateline-a-X-Bad-1"),
        ("x" * 300, "dateline-" + "x" * 60),
    ],
)
def test_a_title_becomes_a_safe_name_of_a_file(title: str, name: str):
    assert file_name(title) == name


@given(st.text(), st.sampled_from(FORMATS))
def test_no_title_breaks_out_of_its_header(title: str, wanted):
    file = export(replace(WHOLE, title=title.replace("\ud800", "")), wanted)
    said = re.fullmatch(
        r"attachment; filename=\"([\w.-]+)\"; filename\*=UTF-8''([\w.%~-]+)", file.disposition, re.A
    )
    assert said
    assert file.disposition.isascii()
    assert file.name.endswith(f".{wanted}")


@pytest.mark.parametrize("wanted", FORMATS)
def test_a_conversation_without_turns_is_a_file_too(wanted):
    assert export(Conversation("id", "", "", ""), wanted).text.strip()


def test_an_answer_that_cannot_be_read_is_said_to_be_so_and_the_rest_is_there():
    first = replace(WHOLE.turns[0], answer=answer_json(answer()) | {"as_of": "soon"})
    broken = replace(WHOLE, turns=(first, *WHOLE.turns[1:]))
    for written in (markdown_of(broken), html_of(broken)):
        assert "cannot be read" in written
        assert "The model is gone." in written
