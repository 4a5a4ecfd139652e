"""Articles are data: passages that try to instruct a model are found, the others shown safely."""

from rag.hostile.cleaning import cleaned, quotable
from rag.hostile.reading import instructs
from rag.hostile.sifting import sift

__all__ = ["cleaned", "instructs", "quotable", "sift"]
