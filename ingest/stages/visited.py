"""What is remembered of pages and files: they are read again only where that may bring news."""

from __future__ import annotations

from pathlib import Path

from ingest.identity.addresses import address
from ingest.identity.keeping import mark_back, mark_gone
from ingest.stages.work import Missing, Unmoved, Unread
from rag.errors import SourceRejected
from rag.index.archive import Archive
from rag.visits import Visit


class Standing:
    """A memory for `Fetch`: of pages whose article is stored, so that none is missed for good.

    Args:
        archive: Where articles are.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def get(self, url: str) -> Visit | None:
        """The last visit of an address where an article stands; else none, and it is fetched."""
        visit = self._archive.visits.get(url)
        if visit is None:
            return None
        here = self._archive.places.find(address(url))
        stands = any(self._archive.digest(place.article_id) is not None for place in here)
        return visit if stands else None

    def keep(self, url: str, visit: Visit) -> None:
        """Keep a visit."""
        self._archive.visits.keep(url, visit)


def unmoved_file(archive: Archive, unit: Unread) -> Unmoved | None:
    """A file that is as it was when all of it was stored; None for any other source."""
    if unit.visit is None or not isinstance(unit.data, Path):
        return None
    known = archive.visits.get(unit.visit.url)
    if known is None or known.etag != unit.visit.etag:
        return None
    return Unmoved(unit.source, unit.visit.url, unit.visit)


def kept(archive: Archive, visit: Visit | None) -> None:
    """Remember a visit, now that what it brought is stored; before, a crash would lose that."""
    if visit is not None:
        archive.visits.keep(visit.url, visit)


def noted_unchanged(archive: Archive, page: Unmoved) -> None:
    """Write down that a page is what it was: it is back if it was gone, and an article again."""
    if page.url.startswith("file:"):
        return
    at = address(page.url)
    mark_back(archive, page.url, page.visit.at)
    if archive.quarantine.holds(at.id, at.key):
        archive.quarantine.release(at.id, at.key)
    kept(archive, page.visit)


def noted_gone(archive: Archive, page: Missing) -> SourceRejected:
    """Write down that there is nothing at an address any more; its article stays.

    Returns:
        What to tell of it.
    """
    stays: list[str] = []
    for url in dict.fromkeys((page.source, page.url)):
        stays += mark_gone(archive, url, page.visit.status, page.visit.at)
    told = "; the article that was stored of it stays, marked as gone" if stays else ""
    return SourceRejected(page.source, page.reason + told)
