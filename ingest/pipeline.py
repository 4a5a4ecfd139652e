"""From sources to a library that answers from them: read, cut, embed, store, let indexes follow."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from ingest import cutting
from ingest.identity.keeping import catch_up
from ingest.readers.files import Clock
from ingest.report import Report
from ingest.stages.crew import Crew, Here
from ingest.stages.flow import Flow
from ingest.stages.keeping import FOLLOW as FOLLOW
from ingest.stages.keeping import Keeping, Tell
from ingest.stages.parsing import SPECIAL as SPECIAL
from ingest.stages.parsing import spans_of as spans_of
from ingest.stages.work import Item
from rag.index.archive import Archive
from rag.index.library import Library
from rag.index.stamp import check_stamp

EXTRACTOR = "trafilatura-3"  # changes when the same page would give another text

FINISHING = "finishing what is in hand; Ctrl-C again stops at once"
AT_ONCE = "stopped at once; nothing that was stored is lost, the next run does the rest"

Say = Callable[[str], None]
"""Called with a line for people."""


def ingest(
    items: Iterable[Item],
    library: Library,
    tell: Tell | None = None,
    *,
    follow: bool = True,
    say: Say | None = None,
    crew: Crew | None = None,
    clock: Clock = lambda: datetime.now(UTC),
) -> Report:
    """Store what is new or changed, and let the indexes follow if this process may write them.

    Sources are read, cut, embedded and stored at the same time, and stored in their order. An
    interrupt (Ctrl-C) ends the run after what is in hand; a second one ends it at once. Nothing
    that was stored is lost, and a rerun does only what is left.

    Args:
        items: Drafts, sources to be read in another process and rejections, from
            `ingest.stages.pages.fetched`; iterated in the thread of the caller.
        library: An open library; without the right to write its indexes only the archive is
            written, and the process that has it lets the indexes follow.
        tell: Told of progress, in another thread.
        follow: Whether the indexes follow here; if not, whoever keeps the library sees to it.
        say: Told what an interrupt does.
        crew: Reads and embeds; this machine if not given. It is closed at the end.
        clock: The time now, with a zone: nothing is published after it.

    Raises:
        StampMismatch: If the library was made with another cutter or extractor.
        LibraryError: If it cannot be written.
        ModelError: If the embedder fails.
    """
    stamp_check(library.archive)
    catch_up(library.archive)
    nothing: Tell = lambda _count: None  # noqa: E731
    halted = threading.Event()
    follows = follow and library.lock.writes
    keeping = Keeping(library, tell or nothing, halted, clock, follows=follows)
    crew = crew or Here(library.embedder)
    try:
        flow = Flow(crew, keeping, halted)
        keeping.report.stopped = _stopped(items, flow, say or (lambda _line: None))
    finally:
        crew.close()
        report = keeping.close()
    return report


def stamp_check(archive: Archive) -> None:
    """Whether the library was cut and extracted as this version does it.

    Raises:
        StampMismatch: If not.
    """
    check_stamp(archive.log, {"cutter": cutting.VERSION, "extractor": EXTRACTOR})


def _stopped(items: Iterable[Item], flow: Flow, say: Say) -> bool:
    """Let all items through; whether an interrupt ended that."""
    try:
        for item in items:
            flow.put(item)
        flow.finish()
    except KeyboardInterrupt:
        _stop(flow, say)
        return True
    except BaseException:
        flow.halt()  # an error of a source or a stage ends all stages, and goes on to the caller
        raise
    return False


def _stop(flow: Flow, say: Say) -> None:
    try:
        flow.stop()
        say(FINISHING)
        flow.finish()
    except KeyboardInterrupt:
        flow.halt()
        say(AT_ONCE)
