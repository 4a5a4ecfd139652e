"""`dateline eval gold`: check gold questions, convert them, or make them of feedback."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ui.options import library_option
from ui.planned import ANY, FILE

if TYPE_CHECKING:
    from eval.gold.question import GoldQuestion

WRITTEN = click.Path(path_type=Path, dir_okay=False)


@click.command(help="Check gold questions, convert them, or make them of readers' feedback.")
@click.argument("file", type=FILE, required=False)
@click.option("--articles", type=ANY, help="Check them against these articles.")
@click.option("--from-feedback", is_flag=True, help="Of the feedback stored in the library.")
@click.option("--out", type=WRITTEN, help="Write the questions here.")
@click.option("--articles-out", type=WRITTEN, help="Write a SQuAD-like file's articles here.")
@library_option
@click.option("--quiet", "-q", is_flag=True, help="No progress.")
def command(
    file: Path | None,
    articles: Path | None,
    from_feedback: bool,
    out: Path | None,
    articles_out: Path | None,
    library: Path | None,
    quiet: bool,
) -> None:
    """Read questions, say what is wrong with them, and write them if asked to."""
    if (file is None) is not from_feedback:
        raise click.UsageError("name a file of questions, or say --from-feedback")
    if file is None:
        questions, converted = of_feedback(library), False
    else:
        from eval.gold.reading import form_of, read_questions

        questions, converted = read_questions(file), form_of(file) != "gold"
        if articles_out is not None:
            write_articles(file, articles_out)
    if articles is not None or (library is not None and not from_feedback):
        named = str(file or "feedback")
        questions = against(questions, named, converted, articles, library, quiet=quiet)
    if out is not None:
        from eval.gold.format import write_gold

        write_gold(questions, out)
    show(questions, out)


def of_feedback(library: Path | None) -> list[GoldQuestion]:
    """The questions that stored feedback makes; what it does not make is said."""
    from eval.gold.feedback import from_feedback
    from rag.settings import read_settings
    from rag.wiring import open_library

    opened = open_library(read_settings(library))
    try:
        questions, skipped = from_feedback(opened.archive.feedback.all())
    finally:
        opened.close()
    for reason in skipped:
        click.echo(f"skipped: {reason}", err=True)
    return questions


def write_articles(file: Path, out: Path) -> None:
    """The articles that a SQuAD-like file holds beside its questions, as JSON Lines."""
    from eval.gold.squad import read_squad

    _, articles = read_squad(file)
    lines = [json.dumps(article, ensure_ascii=False) + "\n" for article in articles]
    out.write_text("".join(lines), encoding="utf-8")
    click.echo(f"{len(articles):,} articles: {out}")


def against(
    questions: list[GoldQuestion],
    named: str,
    converted: bool,
    articles: Path | None,
    library: Path | None,
    *,
    quiet: bool,
) -> list[GoldQuestion]:
    """The questions as questions about these articles; evidence that does not fit is an error.

    Of a converted data set it is left out, and how much is said.
    """
    from eval.corpora import open_corpus
    from eval.measuring import fitting
    from rag.settings import read_settings
    from ui.terminal import steps

    with steps(quiet=quiet) as tell, open_corpus(read_settings(library), articles, tell) as corpus:
        fit = fitting(questions, corpus, named, converted=converted)
    changed = sum(_size(a) != _size(b) for a, b in zip(questions, fit, strict=True))
    if changed and converted:
        click.echo(f"{changed} questions have evidence that does not fit; it is left out", err=True)
    return fit


def _size(question: GoldQuestion) -> int:
    return sum(len(group) for group in question.evidence)


def show(questions: Sequence[GoldQuestion], out: Path | None) -> None:
    """How many there are of each kind."""
    kinds = Counter(question.kind for question in questions)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    click.echo(f"{len(questions):,} questions{': ' + told if told else ''}")
    if out is not None:
        click.echo(f"written to {out}")
