"""Cutting a new version so that what stayed keeps its passages, and so its vectors. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from rag.sentences import Span, sentence_spans

MOST = 4000  # sentences that are compared one by one; of more, only what both begin and end with


def steady(
    before: str,
    spans: Sequence[Span],
    after: str,
    fresh: Sequence[Span],
    language: str | None = None,
) -> list[Span]:
    """The passages of a new version: those of the old one that stand in it, and new ones between.

    Cut afresh, one more sentence at the top would move the ends of all passages below it.

    Args:
        before: The text of the old version.
        spans: Its passages.
        after: The text of the new version.
        fresh: The passages of the new version as if there were no old one; no sentence may miss.
        language: ISO 639 code for the rules of sentences.

    Returns:
        Spans of `after`, in order, none within another; every sentence is in one.
    """
    ours, theirs = sentence_spans(before, language), sentence_spans(after, language)
    kept: list[Span] = []
    for first, last, shift in _common(before, ours, after, theirs):
        for start, end in spans:
            moved = (start + shift, end + shift)
            if first <= start and end <= last and after[slice(*moved)] == before[start:end]:
                kept.append(moved)
    open_ = [s for s in theirs if not any(a <= s[0] and s[1] <= b for a, b in kept)]
    new = [f for f in fresh if any(f[0] <= s[0] and s[1] <= f[1] for s in open_)]
    new += [f for f in fresh if any(_splits(f, s) for s in open_)]
    chosen = sorted(set(kept + new), key=lambda span: (span[0], -span[1]))
    return _outermost(chosen)


def _splits(span: Span, sentence: Span) -> bool:
    """Whether a passage holds a part of a sentence that is too long for one."""
    inside = sentence[0] < span[1] and span[0] < sentence[1]
    return inside and not (span[0] <= sentence[0] and sentence[1] <= span[1])


def _common(
    before: str, ours: Sequence[Span], after: str, theirs: Sequence[Span]
) -> list[tuple[int, int, int]]:
    """Stretches of sentences that both texts have: start and end in the old one, and the shift."""
    old, new = [before[a:b] for a, b in ours], [after[a:b] for a, b in theirs]
    if max(len(old), len(new)) > MOST:
        blocks = _ends(old, new)
    else:
        matcher = SequenceMatcher(None, old, new, autojunk=False)
        blocks = [(b.a, b.b, b.size) for b in matcher.get_matching_blocks()]
    return [(ours[i][0], ours[i + n - 1][1], theirs[j][0] - ours[i][0]) for i, j, n in blocks if n]


def _ends(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """What both begin with, and what both end with."""
    short = min(len(old), len(new))
    head = next((n for n in range(short) if old[n] != new[n]), short)
    rest = short - head
    tail = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    return [(0, 0, head), (len(old) - tail, len(new) - tail, tail)]


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """Without those that lie within the one before."""
    kept: list[Span] = []
    for span in spans:
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept
