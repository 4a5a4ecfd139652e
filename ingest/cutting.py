"""Cutting articles into passages: whole sentences, about 1,000 characters, about 200 of overlap."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from rag.sentences import Span, sentence_spans

VERSION = "sentences-1000-200-1"
TARGET = 1000  # characters a passage may hold
OVERLAP = 200  # characters of the passage before that are repeated, in whole sentences
_SPACE = re.compile(r"\s+")

Tokens = Callable[[Sequence[str]], list[int]]
"""Counts the tokens of each text."""


def cut(text: str, tokens: Tokens, window: int, language: str | None = None) -> list[Span]:
    """The passages of a text.

    Sentences are kept whole unless one alone is longer than a passage may be; then it is cut at
    spaces. Every sentence is in a passage, and every passage fits into `window`.

    Args:
        text: The article.
        tokens: The embedder's count of tokens.
        window: Tokens a passage may take at most.
        language: ISO 639 code for the rules of sentences.

    Returns:
        Character offsets: passage `i` is `text[start:end]`, both ends on a sentence's ends.
    """
    sentences = sentence_spans(text, language)
    sizes = tokens([text[start:end] for start, end in sentences])
    pieces: list[tuple[int, int, int]] = []
    for (start, end), size in zip(sentences, sizes, strict=True):
        if end - start <= TARGET and size <= window:
            pieces.append((start, end, size))
        else:
            pieces += _broken(text, start, end, tokens, window)
    return _gather(pieces, window)


def _gather(pieces: list[tuple[int, int, int]], window: int) -> list[Span]:
    passages: list[Span] = []
    first = 0
    while first < len(pieces):
        last, size = first, pieces[first][2]
        while last + 1 < len(pieces):
            longer = size + pieces[last + 1][2]
            if longer > window or pieces[last + 1][1] - pieces[first][0] > TARGET:
                break
            last, size = last + 1, longer
        if not passages or pieces[last][1] > passages[-1][1]:  # else it is nothing but overlap
            passages.append((pieces[first][0], pieces[last][1]))
        if last + 1 == len(pieces):
            break
        first = _step_back(pieces, first, last)
    return passages


def _step_back(pieces: list[tuple[int, int, int]], first: int, last: int) -> int:
    """Where the next passage begins: with the sentences that make up the overlap."""
    begin = last + 1
    while begin - 1 > first and pieces[last][1] - pieces[begin - 1][0] <= OVERLAP:
        begin -= 1
    return begin


def _broken(
    text: str, start: int, end: int, tokens: Tokens, window: int
) -> list[tuple[int, int, int]]:
    """Pieces of a sentence that is too long, cut at spaces (or anywhere, where there are none)."""
    pieces = []
    while start < end:
        stop = min(end, start + TARGET)
        while (size := tokens([text[start:stop]])[0]) > window:
            stop = start + max(1, (stop - start) * window // (size + 1))
        if stop < end:
            spaces = [found.start() for found in _SPACE.finditer(text, start + 1, stop)]
            stop = spaces[-1] if spaces and spaces[-1] > start else stop
            size = tokens([text[start:stop]])[0]
        pieces.append((start, stop, size))
        start = stop
        while start < end and text[start].isspace():
            start += 1
    return pieces
