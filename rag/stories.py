"""Copies of one story among the articles behind an answer, and how many tell it themselves. Pure.

Copies are found by exact shingles: a copy is often cut at the end, so what counts is how much of
the shorter text the longer one holds. MinHash estimates another measure, Jaccard's, and pays off
from thousands of texts on; behind an answer there are twenty at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from rag.domain import Article, Sources, epoch
from rag.wires import same_source, wire_of
from rag.words import content, words

SHINGLE = 5  # words in a row
COPIED = 0.5  # share of the shorter text's shingles that a copy and its origin have in common; of
# 2,186 real articles no two of different outlets, and no copies, came above .3
TITLED = 0.4  # the same where the headlines are alike, too
ALIKE = 0.5  # overlap of the words of two headlines that are alike
LEAST = 12  # shingles; a shorter text proves nothing
APART = 7 * 86_400  # seconds between the first and the last copy of a story, about


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """What tells whether an article is a copy of another."""

    id: str
    text: str
    title: str = ""
    outlet: str | None = None
    published_at: str | None = None
    authors: tuple[str, ...] = ()

    @classmethod
    def of(cls, article: Article) -> StoryArticle:
        """A stored article; without an outlet it is known by its host."""
        host = urlsplit(article.url or "").hostname
        outlet = article.outlet or (host.removeprefix("www.") if host else None)
        published = article.published.iso if article.published else None
        return cls(article.id, article.text, article.title, outlet, published, article.authors)


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that are copies of one text, the oldest first.

    Attributes:
        articles: Their ids.
        outlets: Who printed it, each once.
        wire: The agency that it comes from, where the articles say so ("MPS").
    """

    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    wire: str | None = None

    @property
    def source(self) -> str:
        """Who wrote it: the agency, else the first to print it, else the article itself."""
        return self.wire or next(iter(self.outlets), self.articles[0])


def stories(articles: Sequence[StoryArticle]) -> tuple[Story, ...]:
    """Group articles into stories of copies, in the order in which they first come.

    Two articles are copies if the longer one holds half of the other's runs of five words, and
    they came out within a week of each other. An event told in other words is another story, even
    where the same people are quoted.
    """
    each = list({article.id: article for article in articles}.values())
    held = [_shingles(article.text) for article in each]
    group = list(range(len(each)))
    for later in range(len(each)):
        for earlier in range(later):
            if group[later] != group[earlier] and _copies(each, held, earlier, later):
                old, new = group[later], group[earlier]
                group = [new if one == old else one for one in group]
    return tuple(
        _story([article for article, one in zip(each, group, strict=True) if one == first])
        for first in dict.fromkeys(group)
    )


def sources(articles: Sequence[StoryArticle]) -> Sources:
    """Count the outlets, stories and independent sources of some articles."""
    found = stories(articles)
    outlets = {outlet.casefold() for story in found for outlet in story.outlets}
    origins: list[str] = []
    for story in found:
        if story.outlets and not any(same_source(story.source, other) for other in origins):
            origins.append(story.source)
    return Sources(
        outlets=len(outlets),
        independent=len(origins),
        stories=len(found),
        articles=sum(len(story.articles) for story in found),
        said=_said(found, len(outlets), len(origins)),
    )


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    spoken = words(text.replace("per cent", "percent"))
    return frozenset(zip(*(spoken[at:] for at in range(SHINGLE)), strict=False))


def _copies(
    each: Sequence[StoryArticle],
    held: Sequence[frozenset[tuple[str, ...]]],
    one: int,
    other: int,
) -> bool:
    shorter = min(len(held[one]), len(held[other]))
    if shorter < LEAST:
        return " ".join(words(each[one].text)) == " ".join(words(each[other].text)) != ""
    a, b = each[one].published_at, each[other].published_at
    if a and b and abs(epoch(a) - epoch(b)) > APART:
        return False
    titled = _overlap(content(each[one].title), content(each[other].title)) >= ALIKE
    return len(held[one] & held[other]) >= (TITLED if titled else COPIED) * shorter


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    """Jaccard's index."""
    mine, theirs = frozenset(one), frozenset(other)
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def _story(copies: Sequence[StoryArticle]) -> Story:
    ordered = sorted(
        copies, key=lambda a: epoch(a.published_at) if a.published_at else float("inf")
    )
    labels = Counter(
        wire for a in ordered if (wire := wire_of(a.text, a.authors, a.outlet)) is not None
    )
    outlets = {a.outlet.casefold(): a.outlet for a in reversed(ordered) if a.outlet}
    return Story(
        tuple(a.id for a in ordered),
        tuple(reversed(outlets.values())),
        labels.most_common(1)[0][0] if labels else None,
    )


def _said(found: Sequence[Story], outlets: int, independent: int) -> str | None:
    if outlets == 0:
        return None
    if outlets == 1:
        wire = next((story.wire for story in found if story.wire), None)
        own = any(
            story.wire is None or same_source(story.wire, outlet)
            for story in found
            for outlet in story.outlets
        )
        return None if own else f"reported by one outlet, from the agency {wire}"
    if independent == outlets:
        return f"reported by {spelt(outlets)} independent outlets"
    if independent > 1:
        return f"reported by {spelt(outlets)} outlets, {_shared(found, independent)}"
    if len(found) > 1:
        return f"reported by {spelt(outlets)} outlets, all from {found[0].source}"
    wire = found[0].wire
    return f"reported by {spelt(outlets)} outlets, " + (
        f"one wire story ({wire})" if wire else "one and the same story"
    )


def _shared(found: Sequence[Story], independent: int) -> str:
    """What some of several outlets have in common."""
    shared = [story for story in found if len(story.outlets) > 1]
    if len(shared) != 1:
        return f"{spelt(independent)} independent sources"
    wire = shared[0].wire
    what = f"one wire story ({wire})" if wire else "one and the same story"
    return f"{spelt(len(shared[0].outlets))} of them with {what}"


def spelt(count: int) -> str:
    """A count as newspapers print it: in words up to ten."""
    small = "no one two three four five six seven eight nine ten".split()
    return small[count] if 0 <= count < len(small) else str(count)
