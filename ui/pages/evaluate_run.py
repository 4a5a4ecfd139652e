"""One run on a page: its figures with intervals, and its questions to be opened. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from eval.history import Past
from eval.report.outcomes import Failure, failures, right
from eval.report.view import Line, View, view_of
from eval.runs import Row
from ui.page_html import Html, join, tag
from ui.page_words import count
from ui.pages.evaluate_charts import Point, Words, kinds_chart, range_chart
from ui.pages.evaluate_words import moment, question_url, report_url, run_title, table

MOST = 300  # questions of a list
INSIDE = ("command", "gold.path", "corpus.path")  # what is of this machine alone
INTERVALS = (
    "Under each figure stands its 95 % interval (bootstrap over questions), and of how many "
    "questions it is. Where every question came out alike the interval has no width; of n "
    "questions without a failure, up to about 3/n of the next ones may still fail."
)


def run_html(past: Past, rows: Sequence[Row]) -> Html:
    """A finished run.

    Args:
        past: The run.
        rows: Its questions.
    """
    view = view_of(past.about, list(rows), past.summary or {})
    return tag(
        "section",
        tag("h3", run_title(past), id="run-title", tabindex="-1", dir="auto"),
        tag("p", f"{view.lead} {_made(past)}", class_="lead"),
        _alarm(view),
        tag("ul", *(_main(line) for line in view.main), class_="main"),
        tag("p", INTERVALS, class_="hint"),
        _kinds(view),
        _figures(view),
        _failed(past, view, rows),
        _settings(past, view),
        class_="run",
        aria_labelledby="run-title",
    )


def _made(past: Past) -> str:
    about = past.about
    machine = about.get("machine")
    return f"{moment(past.moment)} UTC" + (f", on {machine}." if machine else ".")


def _alarm(view: View) -> Html | None:
    if not view.unscored:
        return None
    said = f"{view.unscored} of {count(view.questions, 'question')} ended in an error."
    rest = " They are scored nowhere here: the figures are of the others alone."
    return tag("p", tag("strong", said), rest, class_="alarm")


def _main(line: Line) -> Html:
    ends = f"{line.ends} · n = {line.n}" if line.ends else f"n = {line.n}"
    return tag(
        "li",
        tag("span", line.name, class_="label"),
        tag("span", line.value, class_="value"),
        tag("span", ends if line.value != "—" else "not measured", class_="ends"),
        range_chart(*line.at) if line.at else None,
        tag("span", line.meaning, class_="meaning"),
    )


def _kinds(view: View) -> Html | None:
    if not view.kinds:
        return None
    points = {
        kind: (Point(one["value"], one["low"], one["high"]), one["n"])
        for kind, told in view.summary["kinds"].items()
        if (one := told.get(view.by_kind))
    }
    said = "; ".join(f"{k}: {100 * p.value:.0f} % of {n}" for k, (p, n) in points.items())
    words = Words("kinds", f"{view.by_kind} by kind of question", f"{said}.")
    rows = [
        [join(kind, tag("small", meaning), by=" "), str(n), *(line.text for line in lines)]
        for kind, meaning, n, lines in view.kinds
    ]
    names = ("Kind", "n", *view.kind_names)
    return tag(
        "section",
        tag("h4", "By kind of question"),
        tag("p", tag("b", view.by_kind), ", and of how many questions", class_="hint")
        if points
        else None,
        tag("div", kinds_chart(words, points), class_="kinds") if points else None,
        tag(
            "details",
            tag("summary", "As a table, with other figures"),
            table("By kind of question", names, rows, numbers=1),
        ),
    )


def _figures(view: View) -> Html:
    groups = []
    for group in view.groups:
        rows = [
            [join(line.name, tag("small", line.meaning), by=" "), line.value, line.ends,
             str(line.n)]
            for line in group.lines
        ]  # fmt: skip
        names = (group.title, "Value", "95 % interval", "n")
        none = tag("p", f"{group.title}: not measured in this run.", class_="hint")
        groups.append(table(group.title, names, rows, numbers=1) if rows else none)
    return tag("details", tag("summary", "All figures"), *groups, class_="figures")


def _failed(past: Past, view: View, rows: Sequence[Row]) -> Html:
    wrong = failures(rows)
    well = [row for row in rows if right(row)]
    unknown = len(rows) - len(wrong) - len(well)
    answers = past.answers
    what = "answered wrongly" if answers else "not found in full"
    said = (
        f"{len(wrong)} of {count(len(rows), 'question')}. Open one to see what was expected, what "
        "was said, and what was found."
        if wrong
        else "Nothing: every question that was scored went right."
    )
    parts = [
        tag("h4", f"What was {what}" if wrong else "What went wrong", id="wrong-title"),
        tag("p", said, class_="hint"),
    ]
    if wrong:
        parts.append(_tools(wrong))
        parts.append(tag("div", *(_wrong(past, one) for one in wrong[:MOST]), class_="questions"))
        parts += _more(len(wrong))
    if well:
        title = f"What was {'answered rightly' if answers else 'found'}: {len(well)}"
        listed = [
            _question(past, str(row["id"]), str(row["question"]), str(row["kind"]))
            for row in well[:MOST]
        ]
        inner = tag("div", *listed, class_="questions")
        parts.append(tag("details", tag("summary", title), inner, *_more(len(well)), class_="well"))
    if unknown:
        said = f"{count(unknown, 'question')} without evidence to be found: not scored here."
        parts.append(tag("p", said, class_="hint"))
    return tag("section", *parts, id="wrong", aria_labelledby="wrong-title")


def _tools(wrong: Sequence[Failure]) -> Html:
    """Narrows the list to a kind or to words; evaluate.js does it, and shows this."""
    kinds = dict.fromkeys(one.kind for one in wrong)
    options = [tag("option", "all kinds", value=""), *(tag("option", k, value=k) for k in kinds)]
    return tag(
        "div",
        tag("label", "Kind ", tag("select", *options, data_narrow="kind")),
        tag("label", "With the words ", tag("input", type="search", data_narrow="words")),
        tag("span", role="status", data_told=True),
        class_="tools",
        hidden=True,
    )


def _more(found: int) -> list[Html]:
    if found <= MOST:
        return []
    return [tag("p", f"{found - MOST:,} more are in the run’s rows.jsonl.", class_="hint")]


def _wrong(past: Past, one: Failure) -> Html:
    return _question(past, one.id, one.question, one.kind, one.error or one.why)


def _question(past: Past, name: str, asked: str, kind: str, why: str = "") -> Html:
    """A question that fetches what became of it when it is opened; a plain link without script."""
    link = tag(
        "a", "Open what became of it", href=question_url(past.name, name), data_evidence=True
    )
    summary = tag(
        "summary",
        tag("span", asked, class_="asked", dir="auto"),
        tag("span", kind, class_="kind"),
        tag("span", why, class_="why", dir="auto") if why else None,
    )
    return tag("details", summary, tag("div", link, class_="became"), data_kind=kind)


def _settings(past: Past, view: View) -> Html:
    rows = [
        [name.replace(".", " "), tag("span", said, dir="auto")]
        for name, said in view.settings
        if name not in INSIDE
    ]
    link = tag("a", "The report as one file", href=report_url(past.name), target="_blank")
    folder = join("In a terminal, this run is the folder ", tag("code", f"runs/{past.name}"),
                  " of the library.")  # fmt: skip
    return tag(
        "details",
        tag("summary", "Settings and versions"),
        table("Settings and versions", ("Setting", "Value"), rows),
        tag("p", folder, class_="hint"),
        tag("p", link),
    )
