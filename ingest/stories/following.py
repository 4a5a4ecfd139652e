"""Stories follow the archive's log of changes: each new, changed or removed article, once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from ingest.stories.originals import grouped, story_of
from ingest.stories.sketching import SCHEME, keys, may_hold, sketch
from rag.domain import Article, epoch
from rag.errors import ArticleNotFound
from rag.index.archive import Archive
from rag.index.clusters import Change, Sketched
from rag.sharing import TITLED, Text, copied_share, near, spoken_words
from rag.stories import StoryArticle

BATCH = 256  # changes read at once
MOST = 60  # articles that an article is compared with, those first that are likest

Tell = Callable[[int], None]
"""Called with how many more changes are dealt with."""


class Compared(NamedTuple):
    """An article as it is now: what is kept of it, and what it shares with others."""

    sketched: Sketched
    shares: dict[str, float]


def follow_stories(archive: Archive, tell: Tell | None = None) -> int:
    """Find the copies of every article that came, changed or went since the last time.

    Each change is applied in a transaction with the note that it was, so nothing is lost or done
    twice if this is interrupted, or done by two processes at once. Call it after articles were
    stored or removed; no lock of the library is needed.

    Args:
        archive: Where articles are, and stories come to be.
        tell: Told of progress.

    Returns:
        How many changes were dealt with.
    """
    done = 0
    while True:
        applied = archive.clusters.applied(SCHEME)
        if applied == 0:
            archive.clusters.clear()  # what another scheme made
        newest, changed = archive.log.after(applied, 1)
        if not changed:
            return done
        _apply(archive, changed[0], applied, newest)
        done += 1
        if tell:
            tell(1)


def rebuild_stories(archive: Archive, tell: Tell | None = None) -> int:
    """Find all stories anew from the articles; the number of changes gone through."""
    archive.clusters.clear()
    return follow_stories(archive, tell)


def _apply(archive: Archive, article_id: str, applied: int, newest: int) -> None:
    compared = _compared(archive, article_id)
    with archive.clusters.change() as change:
        if change.applied(SCHEME) != applied:
            return  # another process was quicker
        _replace(change, article_id, compared)
        change.note(SCHEME, newest)


def _compared(archive: Archive, article_id: str) -> Compared | None:
    """What an article shares with others; None where it is removed."""
    try:
        article = archive.article(article_id)
    except ArticleNotFound:
        return None
    if article.removed:
        return None
    text, told = _text(article), StoryArticle.of(article)
    own = Sketched(
        article.id,
        article.version,
        len(text.runs),
        sketch(text.runs or frozenset({tuple(spoken_words(article.text))})),
        told.outlet,
        told.agency,
        article.published.iso if article.published else None,
    )
    found = archive.clusters.near(keys(own.sketch), article.id, MOST)
    alike = [other.article_id for other in found if _may_be_copies(own, other)]
    shares = {
        other.id: share
        for other in (archive.articles(alike) if alike else ())
        if (share := copied_share(text, _text(other))) is not None
    }
    return Compared(own, shares)


def _may_be_copies(one: Sketched, other: Sketched) -> bool:
    times = [epoch(at) if at else None for at in (one.published_at, other.published_at)]
    return near(*times) and may_hold(one.sketch, one.size, other.sketch, other.size, TITLED)


def _text(article: Article) -> Text:
    told = StoryArticle.of(article)
    return Text.of(told.text, told.title, told.published_at, told.outlet)


def _replace(change: Change, article_id: str, compared: Compared | None) -> None:
    """Put what is now known of an article into the place of what was, and regroup its stories."""
    touched = change.of_story(article_id)
    if (before := change.sketch(article_id)) is not None:
        change.drop(article_id, keys(before.sketch))
        touched.discard(article_id)
    if compared is not None:
        change.put(compared.sketched, keys(compared.sketched.sketch))
        there = change.present(compared.shares)  # one may have gone in between
        change.link(article_id, {k: v for k, v in compared.shares.items() if k in there})
        touched |= {article_id, *there}
        for other in there:
            touched |= change.of_story(other)
    shares = change.neighbours(touched)
    for group in grouped(sorted(touched), shares):
        copies = [found for name in group if (found := change.sketch(name)) is not None]
        change.group(group, story_of(copies, shares))
