"""Which part of the network is not taught with which article. Pure."""

from __future__ import annotations

from rag.spans import Material

FOLDS = 5


def fold_of(material: Material) -> int:
    """The number of the part that does not see an article; the same on every machine."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(material.texts[0])) % FOLDS
