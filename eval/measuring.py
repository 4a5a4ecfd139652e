"""One evaluation from its plan to its folder: corpus, system, rows, figures, report."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from eval.corpora import Corpus, open_corpus
from eval.gold.against import addresses, faults, resolved, usable
from eval.gold.question import GoldQuestion, gold_digest
from eval.gold.reading import form_of, read_questions
from eval.judge import Judge, open_judge
from eval.machine import code, machine, versions
from eval.report.page import write_report
from eval.runner import ask_all, sampled
from eval.runs import Row, Run, identity, place
from eval.summary import summarise
from eval.systems import DatelineSystem, System
from rag.answering import Dateline
from rag.errors import EvaluationFailed, InputError
from rag.index.following import Progress
from rag.models.chat import open_chat_model
from rag.parts import ALL, RETRIEVING, Part
from rag.prompts import PROMPT_VERSION
from rag.retriever import K
from rag.settings import Settings
from rag.wiring import judged

SAMPLE_GOLD = Path(__file__).parent / "gold" / "sample.jsonl"
FAULTS = 20  # that an error lists


def sample_articles() -> Path:
    """The articles that the sample questions are about."""
    import ingest

    return Path(ingest.__file__).parent / "samples" / "articles.jsonl"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure.

    Attributes:
        gold: A file of gold questions.
        articles: What they are about; None asks the library of the settings.
        retrieval_only: Find passages and do not answer.
        limit: Ask a random sample of so many questions.
        seed: Of the sample and of the bootstrap.
        k: How many passages are found.
        without: Parts of Dateline that are left out.
        jobs: Questions in flight at a time.
        judge: A model that says of answers whether they are right.
        out: The run's folder; one under `root` if None.
        root: Where folders are made.
        command: How to do this again.
        report: Whether a report is written.
        reuse: Whether a finished run of the same plan will do, for series of runs.
    """

    gold: Path = SAMPLE_GOLD
    articles: Path | None = None
    retrieval_only: bool = False
    limit: int | None = None
    seed: int = 0
    k: int = K
    without: frozenset[Part] = ALL
    jobs: int = 1
    judge: str | None = None
    out: Path | None = None
    root: Path = Path("runs")
    command: str = ""
    report: bool = True
    reuse: bool = False


Make = Callable[[Corpus, Plan], System]
"""Makes the system that is measured, of an open corpus."""


def measure(
    plan: Plan, settings: Settings, tell: Progress | None = None, make: Make | None = None
) -> Run:
    """Do what is planned; an interrupted run of the same plan goes on where it stopped.

    Args:
        plan: What to measure.
        settings: The library, embedder and model.
        tell: Told of progress.
        make: Makes another system than Dateline.

    Raises:
        InputError: If the questions do not fit the articles.
        EvaluationFailed: If a question ended in an error; all rows and figures are written.
    """
    asked = read_questions(plan.gold)
    with open_corpus(settings, plan.articles, tell) as corpus:
        fit = planned_questions(plan, asked, corpus)
        _effective(plan, settings)
        system = make(corpus, plan) if make else dateline_system(corpus, plan, settings)
        judge = open_judge(settings, plan.judge) if plan.judge else None
        return measure_open(plan, fit, corpus, system, judge, tell)


def planned_questions(
    plan: Plan, asked: Sequence[GoldQuestion], corpus: Corpus
) -> list[GoldQuestion]:
    """The questions of a plan's file that are asked, with their evidence as articles of the corpus.

    Raises:
        InputError: If they do not fit the articles.
    """
    converted = form_of(plan.gold) != "gold"
    sample = sampled(asked, plan.limit, plan.seed)
    return fitting(sample, corpus, str(plan.gold), converted=converted)


def measure_open(
    plan: Plan,
    questions: list[GoldQuestion],
    corpus: Corpus,
    system: System,
    judge: Judge | None = None,
    tell: Progress | None = None,
) -> Run:
    """Ask a system questions about a corpus that is open, and write the run's folder.

    Raises:
        InputError: If the folder holds another run.
        EvaluationFailed: If a question ended in an error; all rows and figures are written.
    """
    about = _about(plan, corpus, system, questions)
    run = place(about, plan.out, plan.root, reuse=plan.reuse)
    if run.finished:
        return run
    fresh = not run.rows()
    run.begin(about)
    start = time.perf_counter()
    rows = ask_all(questions, system, corpus, run, plan.jobs, judge, tell)
    wall = time.perf_counter() - start
    run.summarise(summarise(rows, wall if fresh else None, plan.seed))
    failed = [row for row in rows if row["error"]]
    if not failed:
        run.note(about | {"finished": _now()})
    if plan.report:
        write_report(run.folder)
    if failed:
        raise EvaluationFailed(_failure(run, failed, len(rows)), run.folder)
    return run


def _effective(plan: Plan, settings: Settings) -> None:
    """Whether leaving out these parts leaves out anything.

    Raises:
        InputError: If not: a table would say that the part is worth nothing.
    """
    idle: set[str] = set()
    if plan.retrieval_only:
        idle = {part for part in plan.without if part not in RETRIEVING}
    elif settings.llm_name == "quotes":
        idle = {part for part in plan.without if part in ("model", "focus", "gate", "fallback")}
    if idle:
        where = "where only passages are found" if plan.retrieval_only else "without a model"
        raise InputError(f"{', '.join(sorted(idle))} has no part to play {where}: leave it in")


def dateline_system(corpus: Corpus, plan: Plan, settings: Settings) -> System:
    """Dateline over a corpus, its clock on the day of the newest article.

    Raises:
        PackMissing: If its model is not on this machine: other answers are not what is measured.
    """
    model = None if plan.retrieval_only else open_chat_model(settings)
    gate = judged(corpus.gate, settings, model)
    dateline = Dateline(corpus.library, model, lambda: corpus.newest, gate, plan.without)
    if dateline.model:
        dateline.model.warm()
    return DatelineSystem(dateline, plan.k, retrieval_only=plan.retrieval_only)


def fitting(
    questions: list[GoldQuestion], corpus: Corpus, gold: str, *, converted: bool
) -> list[GoldQuestion]:
    """The questions with their evidence as articles of the corpus.

    Of a converted data set, evidence that does not fit is left out: the corpus may be
    a part of what its questions were asked about. Of gold questions it is a fault.

    Raises:
        InputError: If evidence is not in the corpus: its absence would be counted as a failure.
    """
    article = corpus.library.archive.article
    by_url = any(a.article_id is None for q in questions for group in q.evidence for a in group)
    known = resolved(questions, addresses(corpus.library.archive.articles()) if by_url else {})
    if converted:
        return usable(known, article)
    wrong = faults(known, article)
    if wrong:
        listed = "\n".join(f"  {fault}" for fault in wrong[:FAULTS])
        raise InputError(
            f"{len(wrong)} faults: the questions {gold!r} do not fit the articles "
            f"{corpus.path!r}: correct them, or name the articles that they are about\n{listed}"
        )
    return known


def _about(
    plan: Plan, corpus: Corpus, system: System, questions: list[GoldQuestion]
) -> dict[str, Any]:
    name = "-".join([plan.gold.name.split(".")[0], *sorted(f"without-{p}" for p in plan.without)])
    if system.name != DatelineSystem.name:
        name = f"{name}-{system.name}"
    about = {
        "name": name,
        "started": _now(),
        "finished": None,
        "command": plan.command,
        "system": system.name,
        "gold": {
            "path": str(plan.gold),
            "digest": gold_digest(questions),
            "questions": len(questions),
        },
        "corpus": corpus.json(),
        "settings": {
            "retrieval_only": plan.retrieval_only,
            "limit": plan.limit,
            "seed": plan.seed,
            "k": plan.k,
            "without": sorted(plan.without),
            "jobs": plan.jobs,
        },
        "model": None if plan.retrieval_only else system.model,
        "judge": plan.judge,
        "prompt_version": PROMPT_VERSION,
        "embedder": corpus.library.embedder.name,
        "versions": versions(),
        "code": code(),
        "machine": machine(),
    }
    return about | {"id": identity(about)}


def _failure(run: Run, failed: list[Row], asked: int) -> str:
    first = failed[0]
    return (
        f"{len(failed)} of {asked} questions ended in an error and are not scored; the first, "
        f"{first['id']!r}: {first['error']} The rows are in {str(run.folder)!r}; repeat the "
        "command to ask these questions again."
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
