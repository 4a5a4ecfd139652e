"""A run's folder: what was measured under which settings, and a row for each question."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from rag.errors import InputError

RUN, ROWS, SUMMARY = "run.json", "rows.jsonl", "summary.json"

INDIFFERENT = ("jobs", "limit")  # settings that change no score of the questions asked

Row = dict[str, Any]


class Run:
    """A folder with `run.json`, `rows.jsonl` and, once it is finished, `summary.json`.

    Args:
        folder: Its place.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def about(self) -> dict[str, Any]:
        """What run.json says; empty where there is none."""
        return _read(self.folder / RUN) if (self.folder / RUN).exists() else {}

    @property
    def finished(self) -> bool:
        """Whether every question was asked."""
        return bool(self.about.get("finished"))

    def begin(self, about: Mapping[str, Any]) -> None:
        """Write run.json and take away the summary of an earlier try: it was of other rows."""
        self.note(about)
        (self.folder / SUMMARY).unlink(missing_ok=True)

    def note(self, about: Mapping[str, Any]) -> None:
        """Write run.json."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"the folder {str(self.folder)!r} cannot be made: {error}; name another with --out"
            ) from error
        _write(self.folder / RUN, json.dumps(about, ensure_ascii=False, indent=2) + "\n")

    def summarise(self, summary: Mapping[str, Any]) -> None:
        """Write summary.json."""
        _write(self.folder / SUMMARY, json.dumps(summary, ensure_ascii=False, indent=1) + "\n")

    def add(self, row: Row) -> None:
        """Append a row; it is on disk when this returns."""
        with (self.folder / ROWS).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())

    def rows(self) -> list[Row]:
        """The rows so far; one that an interruption cut in half is left out."""
        path = self.folder / ROWS
        if not path.exists():
            return []
        found = []
        for line in path.read_bytes().split(b"\n"):
            if line.strip():
                try:
                    found.append(json.loads(line))
                except ValueError:
                    continue
        return found

    def keep(self, rows: Iterable[Row]) -> None:
        """Write all rows anew, in this order."""
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
        _write(self.folder / ROWS, "".join(lines))


def identity(about: Mapping[str, Any]) -> str:
    """A short hash of all that makes one run comparable to itself: what an unfinished one resumes.

    Times and places do not count; data, settings, models and versions do.
    """
    told = {k: v for k, v in about.items() if k not in ("started", "finished", "command", "name")}
    told["settings"] = {k: v for k, v in told.get("settings", {}).items() if k not in INDIFFERENT}
    for name in ("gold", "corpus"):
        told[name] = {k: v for k, v in told.get(name, {}).items() if k != "path"}
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:8]


def place(about: Mapping[str, Any], out: Path | None, root: Path, *, reuse: bool = False) -> Run:
    """The folder for a run: an unfinished one of the same identity, else a new one.

    Args:
        about: What run.json will say.
        out: The folder that the user named, if any.
        root: Where folders are made otherwise.
        reuse: Whether a finished run of the same identity will do.

    Raises:
        InputError: If the named folder holds another run, or one that is finished.
    """
    mine = about["id"]
    if out is not None:
        there = Run(out)
        if there.finished:
            raise InputError(f"{str(out)!r} holds a finished run: name another folder with --out")
        if (there.about or there.rows()) and there.about.get("id") != mine:
            raise InputError(
                f"{str(out)!r} holds the beginning of a run with other settings or data: "
                "repeat its command to finish it, or name another folder with --out"
            )
        return there
    number = 1
    while True:
        run = Run(root / f"{about['name']}-{mine}{'' if number == 1 else f'-{number}'}")
        if reuse or not run.finished:
            return run
        number += 1


def read_run(folder: Path) -> tuple[dict[str, Any], list[Row], dict[str, Any]]:
    """What a run holds that asked all its questions: run.json, its rows and summary.json.

    Raises:
        InputError: If the folder holds no run, or one that was interrupted.
    """
    run = Run(folder)
    if not run.about:
        raise InputError(
            f"{str(folder)!r} holds no run: name a folder that `dateline eval run` made"
        )
    if not (folder / SUMMARY).exists():
        raise InputError(
            f"the run in {str(folder)!r} is not finished: repeat its command, which goes on "
            f"where it stopped: {run.about.get('command')}"
        )
    return run.about, run.rows(), _read(folder / SUMMARY)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{str(path)!r} cannot be read: {error}") from error
    if not isinstance(found, dict):
        raise InputError(f"{str(path)!r} is not what a run writes: it is no JSON object")
    return found


def _write(path: Path, text: str) -> None:
    """Replace a file as a whole: whoever reads it sees the old one or the new one."""
    draft = path.with_suffix(path.suffix + ".new")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        raise InputError(f"{str(path)!r} cannot be written: {error}") from error
