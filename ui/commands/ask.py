"""`dateline ask`: one answer, streamed, or a file of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ui.asked import Asked, asking, line

if TYPE_CHECKING:
    from rag.answering import Dateline
    from rag.domain import Answer, Scope


@click.command(help="Ask a question and get a checked answer with its sources.")
@asking
def command(asked: Asked) -> None:
    """Answer one question or a file of them."""
    from rag.settings import read_settings
    from rag.wire import answer_json
    from rag.wiring import open_dateline
    from ui.terminal import steps

    with steps(quiet=asked.quiet) as tell:
        dateline = open_dateline(read_settings(asked.library), tell)
    try:
        if asked.text is not None and asked.as_json:
            line(answer_json(dateline.ask(asked.text, (), asked.scope, asked.k)))
        elif asked.text is not None:
            stream(dateline, asked.text, asked.scope, asked.k)
        for question, scope in asked.questions():
            answer = dateline.ask(question.text, question.history, scope, asked.k)
            line(answer_json(answer), question)
    finally:
        dateline.library.close()


def stream(dateline: Dateline, question: str, scope: Scope, k: int) -> None:
    """Show an answer as it comes: what is not checked yet is dim and goes away."""
    from rich.live import Live
    from rich.text import Text

    from rag.answering import Checked, Evidence, Finished, Token
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


def show(answer: Answer) -> None:
    """A finished answer with its sources."""
    from rich.padding import Padding
    from rich.text import Text

    from ui.sources import byline, spoken
    from ui.terminal import screen

    out = screen()
    if answer.notice:
        out.print(Text(answer.notice, style="yellow"))
    out.print(Text(answer.text, style="bold" if not answer.abstained else "yellow"))
    out.print()
    for citation in answer.citations:
        head = byline(citation.outlet, citation.published_at, citation.title)
        out.print(Text.assemble((f"[{citation.n}] ", "bold cyan"), head))
        out.print(Padding(Text(f"“{' '.join(citation.quote.split())}”", style="italic"), (0, 4)))
        if citation.url:
            out.print(Padding(Text(citation.url, style="dim"), (0, 4)))
    for removed in answer.removed:
        line = f"not said: {removed.text} ({removed.why})"
        out.print(Text(line, style="dim strike" if out.is_terminal else "dim"))
    said = sum(s.status == "supported" for s in answer.sentences)
    checked = f"{said} of {said + len(answer.removed)} sentences carried by quotes · "
    out.print(
        Text(
            f"{checked if answer.sentences else ''}as of {spoken(answer.as_of)} · {answer.model} · "
            f"{answer.seconds.total:.1f} s",
            style="dim",
        )
    )
