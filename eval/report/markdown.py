"""The report in Markdown: the same as the page, without charts. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from eval.report.outcomes import Expected, Failure
from eval.report.view import View

_SPECIAL = re.compile(r"([\\`*_\[\]|~$#])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def markdown(view: View) -> str:
    """The report as GitHub shows it."""
    parts = [
        f"# {escaped(view.name)}",
        escaped(view.lead),
        *_alarm(view),
        bullets(f"{name}: {escaped(told)}" for name, told in view.facts),
        "## In short",
        table(
            ("figure", "value (95 % interval)", "n", "meaning"),
            [(line.name, line.text, str(line.n), line.meaning) for line in view.main],
        ),
        "Intervals: percentile bootstrap over questions. A dash means: not scored.",
        "## All figures",
        *_figures(view),
        *_kinds(view),
        *_curve(view),
        "## What went wrong",
        *_failures(view),
        "## Settings and versions",
        table(("setting", "value"), view.settings),
    ]
    return "\n\n".join(parts) + "\n"


def escaped(text: object) -> str:
    """Text as text: in one line, without markup of any kind."""
    plain = " ".join(str(text).split())
    plain = "".join(_ENTITIES.get(letter, letter) for letter in plain)
    return _SPECIAL.sub(r"\\\1", plain)


def table(names: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """A table of plain texts."""
    rows = [names, *lines]
    told = [f"| {' | '.join(escaped(cell) for cell in row)} |" for row in rows]
    return "\n".join([told[0], "|---" * len(names) + "|", *told[1:]])


def bullets(lines: Iterable[str]) -> str:
    """A list of what is escaped already."""
    return "\n".join(f"- {line}" for line in lines)


def _alarm(view: View) -> list[str]:
    if not view.unscored:
        return []
    return [
        f"**{view.unscored} of {view.questions} questions ended in an error.** They are scored "
        "nowhere in this report: its figures are of the others alone."
    ]


def _figures(view: View) -> list[str]:
    names = ("figure", "value", "95 % interval", "n", "meaning")
    parts = []
    for group in view.groups:
        told = [(one.name, one.value, one.ends, str(one.n), one.meaning) for one in group.lines]
        nothing = f"— not scored in this run: {escaped(', '.join(group.unscored))}"
        parts += [f"### {escaped(group.title)}", table(names, told) if told else nothing]
    return parts


def _kinds(view: View) -> list[str]:
    if not view.kinds:
        return []
    lines = [
        (f"{kind}: {meaning}" if meaning else kind, str(n), *(line.text for line in lines))
        for kind, meaning, n, lines in view.kinds
    ]
    return ["## By kind of question", table(("kind", "n", *view.kind_names), lines)]


def _curve(view: View) -> list[str]:
    points = view.summary["risk_coverage"]
    if not points:
        return []
    step = max(1, len(points) // 10)
    chosen = [*points[:-1:step], points[-1]]
    area = view.area.text if view.area else "—"
    return [
        "## Risk and coverage",
        f"{view.curve} Area under the curve: {area}; 0 is best.",
        table(
            ("answered, the surest first", "of these wrong"),
            [(f"{100 * covered:.1f} %", f"{100 * risk:.1f} %") for covered, risk in chosen],
        ),
    ]


def _failures(view: View) -> list[str]:
    if not view.failed:
        return ["Nothing: every question that was scored went right."]
    rest = f" The other {view.left_out} are in rows.jsonl." if view.left_out else ""
    parts = [f"{view.failed} of {view.questions} questions, by kind.{rest}"]
    for kind, ones in view.failures:
        parts += [f"### {escaped(kind)} ({len(ones)})", *(_failure(one) for one in ones)]
    return parts


def _failure(one: Failure) -> str:
    as_of = f", as of {escaped(one.as_of)}" if one.as_of else ""
    lines = [f"**{escaped(one.question)}** ({escaped(one.id)}{as_of})"]
    lines.append(f"Error: {escaped(one.error)}" if one.error else f"Why: {escaped(one.why)}")
    if one.abstained:
        lines.append(f"Said: nothing: {escaped(one.abstained)}")
    elif one.said is not None:
        lines.append(f"Said: {escaped(one.said)}")
    nothing = "to say nothing: no article gives an answer"
    lines.append(f"Accepted: {' · '.join(map(escaped, one.answers)) or nothing}")
    lines += [f"Evidence: {', or '.join(map(_expected, group))}" for group in one.expected]
    if one.first:
        title = escaped(one.first.get("title") or one.first["article_id"])
        lines.append(f"Found first: *{title}*: {escaped(one.first['text'])}")
    lines += [f"Removed: {escaped(text)} ({escaped(why)})" for text, why in one.removed]
    return f"- {lines[0]}\n" + "\n".join(f"  - {line}" for line in lines[1:])


def _expected(way: Expected) -> str:
    quote = f"“{escaped(way.quote)}” " if way.quote else ""
    rank = f"its article found at rank {way.rank}" if way.rank else "its article not found"
    cited = f", {way.cited}" if way.cited else ""
    return f"{quote}({escaped(way.article)}, {rank}{cited})"
