"""XML as text that is safe to parse: its encoding known, no entities declared. Stdlib only."""

from __future__ import annotations

import codecs
import re

from ingest.readers.text import MARKS, decode
from rag.errors import SourceRejected

DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""", re.I)
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
BEFORE = re.compile(r"(?:\s|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
DOCTYPE = re.compile(r"<!DOCTYPE(?:[^>\[\"']|\"[^\"]*\"|'[^']*')*([>\[])", re.IGNORECASE)
SUBSET = re.compile(r"\]\s*>")  # where what a DOCTYPE declares itself ends
ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
TRICKY = frozenset({"utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "idna"})


def xml_text(data: bytes, *, source: str, charset: str | None = None) -> str:
    """An XML document as text, from its root element or comments on; it declares no entities.

    Args:
        data: The document.
        source: What to call it in a rejection.
        charset: What the server said about its encoding, if anything.

    Raises:
        SourceRejected: If it is blank, in no known encoding, or declares anything itself.
    """
    text = _decoded(data, source, charset)
    text = INVALID.sub("", DECLARATION.sub("", text.removeprefix("\ufeff"))).lstrip()
    if not text:
        raise SourceRejected(source, "the file is empty")
    doctype = DOCTYPE.match(text, _after(text))
    if doctype is None:
        return text
    if doctype[1] == "[":
        raise SourceRejected(
            source,
            "its DOCTYPE declares entities of its own, by which XML can be made to explode or to "
            "read other files; nothing of it was read. Save it without its DOCTYPE",
        )
    return text[doctype.end() :].lstrip()


def root_of(text: str) -> str:
    """The name of a document's first element in lower case, without a prefix; "" for none."""
    at = _after(text)
    while doctype := DOCTYPE.match(text, at):
        inner = SUBSET.search(text, doctype.end()) if doctype[1] == "[" else None
        at = _after(text, inner.end() if inner else doctype.end())
    found = ROOT.match(text, at)
    return found[1].lower() if found else ""


def _after(text: str, at: int = 0) -> int:
    """Where what stands before the doctype or root element ends."""
    found = BEFORE.match(text, at)
    return found.end() if found else at


def _decoded(data: bytes, source: str, charset: str | None) -> str:
    declared = DECLARED.search(data[:1024])
    names = ["utf-8", declared[1].decode("ascii") if declared else "", charset or ""]
    if not any(data.startswith(mark) for mark, _ in MARKS):
        for name in names:
            text = _as(data, name)
            if text is not None and "\0" not in text:
                return text
    return decode(data, source=source)


def _as(data: bytes, name: str) -> str | None:
    try:
        if codecs.lookup(name).name in TRICKY:
            return None
        # browsers and feed readers take Latin-1 for the code page that extends it
        return data.decode("cp1252" if codecs.lookup(name).name == "iso8859-1" else name)
    except (LookupError, UnicodeError):
        return None
