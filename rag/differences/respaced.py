"""Numbers that a tool tore apart ("1, 056", "$ 1. 3 million") as another text has them. Pure."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\w)|(?<![\w.,])\d+\.\d+(?![\w.])")


def respaced(text: str, other: str) -> str:
    """A text with the numbers in one piece that the other text has in one piece.

    "On May 12, 300 people came" stays as it is, unless the other speaks of 12,300.

    Args:
        text: What may have a space behind the comma or point of a number.
        other: What is compared with it.
    """
    for number in set(_WHOLE.findall(other)):
        apart = re.sub(r"([.,])", r"\\\1\\s+", number)
        text = re.sub(rf"(?<![\w.,]){apart}(?!\w)", number, text)
    return text
