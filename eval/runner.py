"""Asks a system gold questions: resumable, a few at once, and no error becomes a zero."""

from __future__ import annotations

import random
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import closing

from eval.gold.question import GoldQuestion
from eval.judge import Judge
from eval.rows import error_row, row_of
from eval.runs import Row, Run
from eval.scoring import Texts
from eval.systems import System
from rag.errors import DatelineError
from rag.index.following import Progress


def sampled(questions: Sequence[GoldQuestion], limit: int | None, seed: int) -> list[GoldQuestion]:
    """A random sample without replacement, in the file's order; all of them without a limit."""
    if limit is None or limit >= len(questions):
        return list(questions)
    kept = set(random.Random(seed).sample(range(len(questions)), limit))
    return [question for n, question in enumerate(questions) if n in kept]


def ask_all(
    questions: Sequence[GoldQuestion],
    system: System,
    texts: Texts,
    run: Run,
    jobs: int = 1,
    judge: Judge | None = None,
    tell: Progress | None = None,
) -> list[Row]:
    """Ask what was not asked yet, and write each row as soon as it is there.

    Rows of an earlier, interrupted call are kept; those with an error are asked again.

    Args:
        questions: What to ask.
        system: Whom.
        texts: The archive that answers cite.
        run: Where rows go.
        jobs: Questions in flight at a time.
        judge: Says of answers whether they are right; its verdict is one more score.
        tell: Told of progress.

    Returns:
        A row for each question, in the order of the questions.
    """
    wanted = {question.id for question in questions}
    rows = {r["id"]: r for r in run.rows() if not r["error"] and r["id"] in wanted}
    run.keep(rows.values())
    waiting = [question for question in questions if question.id not in rows]
    done = len(rows)

    def ask(question: GoldQuestion) -> Row:
        try:
            row = row_of(question, system.ask(question), texts)
            return judged(row, question, judge) if judge else row
        except DatelineError as error:
            return error_row(question, str(error))

    with closing(_each(waiting, ask, jobs)) as each:  # an interruption here ends it, too
        for row in each:
            run.add(row)
            rows[row["id"]] = row
            done += 1
            if tell:
                tell("questions", done, len(questions))
    ordered = [rows[question.id] for question in questions]
    run.keep(ordered)
    return ordered


def judged(row: Row, question: GoldQuestion, judge: Judge) -> Row:
    """The row with the judge's verdict: 1, 0, or None where it could not be understood."""
    answer = row["answer"]
    if answer is None or not question.answerable:
        return row
    verdict = False if answer["abstained"] else judge.right(question, answer["text"])
    row["scores"]["judged correct"] = None if verdict is None else float(verdict)
    return row


def _each(
    questions: Sequence[GoldQuestion], ask: Callable[[GoldQuestion], Row], jobs: int
) -> Generator[Row]:
    if jobs == 1:
        yield from map(ask, questions)
        return
    with ThreadPoolExecutor(jobs, "eval") as pool:
        asked = [pool.submit(ask, question) for question in questions]
        try:
            for future in as_completed(asked):
                yield future.result()
        except BaseException:  # Ctrl-C too: what has not begun shall not begin
            pool.shutdown(cancel_futures=True)
            raise
