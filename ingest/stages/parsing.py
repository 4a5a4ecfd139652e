"""Reading one source and cutting its articles: what a worker does with what it is given."""

from __future__ import annotations

from pathlib import Path

from ingest import cutting
from ingest.guards.limits import FILE
from ingest.guards.streams import drained
from ingest.stages.work import Cut, Measures, Read, Span, Unread
from rag.domain import Draft, Passage
from rag.errors import SourceRejected
from rag.index.heading import header

SPECIAL = 2  # tokens that an embedder adds itself


def read_and_cut(unit: Draft | Unread, measure: Measures | None) -> Read:
    """The articles of a source, cut where there is a measure; rejections among them.

    Raises:
        Exception: Whatever a reader raises that is no rejection; see `failed`.
    """
    if isinstance(unit, Draft):
        return [cut(unit, measure)]
    done: Read = []
    try:
        for found in unit.read(loaded(unit)):
            done.append(cut(found, measure) if isinstance(found, Draft) else found)
    except SourceRejected as rejected:
        done.append(rejected)
    return done


def loaded(unit: Unread) -> bytes:
    """The bytes of a source.

    Raises:
        SourceRejected: If its file cannot be read or is too large.
    """
    if not isinstance(unit.data, Path):
        return unit.data
    try:
        with unit.data.open("rb") as file:
            return drained(file, FILE, unit.source)
    except OSError as error:
        reason = f"it cannot be read: {error.strerror or error}"
        raise SourceRejected(unit.source, reason) from error


def cut(draft: Draft, measure: Measures | None) -> Cut:
    """An article with its passages, where they can be told."""
    if measure is None:
        return Cut(draft, None)
    return Cut(draft, spans_of(draft.title, draft.text, draft.language, measure))


def spans_of(draft_title: str, text: str, language: str | None, measure: Measures) -> list[Span]:
    """The passages of an article such that each fits into the embedder's window with its header."""
    heading = headed(draft_title)
    window = measure.window - SPECIAL - (measure.tokens([heading])[0] if heading else 0)
    return cutting.cut(text, measure.tokens, window, language)


def headed(title: str) -> str:
    """What is embedded before every passage of an article."""
    return header(Passage("", "", 0, 0, 0, "", title=title))


def failed(unit: Draft | Unread, error: BaseException) -> SourceRejected:
    """The rejection of a source whose reader failed as none should."""
    if isinstance(error, MemoryError):
        return SourceRejected(unit.source, "reading it takes more memory than it may; split it")
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return SourceRejected(unit.source, f"its reader failed: {said[:200]}; please report this")
