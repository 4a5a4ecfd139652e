"""Measures a Dateline that is being served: its open library, its model, with room for readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from eval.corpora import UNDATED, Corpus, library_digest
from eval.gold.question import GoldQuestion
from eval.gold.reading import read_questions
from eval.measuring import Plan, measure_open, planned_questions
from eval.runs import Run
from eval.systems import DatelineSystem, Reply
from rag.answering import Dateline
from rag.errors import InputError
from rag.index.following import Progress

RUNS = "runs"  # the folder of runs in a library's folder

Before = Callable[[], None]


class Paced:
    """A system that does something before each question, such as to wait, or to stop by raising.

    Args:
        system: Is asked.
        before: Called before each question.
    """

    def __init__(self, system: DatelineSystem, before: Before) -> None:
        self._system, self._before = system, before
        self.name, self.model = system.name, system.model

    def ask(self, question: GoldQuestion) -> Reply:
        """Ask, once it may."""
        self._before()
        return self._system.ask(question)


def measure_served(plan: Plan, dateline: Dateline, before: Before, tell: Progress) -> Run:
    """Do what is planned with a library and a model that are open; `plan.articles` plays no part.

    Args:
        plan: What to measure.
        dateline: Served; it is not closed.
        before: Called before each question; what it raises ends the run, to be gone on with later.
        tell: Told of progress, once at the beginning, too.

    Raises:
        InputError: If the questions cannot be read, or do not fit the articles.
        EvaluationFailed: If a question ended in an error; all rows and figures are written.
    """
    asked = read_questions(plan.gold)
    corpus = served_corpus(dateline)
    questions = planned_questions(plan, asked, corpus)
    tell("questions", 0, len(questions))
    model = None if plan.retrieval_only else dateline.model
    then = Dateline(corpus.library, model, lambda: corpus.newest, corpus.gate, plan.without)
    system = DatelineSystem(then, plan.k, retrieval_only=plan.retrieval_only)
    return measure_open(plan, questions, corpus, Paced(system, before), tell=tell)


def served_corpus(dateline: Dateline) -> Corpus:
    """The articles of a library that is open, as they are now.

    Raises:
        InputError: If there are none.
    """
    library = dateline.library
    counts = library.archive.counts()
    if not counts["articles"]:
        raise InputError("the library holds no articles: bring some in, then evaluate")
    newest = counts["newest"]
    return Corpus(
        library,
        str(library.folder),
        library_digest(library),
        counts["articles"],
        counts["passages"],
        date.fromisoformat(newest[:10]) if newest else UNDATED,
        dateline.gate,
    )
