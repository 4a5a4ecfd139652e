"""Which of several copies is the original, and how much each of them shares with it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rag.domain import epoch
from rag.index.clusters import Member, Sketched
from rag.wires import same_source

DAY = 86_400
Shares = Mapping[str, Mapping[str, float]]
"""What each article shares with each that it is a copy of, or that is one of it."""


def grouped(articles: Sequence[str], shares: Shares) -> list[list[str]]:
    """Articles that copies, and copies of copies, join."""
    waiting, groups = dict.fromkeys(articles), []
    while waiting:
        first = next(iter(waiting))
        del waiting[first]
        group = [first]
        for name in group:  # grows while it is gone through
            more = [other for other in shares.get(name, {}) if other in waiting]
            for other in more:
                del waiting[other]
            group += more
        groups.append(group)
    return groups


def story_of(copies: Sequence[Sketched], shares: Shares) -> list[Member]:
    """The members of a story; none where one article alone is left.

    The original is the agency's own report where the copies name an agency, else one that names
    it; of those the earliest; of those the longest.
    """
    if len(copies) < 2:
        return []
    agency = _agency(copies)
    first = min(copies, key=lambda copy: _after(copy, agency))
    return [
        Member(
            copy.article_id,
            first.article_id,
            "original" if copy is first else "copy",
            _share(copy.article_id, first.article_id, shares),
        )
        for copy in copies
    ]


def _agency(copies: Sequence[Sketched]) -> str | None:
    named = Counter(copy.wire for copy in copies if copy.wire)
    return named.most_common(1)[0][0] if named else None


def _after(copy: Sketched, agency: str | None) -> tuple[bool, bool, float, float, int, str]:
    """What orders copies: the original comes first."""
    own = agency is not None and copy.outlet is not None and same_source(copy.outlet, agency)
    labelled = agency is not None and copy.wire == agency
    day, second = _when(copy.published_at)
    return not own, not labelled, day, second, -copy.size, copy.article_id


def _when(published_at: str | None) -> tuple[float, float]:
    """The day, and the second of that day; what is not known comes last."""
    if published_at is None:
        return float("inf"), float("inf")
    day, second = divmod(epoch(published_at), DAY)
    return day, second if "T" in published_at or " " in published_at else float("inf")


def _share(copy: str, original: str, shares: Shares) -> float:
    own = shares.get(copy, {})
    if copy == original or original not in own:
        return max(own.values(), default=0.0)
    return own[original]
