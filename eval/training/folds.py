"""Which part of the network, and which reader, is not taught with which article. Pure."""

from __future__ import annotations

from rag.spans import Material

FOLDS = 5
READERS = 3


def fold_of(material: Material) -> int:
    """The number of the part that does not see an article; the same on every machine."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(material.texts[0])) % FOLDS


def reader_of(fold: int) -> int:
    """The number of the cross-reader that does not see a fold."""
    return fold % READERS
