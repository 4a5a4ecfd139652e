"""Reads the first rows of JSON Lines files. Stdlib only."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any


def read_lines(path: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """The first rows of a JSON Lines file, packed with gzip or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, limit)]
