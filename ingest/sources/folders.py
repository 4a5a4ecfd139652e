"""Files, folders, patterns of names, and standard input."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, TextIO, cast

from ingest.readers import jsonl
from ingest.readers.archives import Parts
from ingest.readers.files import read_file, read_stream
from ingest.readers.later import Found
from ingest.sources.asked import Asked
from ingest.stages.apart import file_apart, handed
from ingest.stages.work import Still, Unread
from rag.errors import SourceRejected

STDIN = "-"
PATTERN = frozenset("*?[")


def files_of(source: str, asked: Asked) -> Iterator[Found | Unread]:
    """The articles of a file, a folder, or the files that a pattern like `news/**/*.html` names."""
    path = Path(source)
    try:
        folder, there = path.is_dir(), path.exists()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        yield SourceRejected(source, f"it cannot be read: {reason}")
        return
    if source and there and not folder:
        yield from _read(path, asked)
    elif source and folder:
        yield from _all(files(path), asked, source, "there is no file in this folder")
    elif PATTERN & set(source):
        yield from _all(matching(source), asked, source, "no file has a name like this")
    else:
        yield SourceRejected(
            source, "no such file or folder; the address of a page begins with https://"
        )


def _all(
    found: Iterable[Path | SourceRejected], asked: Asked, source: str, nothing: str
) -> Iterator[Found | Unread]:
    parts, empty = Parts(named(Path(source))), True
    for one in found:
        empty = False
        if isinstance(one, SourceRejected):
            yield one
        elif not parts.passes(one):
            yield from _read(one, asked)
    yield from parts.told()
    if empty:
        yield SourceRejected(named(Path(source)), nothing)


def _read(path: Path, asked: Asked) -> Iterator[Found | Unread]:
    apart = file_apart(path, named(path), asked.clock) if asked.apart else None
    if apart is not None:
        yield apart
    else:
        clock = Still(asked.clock())
        came = read_file(path, source=named(path), clock=clock, fields=asked.fields)
        yield from handed(came, apart=asked.apart)


def files(folder: Path) -> Iterator[Path | SourceRejected]:
    """The files in a folder and its folders, sorted; hidden ones are passed over.

    Links to folders are not followed, for they can lead in circles; they are told of instead.
    """
    try:
        entries = sorted(entry.name for entry in os.scandir(folder))
    except OSError as error:
        yield SourceRejected(named(folder), f"it cannot be read: {error.strerror}")
        return
    for name in entries:
        path = folder / name
        if name.startswith("."):
            continue
        if not path.is_dir():
            yield path
        elif path.is_symlink():
            yield SourceRejected(named(path), "a link to a folder; name the folder itself")
        else:
            yield from files(path)


def matching(pattern: str) -> Iterator[Path | SourceRejected]:
    """The files that a shell's pattern names, sorted; hidden ones only where it names them.

    `**` stands for any folders; links to folders are not followed by it.
    """
    whole = Path(pattern)
    parts = whole.parts
    plain = next((n for n, part in enumerate(parts) if PATTERN & set(part)), len(parts))
    base = Path(*parts[:plain]) if plain else Path()
    try:
        found = sorted(base.glob(str(Path(*parts[plain:]))))
    except (OSError, ValueError, NotImplementedError) as error:
        yield SourceRejected(pattern, f"this pattern of names cannot be read: {error}")
        return
    hidden = any(part.startswith(".") for part in parts[plain:])
    for path in found:
        inner = path.parts[len(base.parts) :]
        if not path.is_dir() and (hidden or not any(part.startswith(".") for part in inner)):
            yield path


def typed(stdin: TextIO, asked: Asked) -> Iterator[Found | Unread]:
    """The articles that come in on standard input, JSON Lines unless another format is named."""
    # bytes where there are any: one line that is not UTF-8 must not end the reading of all
    buffer = cast("IO[bytes] | None", getattr(stdin, "buffer", None))
    try:
        if asked.stdin_kind != ".jsonl":
            stream = buffer or io.BytesIO(stdin.read().encode("utf-8", "surrogateescape"))
            clock = Still(asked.clock())
            came = read_stream(
                stream, asked.stdin_kind, source=STDIN, clock=clock, fields=asked.fields
            )
            yield from handed(came, apart=asked.apart)
            return
    except SourceRejected as rejected:
        yield rejected
        return
    nothing = True
    lines: Iterable[bytes | str] = stdin if buffer is None else jsonl.lines_of(buffer)
    for found in jsonl.read_jsonl(lines, source=STDIN, fields=asked.fields):
        nothing = False
        yield found
    if nothing:
        yield SourceRejected(
            STDIN,
            "nothing came in on standard input; JSON Lines are understood, others with --format",
        )


def named(path: Path) -> str:
    """A path as text that can be printed and stored, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")
