"""When a page says it was published and modified, the surest place first. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal

from ingest.dates import chosen
from ingest.readers import linked
from ingest.readers.stated import Stated, TimeTag
from rag.domain import Moment
from rag.provenance import RefusedDate

Kind = Literal["published", "modified"]

LD_KEYS: dict[Kind, str] = {"published": "datePublished", "modified": "dateModified"}
META_NAMES: dict[Kind, tuple[str, ...]] = {
    "published": (
        "article:published_time", "og:article:published_time", "og:published_time",
        "datepublished", "article.published", "parsely-pub-date", "sailthru.date",
        "cxenseparse:recs:publishtime", "citation_publication_date", "dcterms.issued",
        "dc.date.issued", "dcterms.created", "originalpublicationdate", "publication_date",
        "publishdate", "publish_date", "publish-date", "pubdate", "dcterms.date", "dc.date", "date",
    ),
    "modified": (
        "article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified",
        "article.updated", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod",
        "revised",
    ),
}  # fmt: skip
TIME_WORDS: dict[Kind, re.Pattern[str]] = {
    "published": re.compile(r"datepublished|pubdate|publish|entry-date|posted|dateline", re.I),
    "modified": re.compile(r"datemodified|updat|modif|edited|revis", re.I),
}


def page_date(
    stated: Stated, kind: Kind, now: datetime
) -> tuple[Moment | None, tuple[RefusedDate, ...]]:
    """The surest date of this kind that an article can have, and those before it that none can."""
    return chosen(_candidates(stated, kind), kind, now)


def _candidates(stated: Stated, kind: Kind) -> Iterator[tuple[str, str]]:
    yield from ((text, "json-ld") for text in linked.values(stated.scripts, LD_KEYS[kind]))
    for name in META_NAMES[kind]:
        yield from ((text, "meta") for text in stated.meta(name))
    yield from ((text, "microdata") for text in stated.prop(LD_KEYS[kind].lower()))
    yield from ((text, "time-tag") for text in time_dates(stated.times, kind))


def time_dates(times: Sequence[TimeTag], kind: Kind) -> list[str]:
    """The values of time tags that are labelled so; for publication also one that stands alone.

    Pages carry the times of other stories too, so an unlabelled tag counts only as the first in
    the story itself, or as the only one of the page.
    """
    other: Kind = "modified" if kind == "published" else "published"
    labelled = [
        tag
        for tag in times
        if TIME_WORDS[kind].search(tag.label)
        and (kind == "modified" or not TIME_WORDS[other].search(tag.label))
    ]
    found = [tag.value for tag in sorted(labelled, key=lambda tag: not tag.inside)]
    if found or kind == "modified":
        return found
    plain = [tag for tag in times if not TIME_WORDS[other].search(tag.label)]
    inside = [tag.value for tag in plain if tag.inside][:1]
    alone = [tag.value for tag in plain] if len({tag.value for tag in plain}) == 1 else []
    return inside or alone[:1]
