"""The stamp of a library: which parts made it, and what to do where others are in use now."""

from __future__ import annotations

from collections.abc import Mapping

from rag.errors import StampMismatch
from rag.index.changelog import ChangeLog
from rag.models.embedding import Embedder

FORMAT = "1"

REMEDY = {
    "format": "it was written by another version of Dateline; install that version",
    "embedder": "set DATELINE_EMBEDDER back, or run `dateline doctor --repair` to embed it again",
    "dimension": "set DATELINE_EMBEDDER back, or run `dateline doctor --repair` to embed it again",
    "cutter": "run `dateline doctor --repair` to cut its articles again",
    "extractor": (
        "run `dateline doctor --repair` to keep the articles as they are, "
        "or ingest their pages again"
    ),
}


def embedder_stamp(embedder: Embedder) -> dict[str, str]:
    """The part of the stamp that every reader must match."""
    return {
        "format": FORMAT,
        "embedder": embedder.name,
        "dimension": str(embedder.dimension),
    }


def check_stamp(log: ChangeLog, now: Mapping[str, str]) -> None:
    """Compare what made the library with what is in use; what is new is written down.

    Raises:
        StampMismatch: Where they differ, naming both values and the remedy.
    """
    made_with = log.stamp()
    for name, value in now.items():
        if made_with.get(name, value) != value:
            raise StampMismatch(
                f"this library was made with {name} {made_with[name]!r}, in use is {value!r}: "
                f"{REMEDY[name]}"
            )
    fresh = {name: value for name, value in now.items() if name not in made_with}
    if fresh:
        log.set_stamp(fresh)
