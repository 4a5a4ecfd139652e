"""Pages from the web, politely and within bounds; never a way into the network that one is in."""

from ingest.fetching.addresses import Guard, addresses, public
from ingest.fetching.client import Fetch
from ingest.fetching.limits import Limits
from ingest.fetching.outcomes import Answer, Fetched, Gone, Unchanged
from ingest.fetching.reading import PAGES
from ingest.fetching.remembering import Memory
from ingest.fetching.retrying import retry_after

__all__ = [
    "PAGES",
    "Answer",
    "Fetch",
    "Fetched",
    "Gone",
    "Guard",
    "Limits",
    "Memory",
    "Unchanged",
    "addresses",
    "public",
    "retry_after",
]
