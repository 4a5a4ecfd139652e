from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ingest.readers.files import read_whole
from ingest.readers.styles import colour, declarations, hides, rules, unreadable
from tests.ingest.test_readers_html import STORY, page, read

WORDS = "SECRET words for machines only, in a long sentence."


@pytest.mark.parametrize(
    "style",
    [
        "display:none", "DISPLAY : NONE !important", "visibility:hidden", "opacity:0",
        "opacity:.01", "font-size:0", "font-size:0.5px", "font-size:.01em", "text-indent:-9999px",
        "position:absolute;left:-9999px", "position:fixed;top:-100em", "margin-left:-3000px",
        "transform:scale(0)", "transform: translateX(-9999px)", "clip:rect(0 0 0 0)",
        "clip:rect(1px, 1px, 1px, 1px)", "clip-path:inset(50%)", "height:0;overflow:hidden",
        "max-height:1px; overflow:hidden", "content-visibility:hidden",
    ],
)  # fmt: skip
def test_a_style_that_hides_is_known(style: str) -> None:
    assert hides(declarations(style))
    assert "SECRET" not in read(page(story=f'{STORY}<p style="{style}">{WORDS}</p>')).text


@pytest.mark.parametrize(
    "style",
    [
        "", "display:block", "opacity:0.8", "font-size:12px", "font-size:1em", "font-size:.8rem",
        "left:-3px", "height:0", "max-height:200px", "margin-left:-20px", "color:#333",
        "font-size:small", "transform:scale(0.5)", "visibility:visible", "opacity:inherit",
        "color:white;background-color:#004", "color:#fff;background:black",
        "color:#fff;background-image:url(a.png)",
    ],
)  # fmt: skip
def test_a_style_that_shows_hides_nothing(style: str) -> None:
    assert "SECRET" in read(page(story=f'{STORY}<p style="{style}">{WORDS}</p>')).text


def test_letters_in_the_colour_of_the_page_are_not_read() -> None:
    for ink in ("#fff", "white", "#FEFEFE", "rgb(255, 255, 255)", "transparent", "rgba(0,0,0,0)"):
        assert "SECRET" not in read(page(story=f'{STORY}<p style="color:{ink}">{WORDS}</p>')).text
    dark = f'<div style="background:#111"><p style="color:#121212">{WORDS}</p></div>'
    assert "SECRET" not in read(page(story=STORY + dark)).text
    light = f'<div style="background:#111"><p style="color:#fff">{WORDS}</p></div>'
    assert "SECRET" in read(page(story=STORY + light)).text


@pytest.mark.parametrize(
    ("sheet", "shown"),
    [
        (".x{display:none}", False),
        ("p.x, .y { color : #fff }", False),
        ("#z{font-size:0}", False),
        ("@media screen and (min-width:600px){.x{display:none}}", False),
        ("/* .x{display:none} */", True),
        ("@media print{.x{display:none}}", True),
        ("@media (max-width:600px){.x{display:none}}", True),
        (".x{display:none} .x{display:block}", True),
        (".menu .x{display:none}", True),
        ("p{display:none}", True),
        ("}}{{ .x{", True),
    ],
)
def test_the_simple_rules_of_a_page_are_followed(sheet: str, shown: bool) -> None:
    data = page(f"<style>{sheet}</style>", f'{STORY}<p class="x" id="z">{WORDS}</p>')
    assert ("SECRET" in read(data).text) is shown


@pytest.mark.parametrize(
    "story",
    [
        f'<div style="opacity:0">{STORY}</div>',
        f'<div style="visibility:hidden">{STORY}</div>',
        f'<div aria-hidden="true">{STORY}</div>',
    ],
)
def test_a_story_that_is_hidden_until_scripts_have_run_is_read(story: str) -> None:
    assert read(page(story=story)).text.count("Paragraph") == 5


def test_what_only_screen_readers_skip_stays_where_it_is_a_letter_or_two() -> None:
    seen = read(page(story=f'<p><span aria-hidden="true">“</span>{WORDS}</p>{STORY}')).text
    assert WORDS in seen


@pytest.mark.parametrize("kind", [".html", ".md", ".txt"])
def test_characters_that_nobody_sees_are_not_stored(kind: str) -> None:
    words = "The ma\u200byor\u202e said می\u200cشود.\U000e0041"
    data = page(story=f"<p>{words}</p>{STORY}") if kind == ".html" else words.encode()
    draft = read_whole(data, kind, source="a", clock=lambda: datetime(2026, 1, 1, tzinfo=UTC))
    assert "The mayor said می\u200cشود." in draft.text
    assert not set(draft.text) & set("\u200b\u202e\U000e0041")


def test_markdown_hides_nothing_in_its_html() -> None:
    text = (
        f'Seen.\n\n<p style="font-size:0">{WORDS}</p>\n\nAnd <b style="color:#fff">SECRET</b> read.'
    )
    draft = read_whole(
        text.encode(), ".md", source="a", clock=lambda: datetime(2026, 1, 1, tzinfo=UTC)
    )
    assert "SECRET" not in draft.text


def test_colours_are_read_as_they_are_written() -> None:
    assert colour("#0a0") == (0, 170, 0)
    assert colour("#00aa00ff") == (0, 170, 0)
    assert colour("rgb(100%, 0%, 10)") == (255, 0, 10)
    assert colour("white") == (255, 255, 255)
    assert colour("var(--ink)") is None
    assert not unreadable({"color": "#000"}, None)
    assert rules(["a.b{color:red;color:blue}"]) == {"a.b": {"color": "blue"}}
