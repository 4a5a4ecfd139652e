"""Which reader takes a file: by its ending, lazily, with a reason where none does."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from ingest.readers import jsonl
from ingest.readers.unseen import seen
from rag.domain import Draft
from rag.errors import SourceRejected

LINES = (".jsonl", ".ndjson")
PACKED = tuple(f"{ending}.gz" for ending in LINES)
WHOLE = (".txt", ".md", ".markdown", ".html", ".htm", ".pdf", ".docx")
UNDERSTOOD = (*WHOLE, ".json", *LINES, *PACKED)
SAMPLE = 4 * 1024 * 1024  # bytes after which the number of lines in the rest is extrapolated
LARGEST = 100 * 1024 * 1024  # bytes of a file that is read whole

Clock = Callable[[], datetime]


def ending(path: Path) -> str:
    """The ending that tells a file's format, in lower case; that of what is packed in a .gz too."""
    name = path.name.lower()
    packed = next((known for known in PACKED if name.endswith(known)), "")
    return packed or path.suffix.lower()


def read_file(path: Path, *, source: str, clock: Clock) -> Iterator[Draft | SourceRejected]:
    """The articles of one file, lazily; what cannot be read is a rejection among them."""
    kind = ending(path)
    try:
        if kind not in UNDERSTOOD:
            said = f"files ending in {kind!r}" if kind else "files without an ending"
            known = " ".join(UNDERSTOOD)
            raise SourceRejected(source, f"{said} are not understood; what is: {known}")
        if not path.is_file():
            raise SourceRejected(source, "this is not a regular file")
        yield from _articles(path, kind, source, clock)
    except SourceRejected as rejected:
        yield rejected
    except gzip.BadGzipFile as error:
        yield SourceRejected(source, f"this is not gzip data: {error}")
    except (EOFError, zlib.error) as error:
        yield SourceRejected(source, f"the gzip data is broken or cut off: {error}")
    except OSError as error:
        yield SourceRejected(source, f"it cannot be read: {error.strerror or error}")


def _articles(path: Path, kind: str, source: str, clock: Clock) -> Iterator[Draft | SourceRejected]:
    if kind in LINES or kind in PACKED:
        with _opened(path, kind) as file:
            found = False
            for found_one in jsonl.read_jsonl(jsonl.lines_of(file), source=source):
                found = True
                yield found_one
        if not found:
            raise SourceRejected(source, "the file is empty: there is no article in it")
    elif kind == ".json":
        yield from jsonl.read_json(_whole(path, source), source=source)
    else:
        yield read_whole(_whole(path, source), kind, source=source, clock=clock)


def _opened(path: Path, kind: str) -> IO[bytes]:
    return cast("IO[bytes]", gzip.open(path)) if kind in PACKED else path.open("rb")


def estimate(path: Path) -> int:
    """About how many articles a file has, from its beginning; 0 where it cannot be read.

    Raises:
        OSError: If it cannot be opened.
    """
    kind = ending(path)
    if kind not in UNDERSTOOD or not path.is_file():
        return 0
    if kind in WHOLE:
        return 1
    with path.open("rb") as raw, gzip.open(raw) if kind in PACKED else raw as file:
        try:
            sample = file.read(SAMPLE)
        except (EOFError, zlib.error):
            return 0
        share = raw.tell() / max(1, path.stat().st_size) if len(sample) == SAMPLE else 1.0
    lines = sample.count(b'"text"') if kind == ".json" else sum(map(bool, sample.split(b"\n")))
    return max(1, round(lines / max(share, 1e-9))) if lines else 0


def _whole(path: Path, source: str) -> bytes:
    size = path.stat().st_size
    if size > LARGEST:
        limit = LARGEST // 2**20
        raise SourceRejected(source, f"larger than {limit} MB; make it JSON Lines, or split it")
    if size == 0:
        raise SourceRejected(source, "the file is empty")
    return path.read_bytes()


def read_whole(
    data: bytes,
    kind: str,
    *,
    source: str,
    clock: Clock,
    url: str | None = None,
    charset: str | None = None,
) -> Draft:
    """One article out of the bytes of a file or page; `kind` is the ending of its format.

    Characters that no reader sees are left out.

    Raises:
        SourceRejected: If there is no article in it.
    """
    return seen(_read(data, kind, source, clock, url, charset))


def _read(
    data: bytes, kind: str, source: str, clock: Clock, url: str | None, charset: str | None
) -> Draft:
    # parsers are loaded when they are first needed: they take longer than most files
    if kind == ".pdf":
        from ingest.readers.pdf import read_pdf

        return read_pdf(data, source=source)
    if kind == ".docx":
        from ingest.readers.docx import read_docx

        return read_docx(data, source=source)
    if kind in (".html", ".htm"):
        from ingest.readers.html import read_html

        return read_html(data, source=source, url=url, clock=clock, charset=charset)
    if kind == ".txt":
        from ingest.readers.text import read_text

        return read_text(data, source=source)
    from ingest.readers.markdown import read_markdown

    return read_markdown(data, source=source)
