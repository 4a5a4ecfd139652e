"""What fetching may take: bytes and seconds, redirects and retries. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.guards import limits
from ingest.guards.limits import Limit


@dataclass(frozen=True, slots=True)
class Limits:
    """What fetching one address may take.

    Attributes:
        largest: Bytes of a page, unpacked.
        listed: Bytes of a feed, a sitemap or a file of several articles, unpacked.
        total: Seconds on the network, all redirects and retries together, however slowly it drips.
        connect: Seconds to connect.
        read: Seconds between any two pieces of an answer.
        redirects: How many are followed.
        retries: How often a failed request is tried again.
        longest_wait: Seconds that a server may ask us to wait before we try again.
    """

    largest: int = limits.PAGE.most
    listed: int = limits.LIST.most
    total: float = 120.0
    connect: float = 10.0
    read: float = 20.0
    redirects: int = 10
    retries: int = 2
    longest_wait: float = 30.0

    @property
    def page(self) -> Limit:
        """That of a page."""
        return replace(limits.PAGE, most=self.largest)

    @property
    def lists(self) -> Limit:
        """That of what holds or names several articles."""
        return replace(limits.LIST, most=self.listed)
