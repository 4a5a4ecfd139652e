"""Reading what a server answered: its body, unpacked and bounded, and what it means."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from datetime import datetime

import httpx

from ingest.fetching.outcomes import Answer, Fetched, Gone, Unchanged
from ingest.fetching.unpacking import unpack
from ingest.fetching.walking import Arrived, said
from rag.errors import SourceRejected
from rag.visits import Visit

CANONICAL = re.compile(r"""<([^<>]*)>[^,<]*;\s*rel\s*=\s*"?[^",;]*\bcanonical\b""", re.IGNORECASE)


def body_of(
    url: str, answer: httpx.Response, accept: Collection[str] | None, largest: int
) -> bytes:
    """The body of a page.

    Raises:
        SourceRejected: If it is of another type than those accepted, too large, or broken.
    """
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if accept is not None and kind and kind not in accept:
        known = ", ".join(sorted(accept))
        raise SourceRejected(url, f"the server sent {kind}; what is understood: {known}")
    return b"".join(_pieces(url, answer, largest))


def beginning_of(url: str, answer: httpx.Response, enough: int, largest: int) -> bytes:
    """The beginning of a body, of which more than `enough` bytes are not wanted."""
    body = bytearray()
    for piece in _pieces(url, answer, largest):
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


def _pieces(source: str, answer: httpx.Response, largest: int) -> Iterator[bytes]:
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > largest:
        raise SourceRejected(source, f"the page is larger than {largest / 2**20:.3g} MB")
    if answer.is_stream_consumed:  # a transport that is not the network has it all, unpacked
        return unpack([answer.content], [], source=source, largest=largest)
    codings = answer.headers.get_list("Content-Encoding", split_commas=True)
    return unpack(answer.iter_raw(), codings, source=source, largest=largest)


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
