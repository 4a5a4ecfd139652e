"""Whether a phrase stands in a text as whole words, however it was typeset. Pure.

Case does not count, nor do the shapes of quotation marks, apostrophes and dashes, nor white space
(“78 – 69” is “78-69”). A number is one word: “2” is not in “2026”, “1.9” not in “11.9”, “1.95” or
“1.9.2”, “4” not in “4,180”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # soft hyphens, zero-width spaces and joiners
_MARKS = "\u0300-\u036f"  # accents that stand as characters of their own
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}{_UNSEEN}]|(?<=\d)[.,](?=\d))*|[^\w\s]|_")
_PLAIN: dict[int, str | None] = {ord(c): "'" for c in "‘’‚‛′´`"}
_PLAIN |= {ord(c): '"' for c in "“”„‟″«»"}
_PLAIN |= {ord(c): "-" for c in "‐‑‒–—―−"}
_PLAIN |= {ord(c): None for c in _UNSEEN}


def plain(text: str) -> str:
    """The text in lower case, with typewriter quotation marks and dashes."""
    return unicodedata.normalize("NFC", text.translate(_PLAIN)).casefold()


def words_of(text: str, characters: int | None = None) -> list[str]:
    """The words, numbers and signs of a text, in order, plain.

    Args:
        text: Any text.
        characters: Only words that end within so many characters; one cut in two is left out.
    """
    end = len(text) if characters is None else characters
    found = (plain(match[0]) for match in _WORD.finditer(text) if match.end() <= end)
    return [word for word in found if word]


def places(phrase: Sequence[str], words: Sequence[str]) -> list[tuple[int, int]]:
    """Where a phrase's words stand side by side among words: pairs of start and end."""
    size = len(phrase)
    if not size:
        return []
    wanted = list(phrase)
    return [
        (at, at + size)
        for at in range(len(words) - size + 1)
        if words[at] == wanted[0] and list(words[at : at + size]) == wanted
    ]
