"""Compares Dateline with its rivals: the same articles, embedder and questions; one table."""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
from judging import Verdict, interval, judge, scores
from platformdirs import user_cache_path
from reading import read_lines
from rich.console import Console
from rich.table import Table
from systems import SYSTEMS, System, Timed

from rag.models.minilm import MiniLM

OURS = "dateline"
DATED = "dateline, as of"
BUILT = "built.json"


def main() -> None:
    """Run every system in a process of its own, then print and store what they measured."""
    options = read_options()
    if options.only:
        measure(options)
        return
    measured: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as scratch:
        keep = options.keep or Path(scratch)
        for name in options.systems.split(","):
            report = Path(scratch, f"{name}.json")
            print(f"{name} …", file=sys.stderr, flush=True)
            command = [sys.executable, __file__, "--only", name, "--keep", str(keep)]
            command += ["--articles", str(options.articles), "--questions", str(options.questions)]
            command += ["--json", str(report), "--models", str(options.models)]
            command += ["--limit", str(options.limit)] if options.limit else []
            subprocess.run(command, check=True)
            measured |= json.loads(report.read_text(encoding="utf-8"))
    compare(measured)
    if options.json:
        options.json.write_text(json.dumps(measured, indent=1), encoding="utf-8")
    Console(width=None if sys.stdout.isatty() else 200).print(table(measured))


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=Path, required=True, help=".jsonl or .jsonl.gz")
    parser.add_argument("--questions", type=Path, required=True, help=".jsonl")
    parser.add_argument("--limit", type=int, help="articles; questions about others are dropped")
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--json", type=Path, help="where to write all numbers")
    parser.add_argument("--keep", type=Path, help="keep what is built here and use it again")
    parser.add_argument("--models", type=Path, default=user_cache_path("dateline") / "models")
    parser.add_argument("--only", choices=list(SYSTEMS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if unknown := set(options.systems.split(",")) - set(SYSTEMS):
        parser.error(f"no such system: {sorted(unknown)}; there are {sorted(SYSTEMS)}")
    return options


def measure(options: argparse.Namespace) -> None:
    """Build one system, ask it everything, and write what that took and gave."""
    articles = read_lines(options.articles, options.limit)
    questions = read_lines(options.questions)
    if options.limit:
        here = {row["id"] for row in articles}
        questions = [q for q in questions if here & set(q.get("answer_bearing_article_ids", ()))]
    folder = options.keep / options.only
    folder.mkdir(parents=True, exist_ok=True)
    embedder = Timed(MiniLM(options.models))
    system = SYSTEMS[options.only](folder, embedder)
    built = build(system, embedder, articles, folder / BUILT, key=fingerprint(options))
    system.ask(questions[0]["question"])  # the first one loads what the others find loaded
    reports = {options.only: built | ask(system, questions, dated=False)}
    if system.dated:
        reports[DATED] = ask(system, questions, dated=True)
    system.close()
    reports[options.only]["disk_mb"] = size(folder) / 1e6
    options.json.write_text(json.dumps(reports), encoding="utf-8")


def build(
    system: System, embedder: Timed, articles: Sequence[Any], note: Path, key: str
) -> dict[str, Any]:
    """Ingest, or say what ingestion took when this was built from the same articles."""
    if note.is_file():
        built = json.loads(note.read_text(encoding="utf-8"))
        if built.pop("key") != key:
            raise SystemExit(f"{note.parent} was built from other articles: delete it")
        return built
    start = perf_counter()
    passages = system.ingest(articles)
    seconds = perf_counter() - start
    built = {
        "articles": len(articles),
        "passages": passages,
        "seconds": seconds,
        "embedding_seconds": embedder.seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    note.write_text(json.dumps(built | {"key": key}), encoding="utf-8")
    return built


def ask(system: System, questions: Sequence[Any], *, dated: bool) -> dict[str, Any]:
    """Ask every question; judge the answerable ones."""
    waits: list[float] = []
    verdicts: list[Verdict] = []
    for question in questions:
        day = question.get("as_of") if dated else None
        start = perf_counter()
        found = system.ask(question["question"], date.fromisoformat(day) if day else None)
        waits.append(perf_counter() - start)
        if question["answerable"]:
            verdicts.append(judge(question, found))
    p50, p95 = np.percentile(waits, [50, 95])
    return {
        "questions": len(questions),
        "p50_ms": p50 * 1000,
        "p95_ms": p95 * 1000,
        "verdicts": [asdict(verdict) for verdict in verdicts],
    }


def compare(measured: dict[str, Any]) -> None:
    """Add each system's metrics, and their differences to Dateline with 95 % intervals."""
    values = {
        name: scores([Verdict(**row) for row in report["verdicts"]])
        for name, report in measured.items()
    }
    for name, metrics in values.items():
        measured[name]["metrics"] = {key: float(v.mean()) for key, v in metrics.items()}
        if OURS in values and name != OURS:
            measured[name]["less_dateline"] = {
                key: interval(values[OURS][key], v) for key, v in metrics.items()
            }


def table(measured: dict[str, Any]) -> Table:
    """All numbers, a column a system; under each metric its difference to Dateline."""
    answerable = max(len(report["verdicts"]) for report in measured.values())
    articles = max(report.get("articles", 0) for report in measured.values())
    shown = Table(
        title=f"{articles:,} articles, {answerable} answerable questions",
        caption="in brackets: paired bootstrap 95 % interval of the difference to dateline",
    )
    shown.add_column("")
    for name in measured:
        shown.add_column(name, justify="right", no_wrap=True)

    def row(label: str, cell: Any) -> None:
        cells = []
        for report in measured.values():
            try:
                cells.append(cell(report))
            except KeyError:  # not measured for this system
                cells.append("")
        shown.add_row(label, *cells)

    row("articles/s", lambda r: f"{r['articles'] / r['seconds']:.2f}")
    row("passages/s", lambda r: f"{r['passages'] / r['seconds']:.1f}")
    row("passages", lambda r: f"{r['passages']:,}")
    row("embedding, % of ingestion", lambda r: f"{r['embedding_seconds'] / r['seconds']:.1%}")
    row("peak memory, MB", lambda r: f"{r['peak_mb']:,.0f}")
    row("on disk, MB", lambda r: f"{r['disk_mb']:,.1f}")
    row("a question, p50 ms", lambda r: f"{r['p50_ms']:.1f}")
    row("a question, p95 ms", lambda r: f"{r['p95_ms']:.1f}")
    for metric in next(iter(measured.values()))["metrics"]:
        shown.add_section()
        row(metric, lambda r, m=metric: f"{r['metrics'][m]:.3f}")
        row("  less dateline", lambda r, m=metric: difference(*r["less_dateline"][m]))
    return shown


def difference(mean: float, low: float, high: float) -> str:
    """A difference with its interval."""
    return rf"{mean:+.3f} \[{low:+.3f}, {high:+.3f}]"


def fingerprint(options: argparse.Namespace) -> str:
    """Which articles a store was built from."""
    return f"{options.articles.absolute()} {options.articles.stat().st_size} {options.limit}"


def size(folder: Path) -> int:
    """Bytes of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
