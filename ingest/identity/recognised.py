"""Is a draft an article that is stored already, under whatever address? Reads the archive."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from ingest.identity.addresses import clean, sha256
from ingest.identity.naming import article_id, digest, signs, unmoved
from rag.domain import Article, Draft
from rag.errors import ArticleNotFound
from rag.index.archive import Archive
from rag.provenance import Place, Signs

State = Literal["new", "changed", "copy", "unchanged"]

SHORT = 200  # characters: a shorter text may stand on two pages that are no copies
LONG = 600  # a text that is as long is the same article whenever it is printed
APART = timedelta(days=3)  # between copies of what is not as long
ALIKE = 0.3  # of the words, that two versions under one guid have in common
WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Known:
    """What a draft is to the archive.

    Attributes:
        state: `new`, `changed` (a new version), `copy` (it stands at another place, too), or
            `unchanged`.
        article_id: Which article.
        digest: Of the draft.
        signs: What it is recognised by; None where all is as it was, so that nobody looked.
        place: The place to write down, of a copy that has an address.
        returned: Whether its address had been gone.
        untold: Whether it gives section, labels or wire that were not kept when it was stored; all
            else is as it was.
    """

    state: State
    article_id: str
    digest: str
    signs: Signs | None = None
    place: Place | None = None
    returned: bool = False
    untold: bool = False


def recognise(archive: Archive, draft: Draft) -> Known:
    """What a draft is to the archive; nothing is written.

    A given id counts first; then its address, or a variant of it; then what its feed calls it,
    where the texts are alike; then its very text. A copy that came to differ is an article of its
    own.
    """
    told = digest(draft)
    settled = _settled(archive, draft, told)
    if settled is not None:
        return Known("unchanged", settled, told)
    seen = _Seen(archive, draft, told)
    if draft.id is not None:
        return seen.as_article(draft.id)
    if seen.own:
        return seen.at_home(seen.own.article_id)
    if seen.standing:
        return seen.as_copy(seen.standing[0])
    named = archive.places.named(seen.signs.guids)
    if named and _alike(archive.article(named), draft):
        return seen.as_article(named)
    return seen.as_twin()


def _settled(archive: Archive, draft: Draft, told: str) -> str | None:
    """The article, where one question to the archive shows that nothing changed."""
    if draft.id is not None:
        return draft.id if archive.digest(draft.id) == told else None
    if draft.url is None:
        return None
    return archive.places.settled(sha256(clean(draft.url)), told)


class _Seen:
    """A draft and what stands at its address."""

    def __init__(self, archive: Archive, draft: Draft, told: str) -> None:
        self.archive, self.draft, self.digest = archive, draft, told
        self.signs = signs(draft)
        at = self.signs.address
        self.standing: Sequence[Place] = archive.places.find(at) if at else ()
        exact = [place for place in self.standing if at and place.id == at.id]
        self.exact = exact[0] if exact else None
        self.own = next((place for place in self.standing if place.own), None)
        if self.exact is not None and not self.exact.own:
            self.own = None  # a copy stands at this very address

    def known(self, state: State, article_id: str, place: Place | None = None) -> Known:
        gone = any(place.gone for place in self.standing)
        return Known(state, article_id, self.digest, self.signs, place, gone)

    def unmoved(self, current: Article) -> Known | None:
        """The article as it is stored, if nothing changed but what is kept of it today."""
        draft, told = self.draft, self.draft.section or self.draft.labels or self.draft.wire
        untold = bool(told) and self.archive.unsigned.untold(current.id)
        if untold:
            draft = replace(draft, section=None, labels=(), wire=None)
        if not unmoved(draft, current):
            return None
        return replace(self.known("unchanged", current.id), untold=untold)

    def as_article(self, article_id: str) -> Known:
        """By its id, given or found."""
        current = self.current(article_id)
        if current is None:
            return self.known("new", article_id)
        same = None if current.removed else self.unmoved(current)
        return same or self.known("changed", article_id)

    def at_home(self, article_id: str) -> Known:
        """At an address of the article, or a variant of one."""
        standing = self.archive.digest(article_id)
        if standing is None:  # removed
            return self.known("changed", article_id)
        if self.exact and self.exact.digest == self.digest:
            return self.known("unchanged", article_id)
        current = self.archive.article(article_id)
        same = self.unmoved(current)
        if same and (self.exact is None or self.exact.version == current.version):
            return same
        elsewhere = self.exact is None or self.exact.url != clean(current.url or "")
        if same or (elsewhere and self.reads_like(article_id)):
            return self.known("copy", article_id, self.place(article_id, current.version, own=True))
        return self.known("changed", article_id)

    def as_copy(self, place: Place) -> Known:
        """Where a copy of an article stands, or stood."""
        if self.archive.digest(place.article_id) is not None:
            if place is self.exact and place.digest == self.digest:
                return self.known("unchanged", place.article_id)
            if self.reads_like(place.article_id):
                version = self.archive.article(place.article_id).version
                if place is self.exact and place.version == version:
                    return self.known("unchanged", place.article_id)
                return self.known("copy", place.article_id, self.place(place.article_id, version))
        return self.as_twin()

    def as_twin(self) -> Known:
        """By its text alone; else it is new."""
        made = article_id(self.draft)
        known = self.current(made)
        if known is not None and not self.draft.url:
            found_out = known.url and not known.removed  # where it stands, from its page
            return self.known("unchanged", made) if found_out else self.as_article(made)
        for twin in self.archive.places.twins(self.signs.content):
            current = self.archive.article(twin)
            if not _copies(self.draft, current):
                continue
            if self.draft.url and not current.url:  # now it is known where it stands
                return self.known("changed", twin)
            return self.known("copy", twin, self.place(twin, current.version))
        return self.as_article(made)

    def place(self, article_id: str, version: int, *, own: bool = False) -> Place | None:
        """The place of this draft, if it has an address."""
        at = self.signs.address
        if at is None:
            return None
        seen = self.draft.fetched.iso if self.draft.fetched else None
        outlet = self.draft.outlet
        return Place(article_id, at.url, outlet, seen, version, self.digest, own, id=at.id)

    def reads_like(self, article_id: str) -> bool:
        """Whether its text is that of the article's current version."""
        return article_id in self.archive.places.twins(self.signs.content)

    def current(self, article_id: str) -> Article | None:
        """The current version, removed or not; None if there is no such article."""
        try:
            return self.archive.article(article_id)
        except ArticleNotFound:
            return None


def _copies(draft: Draft, article: Article) -> bool:
    """Whether a draft with the same text is the same article, and not the same notice."""
    if len(draft.text) < SHORT:
        return False
    if len(draft.text) >= LONG or draft.published is None or article.published is None:
        return True
    return abs(draft.published.epoch - article.published.epoch) <= APART.total_seconds()


def _alike(article: Article, draft: Draft) -> bool:
    """Whether two texts can be versions of one: the same title, or many words in common."""
    if draft.title and draft.title == article.title:
        return True
    ours, theirs = (set(WORD.findall(text.lower())) for text in (draft.text, article.text))
    return len(ours & theirs) >= ALIKE * len(ours | theirs)
