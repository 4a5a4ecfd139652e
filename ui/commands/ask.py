"""`dateline ask`: one answer, streamed, or a file of questions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rag.wire import answer_json
from ui.asked import Asked, asking, line

if TYPE_CHECKING:
    from rag.answering import Dateline
    from rag.domain import Answer, Scope


@click.command(help="Ask a question and get a checked answer with its sources.")
@click.option(
    "--receipt",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Save the answer's receipt here, for `dateline verify --receipt`.",
)
@click.option(
    "--receipts",
    type=click.Path(path_type=Path, file_okay=False),
    help="With --questions: save the receipts in this folder.",
)
@asking
def command(asked: Asked, receipt: Path | None, receipts: Path | None) -> None:
    """Answer one question or a file of them, and save receipts if asked to."""
    if receipt is not None and asked.file is not None:
        raise click.UsageError("--receipt is for one QUESTION: with --questions say --receipts")
    if receipts is not None and asked.file is None:
        raise click.UsageError("--receipts is for --questions: with one QUESTION say --receipt")
    from rag.settings import read_settings
    from rag.wiring import open_dateline
    from ui.receipts import batch_name, receipts_folder
    from ui.terminal import steps

    folder = receipts_folder(receipts) if receipts is not None else None
    if receipt is not None:
        receipts_folder(receipt.parent)  # before the answer, which may take its time
    with steps(quiet=asked.quiet) as tell:
        dateline = open_dateline(read_settings(asked.library), tell)
    try:
        if asked.text is not None:
            save(dateline, answer_one(dateline, asked, asked.text), receipt)
        for number, (question, scope) in enumerate(asked.questions(), 1):
            answer = dateline.ask(question.text, question.history, scope, asked.k)
            save(dateline, answer, folder and folder / batch_name(number, question.id))
            line(answer_json(answer), question)
    finally:
        dateline.library.close()


def answer_one(dateline: Dateline, asked: Asked, question: str) -> Answer:
    """Answer one question, as JSON or streamed."""
    if not asked.as_json:
        return stream(dateline, question, asked.scope, asked.k)
    answer = dateline.ask(question, (), asked.scope, asked.k)
    line(answer_json(answer))
    return answer


def save(dateline: Dateline, answer: Answer, path: Path | None) -> None:
    """Write the receipt of an answer, if it is to be kept."""
    from ui.receipts import receipt_of, write_receipt

    if path is not None:
        write_receipt(receipt_of(dateline, answer, datetime.now(UTC)), path)


def stream(dateline: Dateline, question: str, scope: Scope, k: int) -> Answer:
    """Show an answer as it comes: what is not checked yet is dim and goes away."""
    from rich.live import Live
    from rich.text import Text

    from rag.events import Checked, Evidence, Finished, Token
    from ui.terminal import screen

    out = screen()
    shown = Text("searching …", style="dim")
    with Live(shown, console=out, transient=True, refresh_per_second=12) as live:
        done, pending = "", ""
        for event in dateline.stream(question, (), scope, k):
            if isinstance(event, Evidence):
                found = event.found
                articles = len({hit.passage.article_id for hit in found.hits})
                pending = f"reading {len(found.hits)} passages of {articles} articles …"
            elif isinstance(event, Token):
                pending = event.text if pending.startswith("reading ") else pending + event.text
            elif isinstance(event, Checked):
                if event.sentence.status == "supported":
                    done += f"{event.sentence.text} "
                pending = ""
            elif isinstance(event, Finished):
                answer = event.answer
            live.update(Text.assemble(done, (pending, "dim")))
    show(answer)
    return answer


def show(answer: Answer) -> None:
    """A finished answer with its sources."""
    from rich.padding import Padding
    from rich.text import Text

    from rag.checking import window_said
    from ui.sources import byline, kind, spoken
    from ui.terminal import screen

    out = screen()
    if answer.notice:
        out.print(Text(answer.notice, style="yellow"))
    out.print(Text(answer.text, style="bold" if not answer.abstained else "yellow"))
    out.print()
    for citation in answer.citations:
        head = byline(citation.outlet, citation.published_at, citation.title)
        known = "".join(f" · {one}" for one in kind(citation.labels))
        out.print(Text.assemble((f"[{citation.n}] ", "bold cyan"), head, (known, "dim")))
        out.print(Padding(Text(f"“{' '.join(citation.quote.split())}”", style="italic"), (0, 4)))
        if citation.url:
            out.print(Padding(Text(citation.url, style="dim"), (0, 4)))
    for near in answer.nearest:
        out.print(
            Text(f"nearest: {byline(near.outlet, near.published_at, near.title)}", style="dim")
        )
    for removed in answer.removed:
        line = f"not said: {removed.text} ({removed.why})"
        out.print(Text(line, style="dim strike" if out.is_terminal else "dim"))
    said = sum(s.status == "supported" for s in answer.sentences)
    told = answer.sources.said if answer.sources else None
    facts = (
        f"{said} of {said + len(answer.removed)} sentences carried by quotes"
        if answer.sentences
        else None,
        told,
        f"window: {window_said(answer.window)}" if answer.window else None,
        f"as of {spoken(answer.as_of)}",
        answer.model,
        f"{answer.seconds.total:.1f} s",
    )
    out.print(Text(" · ".join(fact for fact in facts if fact), style="dim"))
