"""The results on the page Evaluate: the last runs, the one that is open, and two side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qsl

from eval.compare import compare
from eval.history import Past, past_run, past_runs
from rag.errors import DatelineError
from ui.page_html import Html, join, tag
from ui.pages.evaluate_comparison import SAME_RUN, choose_html, comparison_html
from ui.pages.evaluate_run import run_html
from ui.pages.evaluate_trend import list_html, trend_html

MOST = 12  # runs that are shown
TEACHES = (
    ("Finding", "Is the article with the answer among the first that are found?"),
    ("Answers", "Was an accepted answer said?"),
    ("Citations", "Is each sentence carried by what it cites?"),
    ("Abstention", "Was nothing said where the articles hold no answer, and only there?"),
    ("Time", "How long did readers have to wait?"),
)


def results_html(root: Path, query: str) -> Html:
    """All results, with what the page's address asks for open.

    Args:
        root: The folder of runs.
        query: Of the page's address: `run=`, or `a=` and `b=`.
    """
    asked = dict(parse_qsl(query.lstrip("?")))
    runs = past_runs(root, MOST)
    finished = [past for past in runs if past.summary is not None]
    if not finished:
        return tag("div", _empty(runs), class_="results")
    chosen = asked.get("run") or finished[0].name
    compared = _compared(root, asked)
    return tag(
        "div",
        tag("h2", "Results", class_="unseen"),
        compared,
        trend_html(finished[::-1], chosen),
        _section("Runs", list_html(runs, chosen), id="runs"),
        None if compared else _open(root, chosen),
        _section(
            "Compare two runs",
            choose_html(finished, asked.get("a", ""), asked.get("b", "")),
            id="compare",
        )
        if not compared
        else None,
        class_="results",
        data_open="comparison" if compared else chosen,
    )


def _section(title: str, *parts: Html | None, id: str) -> Html:  # noqa: A002 — as HTML has it
    return tag("section", tag("h3", title, id=f"{id}-title"), *parts, id=id,
               aria_labelledby=f"{id}-title")  # fmt: skip


def _open(root: Path, name: str) -> Html:
    try:
        return run_html(*past_run(root, name))
    except DatelineError as error:
        return _problem(str(error))
    except (KeyError, TypeError, ValueError):
        return _problem(f"the run {name!r} was written by another version, or by hand: run it anew")


def _compared(root: Path, asked: Mapping[str, str]) -> Html | None:
    a, b = asked.get("a"), asked.get("b")
    if not a or not b:
        return None
    finished = [past for past in past_runs(root, MOST) if past.summary is not None]
    form = choose_html(finished, a, b)
    if a == b:
        told: Html = _problem(SAME_RUN)
    else:
        try:
            (one, _), (other, _) = past_run(root, a), past_run(root, b)
            told = comparison_html(compare(root / a, root / b), one, other)
        except DatelineError as error:
            told = _problem(str(error))
        except (KeyError, TypeError, ValueError):
            told = _problem("one of these runs was written by another version: run it anew")
    return tag(
        "section",
        tag("h3", "Two runs, question by question", id="run-title", tabindex="-1"),
        form,
        told,
        id="compared",
        aria_labelledby="run-title",
    )


def _problem(said: str) -> Html:
    return tag("p", said, class_="problem", role="alert", dir="auto")


def _empty(runs: Sequence[Past]) -> Html:
    """What the results will be, before there are any."""
    terms = [join(tag("dt", name), tag("dd", what)) for name, what in TEACHES]
    return tag(
        "section",
        tag("h3", "No run yet"),
        tag(
            "p",
            "Choose questions and press Run. With What is found, the sample questions take a few "
            "seconds. Then this page shows:",
        ),
        tag("dl", *terms, class_="teaches"),
        tag(
            "p",
            "Each figure comes with its 95 % interval, and each question that went wrong can be "
            "opened: what was expected, what was said, what was found.",
        ),
        tag("div", tag("h4", "Not finished"), list_html(runs, "")) if runs else None,
        class_="empty",
    )
