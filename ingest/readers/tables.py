"""Tables of articles as CSV, a row at a time. Stdlib only."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from contextlib import suppress
from typing import IO

from ingest.guards.limits import LINE
from ingest.readers.fields import Fields, renamed, unnamed
from ingest.readers.jsonl import read_article
from ingest.readers.moments import lenient
from ingest.readers.text import MARKS, detect
from rag.domain import Draft
from rag.errors import SourceRejected

SAMPLE = 64 * 1024  # bytes by which encoding and separator are known
QUOTES = "write a quotation mark within a cell twice, and close every one"
SEPARATORS = ",;\t|"
DATES = ("published_at", "modified_at")
LISTS = ("authors", "labels")


def read_table(
    file: IO[bytes], *, source: str, fields: Fields | None = None
) -> Iterator[Draft | SourceRejected]:
    """The articles of a table whose first row names its fields, lazily; rows are `source:ROW`.

    Args:
        file: CSV, its cells parted by commas, semicolons, tabs or bars; nothing is read whole.
        source: What to call it.
        fields: Our names of fields to the table's.
    """
    csv.field_size_limit(LINE.most)  # of this process; 128 KB by nature, less than a story
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)  # type: ignore[type-var]
    sample = buffered.peek(SAMPLE)[:SAMPLE]
    try:
        if not sample.strip():
            raise SourceRejected(source, "the file is empty")
        encoding = _encoding(sample, source)
    except SourceRejected as rejected:
        yield rejected
        return
    text = io.TextIOWrapper(buffered, encoding, errors="surrogateescape", newline="")
    separator = _separator(sample.decode(encoding, "replace"))
    try:
        rows = csv.reader(text, delimiter=separator, strict=True)
        yield from _articles(rows, _names(rows, source, fields or {}), source, fields or {})
    except SourceRejected as rejected:
        yield rejected
    finally:
        with suppress(ValueError):  # whoever opened the file may have closed it
            text.detach()


def _articles(
    rows: Iterator[list[str]], names: list[str], source: str, fields: Fields
) -> Iterator[Draft | SourceRejected]:
    number, count = 1, 0
    while True:
        number += 1
        where = f"{source}:{number}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            count += 1
            yield SourceRejected(where, f"the row cannot be read ({error}); {QUOTES}")
            continue
        except UnicodeError as error:
            yield SourceRejected(where, f"the text breaks off here ({error}); save it as UTF-8")
            return
        if any(cell.strip() for cell in row):
            count += 1
            yield _article(row, names, where, fields)
    if not count:
        yield SourceRejected(source, "the table has a first row and no others: no articles")


def _article(
    row: list[str], names: list[str], where: str, fields: Fields
) -> Draft | SourceRejected:
    try:
        return _read(row, names, where, fields)
    except SourceRejected as rejected:
        return rejected


def _read(row: list[str], names: list[str], where: str, fields: Fields) -> Draft:
    if len(row) > len(names):
        raise SourceRejected(
            where,
            f"the row has {len(row)} cells where the first row names {len(names)}: put cells with "
            "the separator in them in quotation marks",
        )
    if any("\udc80" <= char <= "\udcff" for cell in row for char in cell):
        raise SourceRejected(where, "it is not in the encoding of the first rows; save it as UTF-8")
    value = renamed({name: cell for name, cell in zip(names, row, strict=False) if cell}, fields)
    assert isinstance(value, dict)
    for name in DATES:
        if isinstance(value.get(name), str):
            value[name] = lenient(value[name]) or value[name]
    for name in LISTS:
        if isinstance(cell := value.get(name), str):
            value[name] = _listed(cell)
    return read_article(value, source=where)


def _listed(cell: str) -> list[str]:
    """A list as JSON, else names parted by semicolons."""
    try:
        listed = json.loads(cell.replace("'", '"')) if cell.startswith("[") else None
    except ValueError:
        listed = None
    if isinstance(listed, list):
        return [str(name) for name in listed]
    return [name.strip() for name in cell.split(";") if name.strip()]


def _encoding(sample: bytes, source: str) -> str:
    marked = next((name for mark, name in MARKS if sample.startswith(mark)), None)
    if marked:
        return marked
    if b"\0" in sample:
        raise SourceRejected(source, "this is a binary file, not a table (it has NUL bytes)")
    try:
        sample.decode()
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:  # else the sample ends within a character
            return detect(sample) or "utf-8"
    return "utf-8"


def _separator(sample: str) -> str:
    """What parts the names in the first row, outside of quotation marks."""
    first = sample.split("\n", 1)[0].split('"')[::2]
    counts = {mark: sum(part.count(mark) for part in first) for mark in SEPARATORS}
    return max(SEPARATORS, key=lambda mark: counts[mark])


def _names(rows: Iterator[list[str]], source: str, fields: Fields) -> list[str]:
    try:
        names = [name.strip() for name in next(rows, [])]
    except (csv.Error, UnicodeError) as error:
        raise SourceRejected(source, f"the first row cannot be read: {error}") from error
    if not {"text", fields.get("text", "text")} & set(names):
        raise SourceRejected(source, unnamed(names))
    if doubled := next((name for name in names if name and names.count(name) > 1), None):
        raise SourceRejected(source, f"two columns are named {doubled!r}; rename one of them")
    wanted = [
        theirs for ours, theirs in fields.items() if theirs and not {ours, theirs} & set(names)
    ]
    if wanted:
        there = ", ".join(names)
        raise SourceRejected(source, f"there is no column {wanted[0]!r}; there are {there}")
    return names
