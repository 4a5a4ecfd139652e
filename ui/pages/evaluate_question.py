"""What became of one question of a run: expected, said, cited, found. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from eval.names import METRICS
from eval.report.numbers import figure
from eval.report.outcomes import failures, right, said
from eval.runs import Row
from rag.citations import without_markers
from ui.page_html import Html, join, tag
from ui.page_words import day, read_url, source
from ui.pages.evaluate_words import table

FIRST = 160  # characters of a passage
NOTHING = "To say nothing: no article gives an answer."
UNITS = {metric.name: metric.unit for metric in METRICS}

Place = Callable[[str, str], tuple[str, str | None]]
"""The headline of an article, and the address of a quote in it where this library holds it."""

Json = Mapping[str, Any]


def question_html(row: Row, place: Place) -> Html:
    """What became of a question.

    Args:
        row: Of the run.
        place: Finds articles and quotes.
    """
    return tag(
        "article",
        tag("h1", str(row["question"]), dir="auto"),
        tag("dl", *_entries(row, place)),
        _found(row),
        _scores(row),
        class_="became",
    )


def _entries(row: Row, place: Place) -> list[Html]:
    answer: Json = row.get("answer") or {}
    asked = [str(row["kind"])] + ([f"as of {day(row['as_of'])}"] if row.get("as_of") else [])
    entries = [_entry("Question", tag("code", str(row["id"])), tag("span", " · ".join(asked)))]
    wrong = failures([row])
    if row.get("error"):
        entries.append(_entry("Error", tag("span", str(row["error"]), dir="auto")))
        return entries
    if wrong:
        entries.append(_entry("Why", tag("span", wrong[0].why)))
    elif right(row):
        entries.append(_entry("Outcome", tag("span", "Right.")))
    accepted = [tag("span", str(one), dir="auto") for one in row.get("answers") or ()]
    entries.append(_entry("Accepted", join(*accepted, by=" · ") if accepted else NOTHING))
    if row.get("expected"):
        entries.append(_entry("Expected evidence", _expected(row, place)))
    if answer:
        entries.append(_entry("Said", _said(row, answer)))
        cited = [_citation(one) for one in answer.get("citations") or ()]
        if cited:
            entries.append(_entry("Cited", tag("ol", *cited, class_="cited")))
        removed = [
            tag("li", tag("q", one["text"], dir="auto"), tag("span", one["why"], dir="auto"))
            for one in answer.get("removed") or ()
        ]
        if removed:
            entries.append(_entry("Removed", tag("ul", *removed, class_="removed")))
    return entries


def _entry(name: str, *told: str) -> Html:
    return tag("div", tag("dt", name), tag("dd", join(*told, by=" ")))


def _expected(row: Row, place: Place) -> Html:
    """Groups of evidence: all were needed, of each any one would do."""
    one = failures([{**row, "correct": False}])[0]
    items = []
    for group in one.expected:
        for n, way in enumerate(group):
            title, href = place(way.article, way.quote)
            rank = f"found at rank {way.rank}" if way.rank else "its article was not found"
            told = ", ".join(part for part in (rank, way.cited) if part)
            items.append(
                tag(
                    "li",
                    tag("i", "or ") if n else None,
                    tag("q", way.quote, dir="auto") if way.quote else None,
                    tag("span", _reader(title, href), f" · {told}", class_="from"),
                )
            )
    return tag("ul", *items, class_="expected")


def _said(row: Row, answer: Json) -> Html:
    if answer["abstained"]:
        return tag("span", said(row))
    cited = {c["n"]: c for c in answer.get("citations") or ()}
    sentences = []
    for sentence in answer.get("sentences") or ():
        marks = [
            tag("a", f"[{n}]", href=_at(cited[n]), data_read=True, target="_blank")
            for n in sentence["citations"]
            if n in cited
        ]
        text = tag("span", without_markers(sentence["text"]), dir="auto")
        why = tag("em", f" {sentence['status'].replace('_', ' ')}") if sentence["why"] else None
        sentences.append(tag("p", text, " " if marks else None, *marks, why))
    return join(*sentences) if sentences else tag("p", str(answer["text"]), dir="auto")


def _citation(one: Json) -> Html:
    return tag(
        "li",
        tag("span", f"[{one['n']}]", class_="no"),
        tag("q", one["quote"], dir="auto"),
        tag(
            "span",
            _reader(one.get("title") or one["article_id"], _at(one)),
            " · ",
            tag("bdi", _origin(one)),
            class_="from",
        ),
    )


def _found(row: Row) -> Html:
    found: Sequence[Json] = row.get("found") or ()
    if not found:
        return tag("p", "No passage was found.") if not row.get("error") else join()
    wanted = {one["article_id"] for group in row.get("expected") or () for one in group}
    rows = [_passage(hit, wanted) for hit in found]
    names = ("Rank", "Passage", "Score")
    return tag(
        "section",
        tag("h2", "Passages found"),
        table(f"Passages found: {row['id']}", names, rows, numbers=2),
    )


def _passage(hit: Json, wanted: set[str]) -> list[str]:
    text = " ".join(hit["text"].split())
    text = text if len(text) <= FIRST else text[:FIRST].rsplit(" ", 1)[0] + " …"
    told = join(
        _reader(hit.get("title") or hit["article_id"], _at(hit)),
        tag("b", "expected", class_="mark") if hit["article_id"] in wanted else None,
        tag("span", tag("bdi", _origin(hit)), class_="from"),
        tag("span", text, class_="text", dir="auto"),
    )
    return [str(hit["rank"]), told, f"{hit['score']:.3f}"]


def _origin(told: Json) -> str:
    return " · ".join((source(told.get("outlet"), told.get("url")), day(told.get("published_at"))))


def _scores(row: Row) -> Html:
    scores = {name: value for name, value in (row.get("scores") or {}).items() if value is not None}
    if not scores:
        return join()
    rows = [[name, figure(value, UNITS.get(name, "score"))] for name, value in scores.items()]
    shown = table(f"Scores: {row['id']}", ("Figure", "Value"), rows, numbers=1)
    return tag("details", tag("summary", "Its scores"), shown)


def _at(told: Json) -> str:
    version = int(told.get("version") or 1)
    return read_url(told["article_id"], version, told.get("start"), told.get("end"))


def _reader(words: str, href: str | None) -> Html:
    if href is None:
        return tag("bdi", words)
    return tag("a", tag("bdi", words), href=href, target="_blank", data_read=True)
