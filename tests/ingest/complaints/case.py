"""A complaint as a row: what the site has, what is ingested in which order, what must be true."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ingest.fetching import Fetch, Limits
from ingest.pipeline import ingest
from ingest.report import Report
from ingest.sources import Asked, leads
from ingest.stages.pages import fetched
from ingest.stages.visited import Standing
from rag.domain import Article
from rag.index.library import Library
from tests.ingest.site import Page, Site

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
QUICK = Limits(total=1.5, connect=1.0, read=0.6, retries=0)


def clock() -> datetime:
    return NOW


@dataclass(frozen=True)
class Case:
    """One complaint.

    Attributes:
        complaint: What users of other systems suffer from, and where it was told.
        rounds: The paths ingested, run after run.
        told: The outcomes of each run: added, updated, unchanged, duplicates, rejected.
        stored: Headline to what must be true of the article in the end: `published`, `versions`,
            `gone`, `says`, `places`, `modified`. All that is stored is named.
        because: Words that the reasons of all rejections hold, in their order.
        held: How many pages are in quarantine in the end.
        pages: What is put up beside the site's own pages.
    """

    complaint: str
    rounds: tuple[tuple[str, ...], ...]
    told: tuple[Mapping[str, int], ...]
    stored: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    because: tuple[str, ...] = ()
    held: int = 0
    pages: Mapping[str, Page | tuple[Page, ...]] = field(default_factory=dict)


def ingested(library: Library, site: Site, *paths: str) -> Report:
    """Ingest addresses of the site, as `dateline ingest` does."""
    fetching = Fetch(
        allowed_hosts={"127.0.0.1"},
        memory=Standing(library.archive),
        limits=QUICK,
        delay=0.0,
        clock=clock,
    )
    asked = Asked(clock, apart=True)
    with fetching as fetch:
        found = leads([site.url(path) for path in paths], fetch=fetch, stdin=None, asked=asked)  # type: ignore[arg-type]
        return ingest(fetched(found, fetch, clock), library, clock=clock)


def outcomes(report: Report) -> dict[str, int]:
    """What happened in a run, without what did not."""
    told = {**report.outcomes, "rejected": len(report.rejected)}
    return {name: count for name, count in told.items() if count}


def state(library: Library, article: Article, wanted: Mapping[str, object]) -> dict[str, object]:
    """What is so of an article, of all that was asked for."""
    archive = library.archive
    facts: dict[str, object] = {
        "published": article.published.iso if article.published else None,
        "modified": article.modified.iso if article.modified else None,
        "versions": len(archive.history(article.id)),
        "gone": article.id in archive.places.gone(),
        "places": len(archive.places.of(article.id)),
        "refused": [date.reason for date in archive.places.refused(article.id, article.version)],
    }
    says = wanted.get("says")
    facts["says"] = says if isinstance(says, str) and says in article.text else article.text
    return {name: facts[name] for name in wanted}
