"""About how many articles a file has, quickly, for the bar that shows progress. Stdlib only."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from ingest.readers.kinds import ONE_EACH, kind_of

SAMPLE = 4 * 1024 * 1024  # bytes after which the number of lines in the rest is extrapolated
COUNTED = frozenset({".json", ".jsonl"})


def estimate(path: Path) -> int | None:
    """About how many articles a file has, from its beginning; 0 where it cannot be read.

    Returns:
        None where only reading it all would tell, as with archives, mailboxes and feeds.

    Raises:
        OSError: If it cannot be opened.
    """
    kind, packed = kind_of(path)
    if not kind or not path.is_file():
        return 0
    if kind in ONE_EACH:
        return 1
    if kind not in COUNTED:
        return None
    with path.open("rb") as raw, gzip.open(raw) if packed else raw as file:
        try:
            sample = file.read(SAMPLE)
        except (EOFError, zlib.error):
            return 0
        share = raw.tell() / max(1, path.stat().st_size) if len(sample) == SAMPLE else 1.0
    lines = sample.count(b'"text"') if kind == ".json" else sum(map(bool, sample.split(b"\n")))
    return max(1, round(lines / max(share, 1e-9))) if lines else 0
