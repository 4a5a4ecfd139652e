"""What is remembered of an address that was fetched, so that it is asked only for what is new."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """The last answer of an address.

    Attributes:
        url: The address that answered, after redirects.
        status: What it answered: 200, or 404 or 410 where there is nothing any more.
        at: When, an ISO datetime.
        etag: Its ETag, as sent.
        modified: Its Last-Modified, as sent.
        digest: SHA-256 of the body, unpacked.
    """

    url: str
    status: int
    at: str
    etag: str | None = None
    modified: str | None = None
    digest: str | None = None
