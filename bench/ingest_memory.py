"""Peak memory of `dateline ingest` over 1,000 and over 10,000 generated articles.

    python bench/ingest_memory.py --counts 1000 10000

The process and its workers are looked at ten times a second. Of each the memory that is its own
counts (RssAnon): pages of files that the system may drop at any time do not. "loaded" is a process
that adds one article to the library just made, so models and an index of that size are in memory:
Chroma keeps all vectors there. What a long run takes beyond that is its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import generated

MB = 1024  # of kB


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--counts", type=int, nargs="+", default=[1000, 10000])
    parser.add_argument("--lines", action="store_true", help="JSON Lines, not a folder of pages")
    asked = parser.parse_args()
    print("articles   own MB   loaded   above   workers   resident   seconds   articles/s")
    peaks = [measured(count, lines=asked.lines) for count in asked.counts]
    first, last = peaks[0], peaks[-1]
    ratios = {name: last[name] / max(1.0, first[name]) for name in ("own", "above", "workers")}
    print("last to first: " + ", ".join(f"{name} {share:.3f}" for name, share in ratios.items()))


def measured(count: int, *, lines: bool) -> dict[str, float]:
    """Peaks over a run, and over adding one more article to what it made."""
    with TemporaryDirectory() as base:
        folder = Path(base)
        if lines:
            source = generated.lines(folder / "articles.jsonl", count)
        else:
            source = generated.pages(folder / "pages", count)
        one = folder / "one.jsonl"
        one.write_text('{"id": "one", "text": "The council met once more."}\n', encoding="utf-8")
        peak = peak_of(folder / "library", source, count)
        peak["loaded"] = peak_of(folder / "library", one, 1)["own"]
    peak["above"] = peak["own"] - peak["loaded"]
    print(
        f"{count:8,} {peak['own'] / MB:8.0f} {peak['loaded'] / MB:8.0f} {peak['above'] / MB:7.0f} "
        f"{peak['workers'] / MB:9.0f} {peak['resident'] / MB:10.0f} {peak['seconds']:9.1f} "
        f"{count / peak['seconds']:12.1f}",
        flush=True,
    )
    return peak


def peak_of(library: Path, source: Path, count: int) -> dict[str, float]:
    """Peak kB of a run that adds so many articles, and its seconds."""
    command = [sys.executable, "-m", "ui.cli", "ingest", "--json", "--quiet"]
    start = time.perf_counter()
    peak = {"own": 0.0, "workers": 0.0, "resident": 0.0}
    with subprocess.Popen(
        [*command, "--library", str(library), str(source)], stdout=subprocess.PIPE
    ) as running:
        while running.poll() is None:
            own = memory(running.pid)
            workers = [memory(child) for child in children(running.pid)]
            now = {
                "own": own.get("RssAnon", 0.0),
                "workers": sum(worker.get("RssAnon", 0.0) for worker in workers),
                "resident": own.get("VmRSS", 0.0),
            }
            peak = {name: max(peak[name], now[name]) for name in peak}
            time.sleep(0.1)
        assert running.stdout is not None
        report = json.loads(running.stdout.read())
    assert report["added"] == count, report
    return peak | {"seconds": time.perf_counter() - start}


def children(pid: int) -> Iterator[int]:
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            yield from map(int, path.read_text(encoding="utf-8").split())
        except OSError:  # a thread that has ended
            continue


def memory(pid: int) -> dict[str, float]:
    """kB by name."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return {}
    rows = (line.split() for line in status.splitlines())
    return {row[0].rstrip(":"): float(row[1]) for row in rows if len(row) == 3 and row[2] == "kB"}


if __name__ == "__main__":
    main()
