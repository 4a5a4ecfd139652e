"""The Markdown twin: the same figures, and nothing in it that is markup by accident."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from eval.report.markdown import escaped, table
from tests.eval.report.making import HOSTILE, summary_of, written

READER = MarkdownIt("commonmark").enable("table")


@given(st.text(max_size=60))
def test_escaped_text_is_text(text: str) -> None:
    tokens = READER.parseInline(f"x {escaped(text)}")[0].children or []
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "\n" not in escaped(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_cell_stays_one_cell(text: str) -> None:
    shown = READER.render(table(("a", "b"), [(text, "end")]))
    assert shown.count("<td>") == 2
    assert not re.search(r"<(script|img|a|code|style)\b", shown)


def test_the_twin_holds_no_markup_of_those_who_were_asked(run: Path) -> None:
    shown = READER.render(written(run)[1])
    assert not re.search(r"<(script|img|a|code|style|b|i|u)\b", shown)


def test_the_twin_tells_what_the_page_tells(run: Path) -> None:
    page, twin = written(run)
    for metric in summary_of(run)["metrics"]:
        if metric["value"] is not None:
            assert f"| {metric['name']} |" in twin
            assert f">{metric['name']}<" in page
    told = re.findall(r"\d+\.\d % \(\d+\.\d–\d+\.\d\)", twin)
    assert len(told) > 20
    assert "**2 of 40 questions ended in an error.**" in twin
    assert twin.count("  - Why: ") + twin.count("  - Error: ") == page.count("<details>")
