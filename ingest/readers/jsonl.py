"""Articles as JSON: one a line, or a file with a list or a single one. Stdlib only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import IO, NoReturn
from urllib.parse import urlsplit

from ingest.guards.limits import LINE
from ingest.readers.fields import Fields, renamed, unnamed
from ingest.readers.moments import strict
from rag.domain import Draft, Moment
from rag.errors import SourceRejected

LONGEST_ID = 200
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")  # no database and no UTF-8 can hold them


def read_jsonl(
    lines: Iterable[bytes | str], *, source: str, fields: Fields | None = None
) -> Iterator[Draft | SourceRejected]:
    """The articles of JSON Lines, lazily; a bad one is a rejection naming source:LINE."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{source}:{number}"
        try:
            LINE.check(len(line), where)
            yield _renamed_article(parse(line, where), where, fields or {})
        except SourceRejected as rejected:
            yield rejected


def read_value(
    whole: object, *, source: str, fields: Fields | None = None
) -> Iterator[Draft | SourceRejected]:
    """The articles of parsed JSON, which is one or a list of them (source#N from 1)."""
    listed = isinstance(whole, list)
    if whole == []:
        yield SourceRejected(source, "the list in it has no articles")
    for number, value in enumerate(whole if isinstance(whole, list) else [whole], start=1):
        try:
            where = f"{source}#{number}" if listed else source
            yield _renamed_article(value, where, fields or {})
        except SourceRejected as rejected:
            yield rejected


def _renamed_article(value: object, source: str, fields: Fields) -> Draft:
    """One article, read with other names of fields where such are given."""
    named = renamed(value, fields)
    if isinstance(named, dict) and "text" not in named and isinstance(value, dict) and value:
        raise SourceRejected(source, unnamed(value))
    return read_article(named, source=source)


def lines_of(file: IO[bytes]) -> Iterator[bytes]:
    """The lines of a binary file; of one that is too long only a stretch, which will not parse."""
    while line := file.readline(LINE.most + 1):
        yield line
        while len(line) > LINE.most and not line.endswith(b"\n"):
            line = file.readline(LINE.most + 1)


def read_article(value: object, *, source: str) -> Draft:
    """One article of the format of `dateline ingest`; its text is kept to the letter.

    Raises:
        SourceRejected: If it is not an object, or a field is missing, malformed or unstorable.
    """
    if not isinstance(value, dict):
        raise SourceRejected(source, f"not a JSON object but {_shown(value)}")
    fields = _Fields(value, source)
    return Draft(
        source=source,
        text=fields.text(),
        id=fields.id(),
        url=fields.url(),
        title=fields.string("title") or "",
        authors=fields.strings("authors"),
        outlet=fields.string("outlet"),
        language=fields.string("language"),
        published=fields.moment("published_at"),
        modified=fields.moment("modified_at"),
        section=fields.string("section"),
        labels=fields.strings("labels"),
        wire=fields.string("wire"),
    )


class _Fields:
    """The fields of one object, each read as what it should be; null counts as absent."""

    def __init__(self, value: dict[str, object], source: str) -> None:
        self._value = value
        self._source = source

    def reject(self, reason: str) -> NoReturn:
        raise SourceRejected(self._source, reason)

    def raw(self, name: str) -> str | None:
        value = self._value.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            self.reject(f"{name} is not a string but {_shown(value)}")
        if bad := UNSTORABLE.search(value):
            self.reject(f"{name} has a character that cannot be stored, {bad[0]!a}")
        return value

    def text(self) -> str:
        text = self.raw("text")
        if text is None:
            self.reject("there is no text; every article needs a field `text`")
        if not text.strip():
            self.reject("the text is blank")
        return text

    def string(self, name: str) -> str | None:
        value = self.raw(name)
        return value if value and value.strip() else None

    def id(self) -> str | None:
        value = self.raw("id")
        if value is None:
            return None
        if not value.strip():
            self.reject("id is empty; leave it out for one made from url or text")
        if len(value) > LONGEST_ID:
            self.reject(f"id has {len(value)} characters, at most {LONGEST_ID} can be kept")
        if CONTROL.search(value):
            self.reject(f"id has a control character: {_shown(value)}")
        return value

    def url(self) -> str | None:
        value = self.string("url")
        if value is None:
            return None
        try:
            parts = urlsplit(value)
            usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            usable = False
        if not usable or CONTROL.search(value):
            self.reject(f"url is not an http or https address: {_shown(value)}")
        return value

    def strings(self, name: str) -> tuple[str, ...]:
        value = self._value.get(name)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.reject(f"{name} is not a list of strings but {_shown(value)}")
        for one in value:
            if not isinstance(one, str):
                self.reject(f"{name} has something that is not a string: {_shown(one)}")
            if UNSTORABLE.search(one):
                self.reject(f"{name} has a character that cannot be stored: {_shown(one)}")
        return tuple(one for one in value if one.strip())

    def moment(self, name: str) -> Moment | None:
        value = self.raw(name)
        if value is None:
            return None
        iso = strict(value)
        if iso is None:
            self.reject(
                f"{name} {_shown(value)} is not an ISO date or datetime; use null if unknown"
            )
        return Moment(iso, "file")


def parse(line: bytes | str, source: str) -> object:
    """JSON as Python has it.

    Raises:
        SourceRejected: If it is none.
    """
    try:
        text = line if isinstance(line, str) else line.decode("utf-8-sig")
        parsed: object = json.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise SourceRejected(source, f"not UTF-8 ({error.reason}, byte {error.start})") from error
    except RecursionError as error:
        raise SourceRejected(source, "not JSON that can be read: nested too deeply") from error
    except ValueError as error:  # bad JSON, and numbers of thousands of digits
        raise SourceRejected(source, f"not JSON: {error}") from error
    return parsed


def _shown(value: object) -> str:
    """A value as JSON in ASCII, shortened for a message."""
    try:
        written = json.dumps(value)
    except RecursionError:
        written = "something nested deeply"
    return written if len(written) <= 60 else written[:57] + "…"
