"""The MCP tools themselves: ask, search and read_article, each as text and as data. No mcp here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from rag.answering import Dateline
from rag.domain import Article, Hit
from rag.errors import DatelineError, InputError
from rag.events import Finished
from rag.wire import answer_json, article_json, found_json
from ui.api import scope_of
from ui.api_text import answer_text, listed
from ui.mcp_arguments import Place, Question, said, schema_of
from ui.page_counts import Counts
from ui.page_words import count

MOST = 20_000  # characters of an article that one call reads


@dataclass(frozen=True, slots=True)
class Result:
    """What a tool gives: text for a model, and the same as data; an error has no data."""

    text: str
    data: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: what it is called, what it is for, and what it takes."""

    name: str
    title: str
    run: Callable[[Any], Result]
    takes: type[BaseModel]

    @property
    def description(self) -> str:
        """For the model that may call it: the docstring of what it runs."""
        return " ".join((self.run.__doc__ or "").split())

    @property
    def schema(self) -> dict[str, Any]:
        """Of its arguments."""
        return schema_of(self.takes)

    def call(self, arguments: dict[str, Any]) -> Result:
        """Run it; what is wrong is told, so that the caller can do better."""
        try:
            return self.run(self.takes.model_validate(arguments))
        except ValidationError as error:
            return Result(said(error, self.takes))
        except DatelineError as error:
            return Result(str(error))


class Tools:
    """The tools of a library.

    Args:
        dateline: Answers.
        counts: For /metrics.
    """

    def __init__(self, dateline: Dateline, counts: Counts) -> None:
        self._dateline, self._counts = dateline, counts
        self.all = (
            Tool("ask", "Ask the news articles", self.ask, Question),
            Tool("search", "Search the news articles", self.search, Question),
            Tool("read_article", "Read a news article", self.read_article, Place),
        )

    def ask(self, given: Question) -> Result:
        """Answer a question from the stored news articles.

        Every sentence is checked and carries numbers [n]; the sources below it give the verbatim
        quote behind each number, with its article, version and offsets. Where the articles do not
        answer, it says so and names the nearest ones.
        """
        scope = scope_of(given.from_, given.to, given.as_of, given.outlet)
        events = self._dateline.stream(given.question, (), scope, given.k)
        for event in self._counts.counted(events):
            if isinstance(event, Finished):
                answer = event.answer
                return Result(answer_text(answer, quotes=True), answer_json(answer))
        raise AssertionError("a stream ends with Finished")

    def search(self, given: Question) -> Result:
        """Find passages of the stored news articles, best first, without writing an answer.

        Each comes verbatim, with headline, outlet, day and address, and with the article's id,
        version and offsets for read_article.
        """
        scope = scope_of(given.from_, given.to, given.as_of, given.outlet)
        found = self._dateline.search(given.question, scope, given.k)
        told = "\n\n".join(map(_passage, found.hits)) or "No stored article bears on this."
        notice = f"{found.notice}\n\n" if found.notice else ""
        return Result(notice + told, found_json(found))

    def read_article(self, given: Place) -> Result:
        """Read a stored news article, or the characters from start to end of it, word for word.

        The text of a version never changes, so offsets of quotes always point at the same words.
        A long article is given in parts: the last line says from which character to go on.
        """
        archive = self._dateline.library.archive
        article = archive.article(given.id, given.version)
        newest = archive.article(given.id).version
        length = len(article.text)
        stop = length if given.end is None else min(given.end, length)
        if given.start > length or given.start > stop:
            raise InputError(
                f"start={given.start} and end={given.end} are no part of an article of "
                f"{count(length, 'character')}: give start <= end <= {length}"
            )
        end = min(stop, given.start + MOST)
        text = article.text[given.start : end]
        lines = [*_head(article, newest, given.start, end), "", text]
        if end < stop:
            lines += ["", f"[The text goes on: read_article with start={end}.]"]
        span = {"text": text, "start": given.start, "end": end, "length": length}
        return Result("\n".join(lines), article_json(article) | span | {"newest": newest})


def _passage(hit: Hit) -> str:
    p = hit.passage
    head = listed(f"{hit.rank}.", p.title, p.outlet, p.published_at, p.url, p.labels).removeprefix(
        "- "
    )
    place = f"article {p.article_id}, version {p.version}, {p.start} to {p.end}"
    return f"{head}\n({place})\n{p.text}"


def _head(article: Article, newest: int, start: int, end: int) -> list[str]:
    published = article.published.iso if article.published else None
    told = listed("", article.headline, article.outlet, published, article.url, article.labels)
    lines = [
        told.removeprefix("- "),
        f"(article {article.id}, version {article.version} of {newest}, characters {start} to "
        f"{end} of {len(article.text)})",
    ]
    if article.removed:
        lines.append("(This article was removed from the library: no new answer draws on it.)")
    return lines
