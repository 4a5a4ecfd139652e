"""Two runs, question by question, as `dateline eval compare` tells it, on a page. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from eval.compare import Comparison, Difference, Flip
from eval.history import Past
from eval.report.comparing import NOTE, SIGNS
from eval.report.numbers import difference, figure
from ui.page_html import Html, join, tag
from ui.page_words import count
from ui.pages.evaluate_charts import range_chart
from ui.pages.evaluate_words import HERE, moment, question_url, run_title, table

UNSEEN = tag("span", "Drawn", class_="unseen")
SAME_RUN = "Choose two different runs."


def choose_html(runs: Sequence[Past], a: str, b: str) -> Html:
    """The form that chooses two runs; it works as a plain form, too.

    Args:
        runs: Finished ones, newest first.
        a: Chosen first.
        b: Chosen second.
    """
    if len(runs) < 2:
        return tag("p", "Once there are two runs, they can be compared here.", class_="hint")

    def select(letter: str, name: str, chosen: str) -> Html:
        options = [
            tag(
                "option",
                f"{len(runs) - n}. {_named(past)}",
                value=past.name,
                selected=past.name == chosen,
            )
            for n, past in enumerate(runs)
        ]
        return tag("label", tag("span", letter), tag("select", *options, name=name))

    newer, older = _likely(runs)
    return tag(
        "form",
        select("A", "a", a or older.name),
        select("B", "b", b or newer.name),
        tag("button", "Compare", type="submit"),
        action=HERE,
        method="get",
        class_="choose",
        data_compare=True,
    )


def _likely(runs: Sequence[Past]) -> tuple[Past, Past]:
    """The newest two that ask the same questions in the same way, else the newest two."""
    for n, one in enumerate(runs):
        for other in runs[n + 1 :]:
            if (one.questions, one.answers) == (other.questions, other.answers):
                return one, other
    return runs[0], runs[1]


def comparison_html(found: Comparison, a: Past, b: Past) -> Html:
    """Run B against run A.

    Args:
        found: The comparison.
        a: The first run.
        b: The second.
    """
    warnings = [
        *(w[:1].upper() + w[1:] + "." for w in found.warnings),
        *(f"{i} is left out: {n}: {e}" for i, n, e in found.errors),
    ]
    named = tag(
        "dl",
        *(
            tag("div", tag("dt", letter), tag("dd", _named(past)))
            for letter, past in (("A", a), ("B", b))
        ),
        class_="pair",
    )
    return join(
        named,
        *(tag("p", warning, class_="alarm", dir="auto") for warning in warnings),
        tag("p", f"{count(found.questions, 'question')} compared. {NOTE}", class_="hint"),
        _differences(found.differences),
        _whole(found.whole),
        _flips("Right in A, wrong in B", found.lost, a.name, b.name),
        _flips("Wrong in A, right in B", found.gained, a.name, b.name),
        _settings(found),
    )


def _named(past: Past) -> str:
    return f"{run_title(past)}, {count(past.total, 'question')}, {moment(past.moment)}"


def _differences(ones: Sequence[Difference]) -> Html:
    names = ("Figure", "A", "B", "B − A, 95 % interval", UNSEEN, "n", "B is")
    rows = [
        [one.metric, figure(one.a, one.unit), figure(one.b, one.unit), _change(one), _drawn(one),
         str(one.n), tag("span", SIGNS[one.verdict], class_=f"verdict {one.verdict}")]
        for one in ones
    ]  # fmt: skip
    return table("Differences, question by question", names, rows, numbers=1)


def _change(one: Difference) -> str:
    return difference(one.difference, one.low, one.high, one.unit, max(one.a or 0, one.b or 0))


def _drawn(one: Difference) -> Html:
    """The interval over a scale that has no change in its middle."""
    if one.difference is None or one.low is None or one.high is None:
        return join()
    reach = max(abs(one.low), abs(one.high), abs(one.difference))
    reach = max(reach, 0.05) if one.unit in ("share", "score") else reach or 1.0

    def at(value: float) -> float:
        return 50 + 48 * value / reach

    return range_chart(at(one.low), at(one.difference), at(one.high), zero=50)


def _whole(ones: Sequence[Difference]) -> Html:
    rows = [
        [one.metric, figure(one.a, one.unit), figure(one.b, one.unit), _change(one)] for one in ones
    ]
    shown = table("Figures of whole runs", ("Figure", "A", "B", "B − A"), rows, numbers=1)
    note = "Each over all that its run scored; nothing is paired, so there is no interval."
    summary = tag("summary", "Figures of whole runs")
    return tag("details", summary, tag("p", note, class_="hint"), shown)


def _flips(title: str, flips: Sequence[Flip], a: str, b: str) -> Html:
    parts = [tag("h4", f"{title}: {len(flips)}")]
    for flip in flips:
        links = join(
            tag("a", "Evidence in A", href=question_url(a, flip.id), target="_blank"),
            tag("a", "Evidence in B", href=question_url(b, flip.id), target="_blank"),
            by=" · ",
        )
        summary = tag(
            "summary",
            tag("span", flip.question, class_="asked", dir="auto"),
            tag("span", flip.kind, class_="kind"),
        )
        told = tag(
            "dl",
            tag("div", tag("dt", "A"), tag("dd", flip.a, dir="auto")),
            tag("div", tag("dt", "B"), tag("dd", flip.b, dir="auto")),
        )
        parts.append(tag("details", summary, tag("div", told, tag("p", links), class_="became")))
    return tag("section", *parts, class_="questions flips")


def _settings(found: Comparison) -> Html:
    if not found.settings:
        return tag("p", "The runs have the same settings and versions.", class_="hint")
    rows = [[what.replace(".", " "), one, other] for what, one, other in found.settings]
    shown = table("What differs between the runs", ("What", "A", "B"), rows)
    return tag("details", tag("summary", "What differs between the runs"), shown)
