"""Processes that read sources, each lent to one thread at a time; a crash costs one source."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import LifoQueue
from typing import IO, cast

import ingest
from ingest.stages.work import Measure, Read, Unread
from rag.errors import SourceRejected

SLOWEST = 120.0  # seconds that one source may take
GRACE = 5.0  # seconds for a process to end once its pipes are closed
ROOT = str(Path(ingest.__file__).parent.parent)


class Worker:
    """One process, started when it is first needed, and anew after it crashed.

    Args:
        measure: Counts tokens there; it only reads, and does not cut, if None.
        slowest: Seconds that one source may take.
    """

    def __init__(self, measure: Measure | None, slowest: float = SLOWEST) -> None:
        self._measure, self._slowest = measure, slowest
        self._process: subprocess.Popen[bytes] | None = None
        self._late = False

    def read(self, unit: Unread) -> Read:
        """What became of a source; that its process died is a rejection."""
        process = self._process = self._process or self._started()
        self._late = False
        timer = threading.Timer(self._slowest, self._expire)
        timer.start()
        try:
            stdin, stdout = _pipes(process)
            pickle.dump(unit, stdin, pickle.HIGHEST_PROTOCOL)
            stdin.flush()
            done, last = cast("tuple[Read, bool]", pickle.load(stdout))
        except (EOFError, OSError, pickle.UnpicklingError):  # cut off in the midst of an answer
            return [SourceRejected(unit.source, self._death())]
        finally:
            timer.cancel()
        if last:
            self.close()
        return done

    def kill(self) -> None:
        """End it now; whoever waits for it gets a rejection."""
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Let it end, and wait for that."""
        process, self._process = self._process, None
        if process is not None:
            with suppress(BrokenPipeError), process:  # closes its pipes, which ends it
                pass

    def _started(self) -> subprocess.Popen[bytes]:
        paths = [ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
        ours = {"PYTHONPATH": os.pathsep.join(paths), "TOKENIZERS_PARALLELISM": "false"}
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "ingest.stages.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | ours,
            start_new_session=True,  # Ctrl-C on the terminal is for us; we tell it when to end
        )
        pickle.dump(self._measure, _pipes(process)[0], pickle.HIGHEST_PROTOCOL)
        return process

    def _expire(self) -> None:
        self._late = True
        self.kill()

    def _death(self) -> str:
        process, self._process = self._process, None
        assert process is not None
        stdin, stdout = _pipes(process)
        stdout.close()
        with suppress(BrokenPipeError):  # what it did not read any more
            stdin.close()
        try:
            status = process.wait(GRACE)
        except subprocess.TimeoutExpired:  # it closed its pipes alone
            process.kill()
            status = process.wait()
        if self._late:
            return f"reading it took longer than {self._slowest:.0f} seconds"
        if status == -signal.SIGKILL:
            return "the process that read it was killed, perhaps because memory ran out"
        ended = signal.Signals(-status).name if status < 0 else f"exit status {status}"
        return f"the process that read it crashed ({ended}); the file may be broken or hostile"


class Workers:
    """As many processes as there are cores, and the threads that wait for them.

    Args:
        measure: See `Worker`.
        count: How many at most.
    """

    def __init__(self, measure: Measure | None, count: int) -> None:
        self._all = [Worker(measure) for _ in range(count)]
        self._idle: LifoQueue[Worker] = LifoQueue()  # so that few are started where few do
        for worker in self._all:
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="dateline read")

    def read(self, unit: Unread) -> Future[Read]:
        """What will have become of a source."""
        return self._threads.submit(self._read, unit)

    def kill(self) -> None:
        """End all, now."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in self._all:
            worker.kill()

    def close(self) -> None:
        """Wait for all to end."""
        self._threads.shutdown(cancel_futures=True)
        for worker in self._all:
            worker.close()

    def _read(self, unit: Unread) -> Read:
        worker = self._idle.get()
        try:
            return worker.read(unit)
        finally:
            self._idle.put(worker)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    assert process.stdin is not None
    assert process.stdout is not None
    return process.stdin, process.stdout
