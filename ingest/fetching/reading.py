"""Reading what a server answered: its body, unpacked and bounded, and what it means."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import chain

import httpx

from ingest.fetching.limits import Limits
from ingest.fetching.outcomes import Answer, Fetched, Gone, Unchanged
from ingest.fetching.walking import Arrived, said
from ingest.guards.limits import Limit
from ingest.guards.streams import within
from ingest.guards.unpacking import unpack
from ingest.readers.listing import BEGINNING, listed
from rag.errors import SourceRejected
from rag.visits import Visit

PAGES = frozenset(
    {"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"}
)
"""Media types of what holds one article."""

CANONICAL = re.compile(r"""<([^<>]*)>[^,<]*;\s*rel\s*=\s*"?[^",;]*\bcanonical\b""", re.IGNORECASE)


def body_of(
    url: str, answer: httpx.Response, accept: Collection[str] | None, limits: Limits
) -> bytes:
    """The body of what was asked for.

    Where lists are wanted too, what is one may be as large as sitemaps may be, whatever it is
    called; a page may not.

    Raises:
        SourceRejected: If it is of another type than those accepted, too large, or broken.
    """
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if accept is not None and kind and kind not in accept:
        known = ", ".join(sorted(accept))
        raise SourceRejected(url, f"the server sent {kind}; what is understood: {known}")
    promised = _promised(answer)
    if accept is not None and PAGES.issuperset(accept):
        limits.page.check(promised, url)
        return b"".join(_pieces(url, answer, limits.page))
    pieces = _pieces(url, answer, limits.lists)
    begun = _begun(pieces, BEGINNING if promised <= limits.listed else 1)
    lists = (kind and kind not in PAGES) or listed(begun)
    limit = limits.lists if lists else limits.page
    limit.check(promised, url)
    return b"".join(within(chain([begun], pieces), source=url, limit=limit))


def _begun(pieces: Iterator[bytes], enough: int) -> bytes:
    """What comes first: enough to know a list by, or less if there is no more."""
    begun = b""
    for piece in pieces:
        begun += piece
        if len(begun) >= enough:
            break
    return begun


def beginning_of(url: str, answer: httpx.Response, enough: int, limit: Limit) -> bytes:
    """The beginning of a body, of which more than `enough` bytes are not wanted."""
    limit.check(_promised(answer), url)
    body = bytearray()
    for piece in _pieces(url, answer, limit):
        body += piece
        if len(body) > enough:
            break
    return bytes(body)


def answer_of(url: str, arrived: Arrived, seen: Visit | None, now: datetime) -> Answer:
    """What the answer of a server means.

    Args:
        url: The address that was asked for.
        arrived: The answer.
        seen: The last visit, where it was asked for what is new since then.
        now: The time, in a zone.

    Raises:
        SourceRejected: If it is no page, and does not say either that there is none.
    """
    at = arrived.url
    iso = now.isoformat(timespec="seconds")
    headers = arrived.headers
    etag, modified = headers.get("ETag"), headers.get("Last-Modified")
    if arrived.status in (404, 410):
        return Gone(url, at, now, Visit(at, arrived.status, iso))
    if arrived.status == 304 and seen:
        visit = Visit(at, 200, iso, etag or seen.etag, modified or seen.modified, seen.digest)
        return Unchanged(url, at, now, visit, dict(headers))
    if arrived.status != 200:
        raise SourceRejected(url, said(arrived))
    digest = hashlib.sha256(arrived.body).hexdigest()
    visit = Visit(at, 200, iso, etag, modified, digest)
    if seen and seen.status == 200 and seen.digest == digest:
        return Unchanged(url, at, now, visit, dict(headers))
    kind = headers.get("Content-Type")
    canonical = _canonical(at, headers)
    return Fetched(at, arrived.body, kind, now, url, arrived.moved, canonical, visit, dict(headers))


def _pieces(source: str, answer: httpx.Response, limit: Limit) -> Iterator[bytes]:
    if answer.is_stream_consumed:  # a transport that is not the network has it all, unpacked
        return unpack([answer.content], [], source=source, limit=limit)
    codings = answer.headers.get_list("Content-Encoding", split_commas=True)
    return unpack(answer.iter_raw(), codings, source=source, limit=limit)


def _promised(answer: httpx.Response) -> int:
    """How many bytes are promised; 0 where that is not said."""
    said = answer.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() else 0


def _canonical(url: str, headers: httpx.Headers) -> str | None:
    for link in headers.get_list("Link"):
        if match := CANONICAL.search(link):
            try:
                found = httpx.URL(url).join(match[1].strip())
            except httpx.InvalidURL:
                continue
            if found.scheme in ("http", "https") and found.host:
                return str(found.copy_with(fragment=None, userinfo=b""))
    return None
