"""What a report tells, in its order and in words; the page and its Markdown twin show the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from eval.report.meanings import GROUPS, KINDS, METRICS
from eval.report.numbers import NONE, figure, interval
from eval.report.outcomes import Failure, failures

MOST = 200  # failures that are told
MAIN = ("correct", "answered", "supported sentences", "quote fidelity", "hit@5", "answer p50")
FINDING = ("hit@1", "hit@5", "recall@10", "MRR@10", "answer in context", "retrieval p50")
"""The figures told first, of answers and where only passages were asked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure.

    Attributes:
        name: Of the metric.
        meaning: One sentence.
        value: With its unit; a dash where nothing was scored.
        ends: Of its 95 % interval, or "".
        n: Of how many questions.
        at: Low end, value and high end from 0 to 100, where it lies on such a scale.
    """

    name: str
    meaning: str
    value: str
    ends: str
    n: int
    at: tuple[float, float, float] | None

    @property
    def text(self) -> str:
        """The value with its interval: 84.1 % (76.8–90.2)."""
        return f"{self.value} ({self.ends})" if self.ends else self.value


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that belong together.

    Attributes:
        title: Of the group.
        lines: Its figures; those that nothing was scored for too, if others were.
        unscored: The names of all its figures, if nothing was scored for any.
    """

    title: str
    lines: tuple[Line, ...]
    unscored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A report.

    Attributes:
        name: Of the run.
        lead: What was done, in a sentence.
        facts: What it was done with: names and values.
        unscored: How many questions ended in an error.
        questions: How many there were.
        main: The figures told first.
        groups: All figures by group.
        kind_names: The metrics told by kind.
        kinds: Each kind with its meaning, how many questions, and its figures.
        by_kind: The metric that is drawn by kind, or "".
        area: The area under the risk–coverage curve.
        curve: Where that curve ends, in a sentence, or "".
        times: The median and 95th percentile of "retrieval" and "answer", where there are any.
        machine: What it ran on.
        failures: By kind, the errors apart.
        failed: How many there are.
        settings: All else that is known of the run.
        summary: What charts are drawn of.
    """

    name: str
    lead: str
    facts: tuple[tuple[str, str], ...]
    unscored: int
    questions: int
    main: tuple[Line, ...]
    groups: tuple[Group, ...]
    kind_names: tuple[str, ...]
    kinds: tuple[tuple[str, str, int, tuple[Line, ...]], ...]
    by_kind: str
    area: Line | None
    curve: str
    times: tuple[tuple[str, str], ...]
    machine: str
    failures: tuple[tuple[str, tuple[Failure, ...]], ...]
    failed: int
    settings: tuple[tuple[str, str], ...]
    summary: Mapping[str, Any]

    @property
    def left_out(self) -> int:
        """How many failures are not told."""
        return max(0, self.failed - MOST)


def view_of(
    run: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], summary: Mapping[str, Any]
) -> View:
    """What there is to tell of a run.

    Args:
        run: What run.json says.
        rows: What rows.jsonl says.
        summary: What summary.json says.
    """
    lines = {m["name"]: line_of(m) for m in summary["metrics"]}
    answered = not run["settings"].get("retrieval_only")
    grouped = groupby(summary["metrics"], key=lambda m: m["group"])
    kinds = summary["kinds"]
    names = tuple(dict.fromkeys(name for one in kinds.values() for name in one if name != "n"))
    failed = failures(rows)
    return View(
        name=str(run["name"]),
        lead=_lead(run, summary, answered=answered),
        facts=_facts(run),
        unscored=summary["errors"],
        questions=summary["questions"],
        main=tuple(lines[name] for name in (MAIN if answered else FINDING) if name in lines),
        groups=tuple(
            _group(GROUPS.get(group, str(group)), [lines[m["name"]] for m in metrics])
            for group, metrics in grouped
        ),
        kind_names=names,
        kinds=tuple(
            (kind, KINDS.get(kind, ""), one["n"], tuple(_of_kind(one, name) for name in names))
            for kind, one in kinds.items()
        ),
        by_kind=next((name for name in ("correct", "recall@5") if name in names), ""),
        area=lines.get("risk-coverage area"),
        curve=_curve(summary["risk_coverage"]),
        times=_times(lines),
        machine=str(run.get("machine") or "an unknown machine"),
        failures=_by_kind(failed[:MOST]),
        failed=len(failed),
        settings=tuple(flattened(run)),
        summary=summary,
    )


def line_of(metric: Mapping[str, Any]) -> Line:
    """A figure of a summary."""
    value, low, high, unit = (metric[name] for name in ("value", "low", "high", "unit"))
    at = None
    if unit in ("share", "score") and value is not None:
        ends = (value if low is None else low, value, value if high is None else high)
        at = (100 * ends[0], 100 * ends[1], 100 * ends[2])
    name = metric["name"]
    return Line(
        name, METRICS.get(name, ""), figure(value, unit), interval(value, low, high, unit),
        metric["n"], at,
    )  # fmt: skip


def _group(title: str, lines: Sequence[Line]) -> Group:
    if all(line.value == NONE for line in lines):
        return Group(title, (), tuple(line.name for line in lines))
    return Group(title, tuple(lines), ())


def flattened(told: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """All that a mapping holds, with the names of what is nested joined by dots."""
    found: list[tuple[str, str]] = []
    for name, value in told.items():
        if isinstance(value, Mapping):
            found += flattened(value, f"{prefix}{name}.")
        elif isinstance(value, (list, tuple)):
            found.append((prefix + name, ", ".join(map(str, value)) or "nothing"))
        else:
            found.append((prefix + name, NONE if value is None else str(value)))
    return found


def _lead(run: Mapping[str, Any], summary: Mapping[str, Any], *, answered: bool) -> str:
    asked, articles = summary["questions"], run["corpus"].get("articles")
    done = "asked" if answered else "searched for, without answering,"
    about = f" about {articles:,} articles" if articles else ""
    scored = "All are scored" if not summary["errors"] else f"{summary['scored']:,} are scored"
    return f"{asked:,} questions {done}{about}. {scored}."


def _facts(run: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    gold, corpus = run["gold"], run["corpus"]
    facts = {
        "Date": _day(run),
        "Questions": f"{_short(gold['path'])} ({gold['digest'][:12]})",
        "Articles": f"{_short(corpus['path'])} ({corpus['digest'][:12]})",
        "System": run["system"],
        "Model": run.get("model") or "none: passages only",
        "Judge": run.get("judge"),
        "Embedder": run.get("embedder"),
        "Left out": ", ".join(run["settings"].get("without") or ()) or "nothing",
        "Machine": run.get("machine"),
    }
    return tuple((name, str(value)) for name, value in facts.items() if value)


def _curve(points: Sequence[Sequence[float]]) -> str:
    if not points:
        return ""
    covered, risk = points[-1]
    answered, wrong = figure(covered, "share"), figure(risk, "share")
    return f"Of all answers, given to {answered} of the questions, {wrong} are wrong."


def _times(lines: Mapping[str, Line]) -> tuple[tuple[str, str], ...]:
    found = []
    for name in ("retrieval", "answer"):
        told = [(p, lines.get(f"{name} {p}")) for p in ("p50", "p95")]
        known = [f"{p} {line.text}" for p, line in told if line and line.value != NONE]
        if known:
            found.append((name, ", ".join(known)))
    return tuple(found)


def _day(run: Mapping[str, Any]) -> str:
    moment = str(run.get("finished") or run.get("started") or NONE)
    told = moment[:16].replace("T", " ")
    if not run.get("finished"):
        return f"{told}, not finished"
    return f"{told} UTC" if moment.endswith(("Z", "+00:00")) else told


def _short(path: object) -> str:
    return str(path).replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]


def _of_kind(one: Mapping[str, Any], name: str) -> Line:
    unit = "score" if name.startswith(("MRR", "MAP", "nDCG")) or name.endswith("F1") else "share"
    none = {"value": None, "low": None, "high": None, "n": 0}
    return line_of({"name": name, "unit": unit, **one.get(name, none)})


def _by_kind(told: Sequence[Failure]) -> tuple[tuple[str, tuple[Failure, ...]], ...]:
    groups: dict[str, list[Failure]] = {}
    for one in told:
        groups.setdefault("errors" if one.error else one.kind, []).append(one)
    return tuple((kind, tuple(ones)) for kind, ones in groups.items())
