"""Reads a table: one row a line, the sentence and the text with a bar between."""

from __future__ import annotations

import re
from datetime import date

from rag.differences.compare import differences
from rag.differences.difference import Kind
from rag.differences.names import named

PUBLISHED = date(2026, 3, 5)
"""A Thursday."""


def rows(table: str) -> list[tuple[str, str]]:
    """The rows of a table; a line that begins with the bar goes on with the row before."""
    joined = re.sub(r"\n\s+\| ", " | ", table.strip())
    pairs = [line.split(" | ") for line in joined.splitlines()]
    return [(claim.strip(), text.strip()) for claim, text in pairs]


def kinds(claim: str, text: str) -> set[Kind]:
    """The kinds of difference between a sentence and a text of 5 March 2026."""
    return {found.kind for found in differences(claim, text, named(text), PUBLISHED)}
