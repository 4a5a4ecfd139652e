"""Where sentences begin and end, in 300 languages; the one module for sentencex."""

from __future__ import annotations

import re

import sentencex

Span = tuple[int, int]

WRAPPED = 100  # characters: a text whose longest line is shorter was broken to fit a width
SHORT = 0.6  # of the longest line: a shorter line of a wrapped text ends a paragraph
_BREAK = re.compile(r"\n")
_OPENING = re.compile(r"\s+([\"“‘'(\[]+)$")
_WORD = re.compile(r"\w")


def sentence_spans(text: str, language: str | None = None, *, wraps: bool = True) -> list[Span]:
    """The sentences of a text, in order, without the white space around them.

    A line break ends a sentence, too, unless the text is wrapped to a narrow width. What holds no
    letter or digit (a row of stars) is no sentence.

    Args:
        text: Any text.
        language: ISO 639 code; English rules where it is unknown.
        wraps: Whether the text may be wrapped to a width; if not, every line break counts.

    Returns:
        Character offsets `(start, end)`, disjoint and growing.
    """
    spans: list[Span] = []
    for start, end in _blocks(text, wraps):
        block = text[start:end]
        for found in sentencex.get_sentence_boundaries((language or "en")[:2].lower(), block):
            spans += _trimmed(text, start + found["start_index"], start + found["end_index"])
    return _quotes_opened(text, spans)


def sentences(text: str, language: str | None = None) -> list[str]:
    """The sentences themselves."""
    return [text[start:end] for start, end in sentence_spans(text, language)]


def _blocks(text: str, wraps: bool) -> list[Span]:
    """Stretches between the line breaks that end a sentence."""
    lines = [len(line) for line in text.split("\n")]
    longest = max(lines)
    blocks, start = [], 0
    for line, found in zip(lines, _BREAK.finditer(text), strict=False):
        blank = text[found.end() : found.end() + 1] in ("\n", "")
        if not wraps or longest > WRAPPED or line < SHORT * longest or blank:
            blocks.append((start, found.start()))
            start = found.end()
    return [*blocks, (start, len(text))]


def _quotes_opened(text: str, spans: list[Span]) -> list[Span]:
    """Move a quotation mark that stands alone at a sentence's end to the sentence that it opens."""
    for i in range(len(spans) - 1):
        start, end = spans[i]
        found = _OPENING.search(text, start, end)
        if found:
            spans[i] = (start, found.start())
            spans[i + 1] = (found.start(1), spans[i + 1][1])
    return spans


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    stripped = piece.strip()
    if not _WORD.search(stripped):
        return []
    return [(start + left, start + left + len(stripped))]
