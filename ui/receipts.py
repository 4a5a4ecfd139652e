"""Receipts at the door: made of answers, written to files, and their checks shown to people."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from rag.errors import InputError

if TYPE_CHECKING:
    from rag.answering import Dateline
    from rag.domain import Answer
    from rag.receipt_checks import Checks
    from rag.receipts import Receipt

LONGEST_NAME = 80  # characters of a question's id in the name of a file


def receipt_of(dateline: Dateline, answer: Answer, now: datetime) -> Receipt:
    """The receipt of an answer that was given from the library as it is."""
    from rag.prompts import PROMPT_VERSION, SUPPORT_VERSION
    from rag.receipts import receipt

    library, second = dateline.library, dateline.gate.second
    return receipt(
        answer,
        library.archive,
        embedder=library.embedder.name,
        prompt=PROMPT_VERSION,
        created_at=now,
        judge=f"{second}, prompt {SUPPORT_VERSION}" if second else None,
    )


def write_receipt(made: Receipt, path: Path) -> None:
    """Save a receipt.

    Raises:
        InputError: If it cannot be written there.
    """
    try:
        path.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    except OSError as error:
        raise InputError(f"the receipt cannot be written: {error}; name another file") from error


def receipts_folder(folder: Path) -> Path:
    """A folder for receipts, made if need be.

    Raises:
        InputError: If it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{str(folder)!r} cannot be made: {error}; name another one") from error
    return folder


def batch_name(number: int, id_: object) -> str:
    """The name of a receipt in a batch: the question's place, and its id if it has one."""
    named = "" if id_ is None else "-" + quote(str(id_), safe=" ", errors="replace")[:LONGEST_NAME]
    return f"{number:04}{named}.json"


def read_bytes(file: Path) -> bytes:
    """A file, or standard input if it is `-`.

    Raises:
        InputError: If it cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise InputError(f"the receipt cannot be read: {error}") from error


def named(file: Path) -> str:
    """How messages name a file."""
    return "stdin" if str(file) == "-" else str(file)


def show_checks(checks: Checks) -> None:
    """The answer of a receipt, and what became of each of its quotes, for people."""
    from rich.padding import Padding
    from rich.text import Text

    from ui.page_words import day
    from ui.terminal import screen

    out, form = screen(), checks.receipt
    out.print(Text(form.question, style="bold"))
    out.print(Text(form.text, style="yellow" if form.abstained else ""))
    out.print(Text(f"as of {form.as_of} · {form.made_with.get('model')}", style="dim"))
    out.print()
    for cited, found in zip(form.citations, checks.quotes, strict=True):
        mark = ("✓ ", "bold green") if found.state == "stands" else ("✗ ", "bold red")
        known = (cited.outlet, day(cited.published_at), cited.title)
        head = " · ".join(part for part in known if part)
        out.print(Text.assemble(mark, (f"[{cited.n}] {found.state}", "bold"), f"  {head}"))
        out.print(Padding(Text(f"“{' '.join(cited.quote.split())}”", style="italic"), (0, 4)))
        if found.why:
            out.print(Padding(Text(found.why, style="yellow"), (0, 4)))
    for fault in checks.faults:
        out.print(Text.assemble(("✗ ", "bold red"), fault))
    for doubt in checks.doubts:
        out.print(Text.assemble(("? ", "bold yellow"), doubt))
    out.print(Text("it stands" if checks.stands else "it does not stand as it did", style="dim"))
