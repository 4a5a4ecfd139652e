"""Pairs of sentences that give different values for what is asked, or only seem to; all ours."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

from rag.versions.given import Said


class Pair(NamedTuple):
    """A question, two quotes, and the two values in them; none where they do not contradict."""

    question: str
    one: Said
    other: Said
    values: list[str]


def _said(of: list[str], article: str) -> Said:
    outlet, day, text = of
    return Said(text, outlet, day, article)


_ROWS = Path(__file__).with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
PAIRS = [
    Pair(row["question"], _said(row["one"], "a"), _said(row["other"], "b"), row["values"])
    for row in map(json.loads, _ROWS)
]
DIFFERENT = [pair for pair in PAIRS if pair.values]
ALIKE = [pair for pair in PAIRS if not pair.values]
