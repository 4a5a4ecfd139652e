"""The last runs: as charts of what is found, said, cited and left unsaid, and as a list. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from eval.history import Past
from eval.report.meanings import METRICS
from eval.report.numbers import NONE, told
from ui.page_html import Html, join, tag
from ui.page_words import count
from ui.pages.evaluate_charts import Point, Series, Words, spoken, trend_chart
from ui.pages.evaluate_words import gold_title, metric_of, moment, run_title, run_url, table

CHARTS: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("Finding", ("hit@1", "recall@10"), "share", ""),
    ("Answers", ("correct", "evidence cited"), "share", "answers"),
    ("Citations", ("supported sentences", "citation precision"), "share", "answers"),
    ("Abstention", ("abstention precision", "abstention recall"), "share", "answers"),
    ("Time to the passages", ("retrieval p50", "retrieval p95"), "seconds", ""),
    ("Time to the answer", ("answer p50", "answer p95"), "seconds", "answers"),
)
"""Titles of charts, what each shows, its unit, and what must have been asked for."""
NOTE = (
    "Upright lines are 95 % intervals (bootstrap over questions): of two runs whose intervals "
    "overlap widely, neither is shown to be better; compare them below, question by question. "
    "Lines join runs that were asked the very same; others differ in questions or articles."
)
UNMEASURED = {
    "": "None of these runs measured it.",
    "answers": "Not measured yet: run with answers.",
}

Numbered = tuple[int, Past]
"""A run and its number in the list."""


def trend_html(runs: Sequence[Past], chosen: str) -> Html:
    """Charts of the runs with the questions of the chosen one; of others they would mislead.

    Args:
        runs: Finished ones, oldest first.
        chosen: The name of the run that is marked.
    """
    marked = next((past for past in runs if past.name == chosen), runs[-1])
    shown = [(n, past) for n, past in enumerate(runs, start=1) if past.gold == marked.gold]
    drawn = [_figure(n, one, shown, marked) for n, one in enumerate(CHARTS)]
    many = f"The last {len(shown)} runs" if len(shown) > 1 else "The only run"
    others = "Runs of other questions have charts of their own: open one below. "
    return tag(
        "section",
        tag("h3", f"{many}: ", tag("bdi", gold_title(marked))),
        tag("div", *drawn, class_="trends"),
        tag("p", others if len(shown) < len(runs) else None, NOTE, class_="hint"),
        aria_label="The last runs as charts",
    )


def list_html(runs: Sequence[Past], chosen: str) -> Html:
    """Runs as a list, newest first, each a link that opens it; unfinished ones say so.

    Args:
        runs: Newest first.
        chosen: The name of the run that is open.
    """
    finished = sum(past.summary is not None for past in runs)
    items, number = [], finished
    for past in runs:
        items.append(_item(past, number if past.summary is not None else None, chosen))
        number -= past.summary is not None
    return tag("ol", *items, class_="runs")


def _item(past: Past, number: int | None, chosen: str) -> Html:
    when = moment(past.moment)
    if number is None:
        state = f"not finished: {past.asked} of {count(past.total, 'question')} asked"
        head = tag("span", run_title(past), class_="name", dir="auto")
        said = f"{when} · {state}; the same run again goes on there"
        return tag("li", tag("span", "–", class_="no"), head, tag("span", said, class_="meta"))
    link = tag(
        "a",
        run_title(past),
        href=run_url(past.name),
        class_="name",
        dir="auto",
        data_show=True,
        aria_current="true" if past.name == chosen else None,
    )
    said = f"{when} · {count(past.total, 'question')} · {headline(past)}"
    return tag("li", tag("span", str(number), class_="no"), link, tag("span", said, class_="meta"))


def headline(past: Past) -> str:
    """The one figure that says most of a run."""
    for name in ("correct", "hit@1"):
        found = metric_of(past.summary, name)
        if found:
            return f"{name} {told(found['value'], found['low'], found['high'], found['unit'])}"
    return "nothing scored"


def _figure(
    n: int, chart: tuple[str, tuple[str, ...], str, str], runs: Sequence[Numbered], marked: Past
) -> Html:
    title, names, unit, needs = chart
    series = [Series(name, tuple(_point(past, name) for _, past in runs)) for name in names]
    if not any(point for one in series for point in one.points):
        none = tag("p", UNMEASURED[needs], class_="none")
        return tag("figure", tag("h4", title), none, class_="trend")
    numbers = [number for number, _ in runs]
    asked = [past.questions for _, past in runs]
    at = [past.name for _, past in runs].index(marked.name)
    words = Words(f"trend-{n}", f"{title} over the last runs", spoken(series, unit, numbers))
    return tag(
        "figure",
        tag("h4", title),
        tag("ul", *_key(names, marked), class_="key"),
        trend_chart(words, series, asked, unit, at, numbers),
        _table(title, names, runs),
        class_="trend",
    )


def _key(names: Sequence[str], marked: Past) -> list[Html]:
    """What the marks mean, with the figures of the marked run."""
    return [
        tag("li", tag("b", name), tag("span", _said(marked, name), class_="value"), class_=mark)
        for name, mark in zip(names, "ab", strict=False)
    ]


def _table(title: str, names: Sequence[str], runs: Sequence[Numbered]) -> Html:
    rows = []
    for number, past in runs:
        named = join(run_title(past), tag("small", moment(past.moment)), by=" ")
        rows.append([str(number), named, *(_said(past, name) for name in names)])
    shown = table(f"{title}, by run", ("No.", "Run", *names), rows, numbers=2)
    meanings = [join(tag("dt", name), tag("dd", METRICS.get(name, ""))) for name in names]
    summary = tag("summary", "What it means, and as a table")
    return tag("details", summary, tag("dl", *meanings, class_="meanings"), shown)


def _said(past: Past, name: str) -> str:
    found = metric_of(past.summary, name)
    return told(found["value"], found["low"], found["high"], found["unit"]) if found else NONE


def _point(past: Past, name: str) -> Point | None:
    found = metric_of(past.summary, name)
    return Point(found["value"], found["low"], found["high"]) if found else None
