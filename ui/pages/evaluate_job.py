"""One evaluation at a time, on a thread of its own, so that it outlives the page that began it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from eval.measuring import Plan
from eval.runs import Run
from eval.served import RUNS, measure_served
from rag.answering import Dateline
from rag.errors import DatelineError, EvaluationFailed, InputError
from ui.pages.evaluate_gold import Gold, GoldShelf

State = Literal["running", "stopping", "done", "stopped", "failed"]
REST = 0.2  # seconds between two looks at whether readers are being answered
PATIENCE = 30.0  # seconds that a question waits for them at most
BROKEN = "Something broke here that should not have; the server's log says what. Run it again."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be measured.

    Attributes:
        gold: The key of a choice.
        answers: Whether questions are answered, not only searched for.
        limit: How many are asked, a random sample; all if None.
    """

    gold: str
    answers: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """An evaluation as far as it has come.

    Attributes:
        number: Counts evaluations since the server started.
        gold: What is asked.
        wish: How it was ordered.
        state: Where it stands.
        done: Questions asked.
        before: Of these, how many an earlier, stopped run had asked.
        total: Questions to ask; 0 while that is not known.
        seconds: Since it began, until now or its end.
        waiting: Whether it waits for readers to be answered.
        message: What went wrong, in plain words.
        run: The name of its folder, once it is over.
    """

    number: int
    gold: Gold
    wish: Wish
    state: State = "running"
    done: int = 0
    before: int = 0
    total: int = 0
    seconds: float = 0.0
    waiting: bool = False
    message: str = ""
    run: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "stopped", "failed")

    @property
    def each(self) -> float | None:
        """Seconds a question, so far."""
        asked = self.done - self.before
        return self.seconds / asked if asked > 0 else None

    @property
    def left(self) -> float | None:
        """Seconds that it may still take; None where nobody can say."""
        return None if self.each is None else self.each * (self.total - self.done)


class _Stopped(Exception):
    """Ends a run that is to be stopped."""


class Evaluating:
    """Runs evaluations of a served Dateline, one at a time and one question at a time.

    Args:
        dateline: Served; its library is open.
        shelf: The questions that can be chosen.
        busy: Says whether readers are being answered; a question waits for them a while.
        clock: Seconds.
    """

    def __init__(
        self,
        dateline: Dateline,
        shelf: GoldShelf,
        busy: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._dateline, self.shelf, self._busy, self._clock = dateline, shelf, busy, clock
        self.root = dateline.library.folder / RUNS
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._job: Job | None = None
        self._began = 0.0
        self._thread: threading.Thread | None = None

    @property
    def job(self) -> Job | None:
        """The evaluation that runs, else the last one since the server started."""
        job = self._job
        if job is None or job.over:
            return job
        return replace(job, seconds=self._clock() - self._began)

    def start(self, wish: Wish) -> Job:
        """Begin; returns at once.

        Raises:
            InputError: If one is running, the choice is not there, or the model is not.
        """
        with self._lock:
            if self._job and not self._job.over:
                raise InputError("an evaluation is running: wait for its end, or stop it")
            gold = next((one for one in self.shelf.choices() if one.key == wish.gold), None)
            path = self.shelf.path(wish.gold)
            model = self._dateline.model
            if wish.answers and model and not model.ready():
                raise InputError(
                    f"the language model {model.name} is not on this machine yet: wait for it, or "
                    "measure what is found"
                )
            number = self._job.number + 1 if self._job else 1
            job = Job(number, gold or Gold(wish.gold, path.name, ""), wish)
            self._stop.clear()
            self._job, self._began = job, self._clock()
            self._thread = threading.Thread(
                target=self._work, args=(path, wish), name="dateline evaluation", daemon=True
            )
            self._thread.start()
            return job

    def stop(self) -> None:
        """Let the question in hand be the last; a later run with the same settings goes on."""
        with self._lock:
            if self._job and not self._job.over:
                self._stop.set()
                self._change(state="stopping")

    def join(self, seconds: float | None = None) -> None:
        """Wait for the end of what runs."""
        if self._thread:
            self._thread.join(seconds)

    def _work(self, path: Path, wish: Wish) -> None:
        plan = Plan(
            gold=path,
            retrieval_only=not wish.answers,
            limit=wish.limit,
            root=self.root,
            command=self._command(path, wish),
            report=False,
        )
        try:
            run = measure_served(plan, self._dateline, self._before, self._tell)
            self._end("done", run=run)
        except _Stopped:
            self._end("stopped")
        except EvaluationFailed as error:
            kept = Run(error.folder) if error.folder else None
            again = " Run it again: those that broke are asked once more."
            self._end("failed", self._plain(error, path) + again, kept)
        except DatelineError as error:
            self._end("failed", self._plain(error, path))
        except Exception:  # a thread's outermost edge: the page says that it broke
            log.exception("an evaluation broke")
            self._end("failed", BROKEN)

    def _before(self) -> None:
        """Wait while readers are being answered, and stop if that was asked for."""
        patient = self._clock() + PATIENCE
        while self._busy() and self._clock() < patient and not self._stop.is_set():
            self._change(waiting=True)
            self._stop.wait(REST)
        self._change(waiting=False)
        if self._stop.is_set():
            raise _Stopped

    def _tell(self, _what: str, done: int, total: int) -> None:
        job = self._job
        first = job is not None and not job.before and not job.done and done > 1
        self._change(done=done, total=total, **({"before": done - 1} if first else {}))

    def _end(self, state: State, message: str = "", run: Run | None = None) -> None:
        seconds = self._clock() - self._began
        name = run.folder.name if run else ""
        all_of_it = {"done": self._job.total} if self._job and state == "done" else {}
        self._change(
            state=state, message=message, run=name, seconds=seconds, waiting=False, **all_of_it
        )

    def _change(self, **known: object) -> None:
        if self._job:
            self._job = replace(self._job, **known)  # type: ignore[arg-type]

    def _plain(self, error: DatelineError, path: Path) -> str:
        """What went wrong, without a place of the server's disk."""
        said = str(error).split(" The rows are in ")[0]
        for place in (str(self.root), str(path.parent), str(self._dateline.library.folder)):
            said = said.replace(f"{place}/", "").replace(place, "this library")
        return said

    def _command(self, path: Path, wish: Wish) -> str:
        """How to do the same in a terminal."""
        parts = ["dateline eval run --library", repr(str(self._dateline.library.folder))]
        parts += ["--gold", repr(str(path))] if wish.gold != "sample" else []
        parts += [f"--limit {wish.limit}"] if wish.limit else []
        return " ".join([*parts, "" if wish.answers else "--retrieval-only"]).strip()
