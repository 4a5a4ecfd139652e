"""The runs that lie in a folder, newest first, finished or not: what they are, what came out."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.runs import ROWS, RUN, SUMMARY, Row, Run, read_run
from rag.errors import InputError

NAME = re.compile(r"[A-Za-z0-9][\w.+-]{0,150}", re.ASCII)
FIGURE = {"name", "value", "low", "high", "unit"}  # what a figure of a summary has at least


@dataclass(frozen=True, slots=True)
class Past:
    """A run that lies in a folder.

    Attributes:
        name: Of its folder.
        about: What its run.json says.
        summary: Its figures; None where it was not finished.
        asked: How many of its questions were asked.
    """

    name: str
    about: Mapping[str, Any]
    summary: Mapping[str, Any] | None
    asked: int

    @property
    def moment(self) -> str:
        """When it was finished, else begun: an ISO datetime."""
        return str(self.about.get("finished") or self.about.get("started") or "")

    @property
    def total(self) -> int:
        """How many questions it has."""
        return int((self.about.get("gold") or {}).get("questions") or self.asked)

    @property
    def gold(self) -> str:
        """The name of its file of questions."""
        path = str((self.about.get("gold") or {}).get("path") or "").replace("\\", "/")
        return path.rstrip("/").rsplit("/", 1)[-1]

    @property
    def answers(self) -> bool:
        """Whether answers were asked for, not passages alone."""
        return not (self.about.get("settings") or {}).get("retrieval_only")

    @property
    def questions(self) -> str:
        """What is the same where the same questions were asked of the same articles."""
        gold, corpus = self.about.get("gold") or {}, self.about.get("corpus") or {}
        return f"{gold.get('digest')} {corpus.get('digest')}"


def past_runs(root: Path, most: int) -> list[Past]:
    """The last runs of a folder, newest first; what is no run, or cannot be read, is left out."""
    if not root.is_dir():
        return []
    found = []
    for folder in root.iterdir():
        if NAME.fullmatch(folder.name) and (folder / RUN).is_file():
            try:
                found.append((Run(folder).about, folder))
            except InputError:
                continue
    found.sort(key=lambda one: (_moment(one[0]), one[1].name), reverse=True)
    return [past for about, folder in found[:most] if (past := _past(about, folder))]


def past_run(root: Path, name: str) -> tuple[Past, list[Row]]:
    """A finished run of a folder and its rows.

    Raises:
        InputError: If there is none of that name, or it is not finished.
    """
    folder = root / name
    if not NAME.fullmatch(name) or not (folder / RUN).is_file():
        raise InputError(f"there is no run {name!r} here: choose one of the list")
    if not (folder / SUMMARY).is_file():
        raise InputError(f"the run {name!r} is not finished: run it again, and it goes on")
    about, rows, summary = read_run(folder)
    return Past(name, about, summary, len(rows)), rows


def _past(about: Mapping[str, Any], folder: Path) -> Past | None:
    if not (folder / SUMMARY).is_file():
        return Past(folder.name, about, None, _lines(folder / ROWS))
    try:
        summary = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        if any(not metric.keys() >= FIGURE for metric in summary["metrics"]):
            return None
        return Past(folder.name, about, summary, int(summary["questions"]))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def _moment(about: Mapping[str, Any]) -> str:
    return str(about.get("finished") or about.get("started") or "")
