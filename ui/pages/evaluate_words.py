"""How the page Evaluate names runs, questions and figures, for people. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from eval.history import Past
from ui.page_html import Html, tag
from ui.page_words import count, day_of

NAMED = {"sample.jsonl": "Sample questions", "feedback.jsonl": "Readers’ feedback"}
HERE = "/evaluate"
FILES = "/evaluations"  # what ui/pages/evaluate_doors.py serves


def run_title(past: Past) -> str:
    """What was asked, and who answered."""
    named = gold_title(past)
    left_out = (past.about.get("settings") or {}).get("without") or ()
    without = f", without {', '.join(map(str, left_out))}" if left_out else ""
    if not past.answers:
        return f"{named}: passages only{without}"
    model = past.about.get("model") or "an unknown model"
    who = "the articles’ own sentences" if model == "quotes" else str(model)
    return f"{named}: answers by {who}{without}"


def gold_title(past: Past) -> str:
    """The name of its questions."""
    return NAMED.get(past.gold, past.gold or past.name)


def run_url(name: str) -> str:
    """The page with this run open."""
    return f"{HERE}?run={quote(name, safe='')}"


def question_url(run: str, question: str) -> str:
    """A page with what became of one question."""
    return f"{FILES}/{quote(run, safe='')}/questions/{quote(question, safe='')}"


def report_url(run: str) -> str:
    """A run's report as one file."""
    return f"{FILES}/{quote(run, safe='')}/report"


def moment(iso: str) -> str:
    """25 November 2026, 16:58."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso or "no date"
    return f"{day_of(at)}, {at:%H:%M}"


def took(seconds: float) -> str:
    """A time as people say it."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 100:
        return f"{seconds:.0f} s"
    return count(round(seconds / 60), "minute")


def table(
    caption: str, names: Sequence[str], rows: Sequence[Sequence[str]], numbers: int = 0
) -> Html:
    """A table in a box that scrolls by itself; its first column names the rows.

    Args:
        caption: What it holds.
        names: Of the columns.
        rows: Cells, as texts or HTML.
        numbers: From which column on cells are figures.
    """

    def kind(n: int) -> str | None:
        return "number" if numbers and n >= numbers else None

    head = [tag("th", name, scope="col", class_=kind(n)) for n, name in enumerate(names)]
    body = [
        tag(
            "tr",
            *(
                tag("th", cell, scope="row") if n == 0 else tag("td", cell, class_=kind(n))
                for n, cell in enumerate(row)
            ),
        )
        for row in rows
    ]
    inner = tag(
        "table",
        tag("caption", caption, class_="unseen"),
        tag("thead", tag("tr", *head)),
        tag("tbody", *body),
    )
    return tag("div", inner, class_="scroll", tabindex="0", role="region", aria_label=caption)


def metric_of(summary: Mapping[str, Any] | None, name: str) -> Mapping[str, Any] | None:
    """A figure of a summary that was measured."""
    for metric in (summary or {}).get("metrics") or ():
        if metric["name"] == name and metric["value"] is not None:
            found: Mapping[str, Any] = metric
            return found
    return None
