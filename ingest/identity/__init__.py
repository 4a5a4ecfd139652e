"""Who an article is, and whether it changed: canonical addresses, ids, digests, recognition."""

from ingest.identity.addresses import canonical, clean, spoken_for
from ingest.identity.naming import article_id, digest

__all__ = ["article_id", "canonical", "clean", "digest", "spoken_for"]
