"""`dateline extract` beside other extractors: the same saved pages, one table, one run.

    python bench/extraction.py FOLDER [--rivals VENV] [--half 0|1] [--json OUT.json]

FOLDER holds `html/NAME.html.gz` and `ground-truth.json` as the public article-extraction-benchmark
has them. The others are no dependencies of ours: `--rivals VENV` names a virtual environment that
is made, and filled from the package index, where it is missing; without it only what is installed
here is measured. Pages/s are those of one process and its own processor time. `--half` takes every
page whose name begins with an even (0) or odd (1) digit: rules are made on one half and checked on
the other.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extraction_kinds import kinds_of, mistakes
from extraction_measure import PageScore, Score, score, scored
from extraction_systems import RIVALS, SYSTEMS, pages

OURS = "dateline extract"
HERE = Path(__file__).parent
PATIENCE = 900  # seconds for one system


@dataclass(frozen=True, slots=True)
class Run:
    texts: dict[str, str]
    seconds: float
    version: str


def environment(folder: Path) -> Path:
    """The Python of a throw-away environment that has the others."""
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"installing {', '.join(RIVALS)} into {folder} …", flush=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--upgrade", "pip"], check=True)
        subprocess.run([*pip, *RIVALS], check=True)
    return python


def measured(system: str, python: Path, folder: Path) -> Run | None:
    """What one system makes of all pages, in a process of its own; None where it cannot run."""
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "out.json"
        call = [python, HERE / "extraction_systems.py", system, folder, out]
        try:
            subprocess.run(call, check=True, capture_output=True, timeout=PATIENCE)
        except subprocess.CalledProcessError as failed:
            said = failed.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            print(f"skipped {system}: {' '.join(said) or 'it failed'}")
            return None
        except subprocess.TimeoutExpired:
            print(f"skipped {system}: more than {PATIENCE} s")
            return None
        return Run(**json.loads(out.read_text(encoding="utf-8")))


def row(system: str, run: Run, result: Score, count: int) -> str:
    empty = sum(not text.strip() for text in run.texts.values())
    pace = count / run.seconds
    return (
        f"{system:19} {run.version:9} {result.f1:.3f} ± {result.f1_spread:.3f} "
        f"[{result.low:.3f}, {result.high:.3f}]  {result.precision:.3f}  {result.recall:.3f}  "
        f"{result.accuracy:.3f} ± {result.accuracy_spread:.3f}  {pace:7.1f}  {empty:5}"
    )


def show_failures(
    truth: dict[str, str], html: dict[str, tuple[bytes, str]], run: Run, of: dict[str, PageScore]
) -> None:
    """Which types of pages still fail, and how."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    by_mistake: dict[str, list[str]] = defaultdict(list)
    for name, true in truth.items():
        for kind in kinds_of(html[name][0], true):
            by_kind[kind].append(name)
        for mistake in mistakes(true, run.texts.get(name, "")):
            by_mistake[mistake].append(name)
    print(f"\n{OURS}, by type of page (a page can be of several)")
    print(f"{'type':42} pages  not exact  F1 < .95   mean F1")
    for kind, names in sorted(by_kind.items(), key=lambda one: -len(one[1])):
        scores = [of[name] for name in names]
        inexact = sum(not one.exact for one in scores)
        poor = sum(one.f1 < 0.95 for one in scores)
        mean = sum(one.f1 for one in scores) / len(scores)
        print(f"{kind:42} {len(names):5}  {inexact:9}  {poor:8}   {mean:.3f}")
    print(f"\n{'what is wrong':42} pages")
    for mistake, names in sorted(by_mistake.items(), key=lambda one: -len(one[1])):
        print(f"{mistake:42} {len(names):5}")


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--rivals", type=Path, metavar="VENV")
    options.add_argument("--half", type=int, choices=(0, 1))
    options.add_argument("--only", action="append", choices=SYSTEMS)
    options.add_argument("--json", type=Path, metavar="OUT")
    given = options.parse_args()
    others = environment(given.rivals.absolute()) if given.rivals else Path(sys.executable)
    html = pages(given.folder)
    whole: dict[str, Any] = json.loads((given.folder / "ground-truth.json").read_text("utf-8"))
    truth = {
        name: about["articleBody"]
        for name, about in sorted(whole.items())
        if given.half is None or int(name[0], 16) % 2 == given.half
    }
    print(
        f"{len(truth)} pages; F1 ± standard deviation [95 % interval] by bootstrap; a page counts\n"
        "for accuracy where its words are just those of the truth; empty: pages without a text\n\n"
        f"{'system':19} {'version':9} {'F1':31} {'P':5}  {'R':5}  {'accuracy':13}  pages/s  empty"
    )
    kept: dict[str, Any] = {}
    ours: tuple[Run, dict[str, PageScore]] | None = None
    for system in given.only or SYSTEMS:
        run = measured(system, Path(sys.executable) if system == OURS else others, given.folder)
        if run is None:
            continue
        of_pages = scored(truth, run.texts)
        print(row(system, run, score(list(of_pages.values())), len(html)), flush=True)
        kept[system] = {name: [p.precision, p.recall, p.exact] for name, p in of_pages.items()}
        ours = (run, of_pages) if system == OURS else ours
    if ours:
        show_failures(truth, html, *ours)
    if given.json:
        given.json.write_text(json.dumps(kept), encoding="utf-8")


if __name__ == "__main__":
    main()
