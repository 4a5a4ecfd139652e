"""Copies of one story among the articles behind an answer, and how many tell it themselves. Pure.

Copies that the archive knows are taken as known; ingestion found them among all articles. Others
are found by comparing each with each: behind an answer there are twenty at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from rag.domain import Article, Sources, epoch
from rag.sharing import Text, copied_share
from rag.wires import same_source, short, wire_of

UNKNOWN: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StoryArticle:
    """What tells whether an article is a copy of another."""

    id: str
    text: str
    title: str = ""
    outlet: str | None = None
    published_at: str | None = None
    authors: tuple[str, ...] = ()
    wire: str | None = None

    @classmethod
    def of(cls, article: Article) -> StoryArticle:
        """A stored article; without an outlet it is known by its host."""
        host = urlsplit(article.url or "").hostname
        outlet = article.outlet or (host.removeprefix("www.") if host else None)
        published = article.published.iso if article.published else None
        known = (article.title, outlet, published, article.authors, article.wire)
        return cls(article.id, article.text, *known)

    @property
    def agency(self) -> str | None:
        """The news agency that it comes from: as its page said when it was read, else its text."""
        return short(self.wire) if self.wire else wire_of(self.text, self.authors, self.outlet)


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


def stories(
    articles: Sequence[StoryArticle], known: Mapping[str, str] = UNKNOWN
) -> tuple[Story, ...]:
    """Group articles into stories of copies, in the order in which they first come.

    Args:
        articles: Those to group.
        known: The story of each article that is known to be one of several copies, by the id of
            both. That joins articles; where it does not, their texts are compared.
    """
    each = list({article.id: article for article in articles}.values())
    read = [Text.of(a.text, a.title, a.published_at, a.outlet) for a in each]
    group = list(range(len(each)))
    for later in range(len(each)):
        for earlier in range(later):
            if group[later] == group[earlier]:
                continue
            story = known.get(each[earlier].id)
            same = story is not None and story == known.get(each[later].id)
            if same or copied_share(read[earlier], read[later]) is not None:
                old, new = group[later], group[earlier]
                group = [new if one == old else one for one in group]
    return tuple(
        _story([article for article, one in zip(each, group, strict=True) if one == first])
        for first in dict.fromkeys(group)
    )


def sources(articles: Sequence[StoryArticle], known: Mapping[str, str] = UNKNOWN) -> Sources:
    """Count the outlets, stories and independent sources of some articles; `known` as above."""
    found = stories(articles, known)
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


def _story(copies: Sequence[StoryArticle]) -> Story:
    ordered = sorted(
        copies, key=lambda a: epoch(a.published_at) if a.published_at else float("inf")
    )
    labels = Counter(wire for a in ordered if (wire := a.agency) is not None)
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
