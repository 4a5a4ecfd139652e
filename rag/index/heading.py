"""What a passage is embedded with, for whoever embeds it; imports no index."""

from __future__ import annotations

from rag.domain import Passage


def header(passage: Passage) -> str:
    """What is embedded before a passage's text, so that a vector knows its article."""
    return f"{passage.title[:120]}\n" if passage.title else ""
