"""A process that reads sources and cuts them: `python -m ingest.stages.worker`, fed on stdin.

It starts with nothing of the process that started it but its two pipes, imports no model, and ends
when its stdin does, so it never outlives that process by more than one source.
"""

from __future__ import annotations

import logging
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from ingest.stages.parsing import failed, read_and_cut
from ingest.stages.work import Measure, Read, Unread

MEMORY = 4 << 30  # bytes of addresses; what needs more is a bomb
RETIRE = 1 << 30  # bytes once held, after which a fresh process is better


def main() -> None:
    """Read units from stdin and write what became of them to what was stdout."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up among the answers
    logging.disable(logging.WARNING)  # reasons go into rejections, chatter nowhere
    _bounded()
    with suppress(BrokenPipeError):  # nobody waits for the answer any more
        serve(sys.stdin.buffer, answers)


def serve(units: BinaryIO, answers: BinaryIO) -> None:
    """Answer every unit with what became of it, and whether this process should be the last."""
    measure: Measure | None = pickle.load(units)
    while True:
        try:
            unit: Unread = pickle.load(units)
        except EOFError:
            return
        pickle.dump((_read(unit, measure), _grown()), answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _read(unit: Unread, measure: Measure | None) -> Read:
    try:
        return read_and_cut(unit, measure)
    except Exception as error:  # noqa: BLE001  # one hostile file must not end the reading of all
        return [failed(unit, error)]


def _bounded() -> None:
    """Let a bomb end this process and no other one."""
    if sys.platform == "win32":
        return
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    with suppress(OSError):  # Linux alone has it: the first to go where memory is short
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")


def _grown() -> bool:
    if sys.platform == "win32":
        return False
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak * (1 if sys.platform == "darwin" else 1024) > RETIRE


if __name__ == "__main__":
    main()
