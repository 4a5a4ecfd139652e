"""Plain text files, and decoding for every reader. Alone touches charset_normalizer."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from rag.domain import Draft
from rag.errors import SourceRejected

MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 64 * 1024  # bytes that are enough to recognise an encoding by
LIKELY = [
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
]
WESTERN = "cp1252"


def read_text(data: bytes, *, source: str) -> Draft:
    """A text file as an article: no title, no date, one kind of line end, nothing else changed.

    Raises:
        SourceRejected: If it is empty, binary, or in an encoding that cannot be recognised.
    """
    return Draft(source=source, text=decode(data, source=source))


def decode(data: bytes, *, source: str) -> str:
    """Bytes as text with one kind of line end: by their mark, as UTF-8, or by detection.

    Raises:
        SourceRejected: If it is empty, blank, binary, or in no recognisable encoding.
    """
    if not data:
        raise SourceRejected(source, "the file is empty")
    marked = _marked(data, source)
    text = _unmarked(data, source) if marked is None else marked
    if "\0" in text:
        raise SourceRejected(source, "this is a binary file, not text (it has NUL characters)")
    if not text.strip():
        raise SourceRejected(source, "there is no text in it, only white space")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(data: bytes, source: str) -> str | None:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                name = encoding.removesuffix("-sig").upper()
                reason = f"it is marked as {name} but is not ({error.reason}); save it as UTF-8"
                raise SourceRejected(source, reason) from error
    return None


def _unmarked(data: bytes, source: str) -> str:
    if b"\0" in data:
        raise SourceRejected(source, "this is a binary file, not text (it has NUL bytes)")
    try:
        return data.decode()
    except UnicodeDecodeError:
        pass
    encoding = detect(data)
    try:
        if encoding is not None:
            return data.decode(encoding)
    except UnicodeDecodeError:
        pass
    raise SourceRejected(source, "its encoding cannot be recognised; save it as UTF-8")


def detect(data: bytes) -> str | None:
    """The likeliest encoding of bytes that are not UTF-8, or None.

    Short Western text fits several code pages equally well; then it is the Western one.
    """
    odd = next((i for i, byte in enumerate(data) if byte > 127), 0)
    start = max(0, odd - SAMPLE // 2)
    matches = from_bytes(data[start : start + SAMPLE], cp_isolation=LIKELY)
    best = matches.best()
    if best is None:
        return None
    tied = [m for m in matches if (m.chaos, m.coherence) == (best.chaos, best.coherence)]
    alike = {name for m in tied for name in (m.encoding, *m.could_be_from_charset)}
    return WESTERN if WESTERN in alike else best.encoding
