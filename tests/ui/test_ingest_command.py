"""What `dateline ingest` shows: lines of progress without a terminal, and the report."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from ingest.report import Report
from rag.errors import SourceRejected
from tests.cli import here
from ui.ingested import show
from ui.terminal import Lines


def test_progress_without_a_terminal_is_a_line_now_and_then_with_rate_and_estimate() -> None:
    out, now = io.StringIO(), [0.0]
    tell = Lines(Console(file=out, width=200), clock=lambda: now[0])
    for second in range(0, 31):
        now[0] = float(second)
        tell("articles", 6 * second, 2186)
    assert out.getvalue().splitlines() == [
        "articles: 60 of 2,186, 6.0 a second, about 6 min left",
        "articles: 120 of 2,186, 6.0 a second, about 6 min left",
        "articles: 180 of 2,186, 6.0 a second, about 6 min left",
    ]


def test_progress_of_an_unknown_total_has_no_estimate() -> None:
    out, now = io.StringIO(), [0.0]
    tell = Lines(Console(file=out, width=200), clock=lambda: now[0])
    tell("articles", 0, 0)
    now[0] = 10.0
    tell("articles", 5, 0)
    assert out.getvalue() == "articles: 5, 0.5 a second\n"


def report() -> Report:
    done = Report(articles=3, passages=9, seconds=0.5)
    done.outcomes.update({"added": 3})
    done.rejected += [
        SourceRejected(f"https://news.example/[{n}]", "it holds no words") for n in range(30)
    ]
    return done


@pytest.mark.parametrize("terminal", [True, False])
def test_the_report_names_every_rejection_and_its_reason(terminal: bool) -> None:
    out = io.StringIO()
    show(
        report(),
        None,
        Console(file=out, width=100, force_terminal=terminal, no_color=True, highlight=False),
    )
    said = Text.from_ansi(out.getvalue()).plain
    assert "3 added, 30 rejected" in said
    assert all(f"https://news.example/[{n}]" in said for n in range(30))
    assert said.count("it holds no words") == (1 if terminal else 30)
    assert "3 articles in 9 passages" in said


def test_a_folder_of_pages_is_read_apart_and_reported_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(3):
        (pages / f"{n}.html").write_text(f"<p>Menu {n}</p>", encoding="utf-8")
    (pages / "x.pdf").write_bytes(b"%PDF-1.4 nothing of a PDF follows")
    (pages / "y.md").write_text("# A town votes\n\nThe council met on Monday.", encoding="utf-8")
    done = here(monkeypatch, capsys)("ingest", "--library", tmp_path / "l", pages)
    assert done.code == 0
    lines = [line for line in done.out.splitlines() if line.startswith(str(pages))]
    assert [line.split(": ")[0] for line in lines] == [
        str(pages / name) for name in ("0.html", "1.html", "2.html", "x.pdf")
    ]
    assert "1 added, 4 rejected" in done.out
