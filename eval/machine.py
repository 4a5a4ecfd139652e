"""What a run ran on: versions of what shapes results, and the class of the machine."""

from __future__ import annotations

import os
import platform
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

SHAPING = (
    "dateline",
    "langchain-core",
    "langchain-openai",
    "chromadb",
    "tantivy",
    "onnxruntime",
    "xllamacpp",
    "sentencex",
    "numpy",
)


def versions() -> dict[str, str]:
    """Python's version and those of the libraries that shape results."""
    found = {"python": platform.python_version()}
    for name in SHAPING:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "unknown"
    return found


def code() -> str:
    """A hash of the code that is measured and of that which measures."""
    return _hash("rag", "ingest", "eval")


def _hash(*places: str) -> str:
    root, found = Path(__file__).parent.parent, sha256()
    for place in places:
        path = root / place
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.update(file.relative_to(root).as_posix().encode() + file.read_bytes())
    return found.hexdigest()[:16]


def builders() -> str:
    """A hash of the code that makes a library of articles."""
    return _hash("ingest", "rag/index", "rag/models", "rag/sentences.py", "rag/words.py")


def machine() -> str:
    """The class of this machine, without its name: architecture, cores, memory."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    parts = [platform.system(), platform.machine(), f"{cores} cores"]
    try:
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        parts.append(f"{memory / 2**30:.0f} GiB")
    except (ValueError, OSError, AttributeError):
        pass  # not every system tells
    return ", ".join(parts)
