"""What tables of evaluations are made of: plain columns, headings, lines, a drawn interval."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

DRAWN = 22  # characters of an interval that is drawn

SIGNS = {
    "better": ("▲ better", "green"),
    "worse": ("▼ worse", "red"),
    "same": ("= same", ""),
    "unclear": ("~ unclear", ""),
}
"""Verdicts in signs and words; colour only says them again."""


def table(*columns: str, gap: int = 2) -> Table:
    """A table without lines; a column whose name ends in > is set to the right."""
    made = Table(box=None, pad_edge=False, padding=(0, gap, 0, 0), header_style="bold")
    for name in columns:
        right = name.endswith(">")
        made.add_column(
            name.removesuffix(">"), justify="right" if right else "left", overflow="fold"
        )
    return made


def heading(shown: Table, text: str) -> None:
    """A line that names those below it."""
    if shown.row_count:
        shown.add_row()
    shown.add_row(Text(plain(text), "bold"))


def row(shown: Table, *cells: str | Text) -> None:
    """A line; what is given as text is shown as it is, never as markup."""
    shown.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell)) for cell in cells))


def say(out: Console, text: str, style: str = "") -> None:
    """A line of its own; a pipe gets it whole, a screen gets it wrapped."""
    out.print(Text(plain(text), style), soft_wrap=not out.is_terminal)


def drawn(value: float | None, low: float | None, high: float | None) -> str:
    """A dot with whiskers between 0 and 1."""
    if value is None or low is None or high is None:
        return ""
    first, at, last = (round(min(max(x, 0.0), 1.0) * (DRAWN - 1)) for x in (low, value, high))
    marks = ["━" if first <= place <= last else "·" for place in range(DRAWN)]
    marks[at] = "●"
    return "".join(marks)


def plain(text: str) -> str:
    """Text in one line without control characters, which could steer a screen."""
    kept = "".join(letter if letter.isprintable() or letter == " " else " " for letter in text)
    return kept.rstrip()
