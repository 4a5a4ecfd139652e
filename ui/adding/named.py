"""Addresses as people paste them, one a line. Pure."""

from __future__ import annotations

import re

from ingest.readers.entries import web_address
from rag.errors import InputError

MOST = 500  # addresses of one job
LONGEST = 4_000  # characters of an address
BARE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)


def addresses(text: str) -> list[str]:
    """The addresses of a text, each once, in order; `https://` is added where it was left out.

    Raises:
        InputError: If a line is none, with its number; if there are too many.
    """
    found: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if written := line.strip().strip("<>\"'").strip():
            found[_address(written, number)] = None
    if len(found) > MOST:
        raise InputError(
            f"these are {len(found):,} addresses, and {MOST} are taken at a time: add them in "
            "several goes, or save them as a .txt file and drop that here"
        )
    return list(found)


def _address(written: str, number: int) -> str:
    whole = f"https://{written}" if BARE.fullmatch(written) else written
    address = web_address(whole) if len(whole) <= LONGEST else None
    if address is None:
        said = written if len(written) <= 80 else f"{written[:77]}…"
        raise InputError(
            f"line {number}, {said!r}, is no address of the web: write it as "
            "https://example.com/article, one a line"
        )
    return address
