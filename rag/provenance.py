"""What is kept of where articles come from: places, refused dates, quarantine. Stdlib only."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Which = Literal["published", "modified"]


UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")  # no database and no UTF-8 can hold them


def storable(text: str) -> str:
    """A text of anywhere as every database can hold it."""
    return UNSTORABLE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class RefusedDate:
    """A date that a source gives and that no article can have; nothing takes its place.

    Attributes:
        which: What it would have been.
        text: To the letter.
        origin: Where it was found.
        reason: Why it was refused, in words for a reader.
    """

    which: Which
    text: str
    origin: str
    reason: str


@dataclass(frozen=True, slots=True)
class Address:
    """An address as places are found by.

    Attributes:
        url: Without what only tells how it was reached.
        id: A hash of that.
        key: A hash of what all variants of the page (mobile, AMP, print) have in common.
    """

    url: str
    id: str
    key: str


@dataclass(frozen=True, slots=True)
class Signs:
    """What an article is recognised by when it is met again.

    Attributes:
        content: A hash of its text.
        address: Where it stands, if anywhere.
        guids: Hashes of what feeds call it.
    """

    content: str
    address: Address | None = None
    guids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which an address did not give its article.

    Attributes:
        status: What the server said, 404 or 410.
        at: When it said so first, ISO.
        back: When it gave the article again; None if it has not.
    """

    status: int
    at: str
    back: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An address where an article stands.

    Attributes:
        article_id: The article.
        url: The address.
        outlet: Who published it there.
        first_seen: When it was met there first, ISO.
        version: The version that stood there when it was last read.
        digest: Of what stood there then.
        own: Whether a change there is one of the article; a copy that changes leaves it instead.
        absences: When it was not there, oldest first.
        id: A hash of the address; empty where only a version of the article names it.
    """

    article_id: str
    url: str
    outlet: str | None
    first_seen: str | None
    version: int
    digest: str = ""
    own: bool = True
    absences: tuple[Absence, ...] = ()
    id: str = ""

    @property
    def gone(self) -> Absence | None:
        """The absence that lasts, if one does."""
        last = self.absences[-1] if self.absences else None
        return last if last and last.back is None else None


def gone_from(places: Iterable[Place]) -> Absence | None:
    """Since when an article stands at no place of its own any more; None while it does.

    A copy elsewhere does not count, for it is not there that an article is taken back.
    """
    missed = [place.gone for place in places if place.own]
    lasting = [absence for absence in missed if absence is not None]
    if not lasting or len(lasting) < len(missed):
        return None
    return max(lasting, key=lambda absence: absence.at)


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A page that came and is no article: kept to be looked at, never searched or answered from.

    Attributes:
        source: What was asked for.
        url: The page's own address, if known.
        reason: Why it is no article, in words for a reader.
        at: When it came, ISO.
        title: Of the page.
        text: What stood on it.
    """

    source: str
    url: str | None
    reason: str
    at: str
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Hint:
    """What a feed, sitemap or archive says of an article beside its page, and which one says it.

    Attributes:
        name: `guid`, `title`, `author`, `published`, `modified`, `outlet`, `language`, `listed`
            (its place in the feed), or `text`: the text is the feed's own, `value` says why.
        value: To the letter.
        origin: `feed`, `json feed`, `sitemap`, `mail`, `warc`, …
    """

    name: str
    value: str
    origin: str
