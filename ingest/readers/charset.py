"""Which encoding a page is in: what it says, unless its bytes say otherwise."""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

from ingest.readers.text import MARKS, detect

META = re.compile(
    rb"""<(?:meta[^>]{0,200}?charset|\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
BEGINNING = 4096  # bytes in which a page may declare its encoding
FEW = 0.02  # broken bytes for each one that is not ASCII, in a page that is UTF-8 all the same
WIDER = {  # what browsers read under these names, as pages mean it
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
NAMES = {"x-sjis": "cp932", "x-gbk": "gb18030", "x-euc-jp": "euc_jp", "x-mac-roman": "mac_roman"}
MULTIBYTE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")
UNMARKED = ("iso2022_jp", "hz")  # they are ASCII to the eye
WESTERN = "cp1252"

Origin = Literal["mark", "header", "meta", "content"]


class Charset(NamedTuple):
    """An encoding, as Python names it, and what told it."""

    name: str
    origin: Origin


def charset_of(body: bytes, declared: str | None) -> Charset:
    """The encoding of a page.

    Bytes that are UTF-8 throughout are nothing else, whatever is declared. Else the header counts,
    then the page's own word, as far as the bytes can be read so; a header that says Latin-1, as
    servers do unasked, gives way to a page that says something else.

    Args:
        body: The page.
        declared: What the server said.
    """
    for mark, name in MARKS:
        if body.startswith(mark):
            return Charset(name, "mark")
    header, meta = known(declared), known(_meta(body))
    plain = _reads(body, "utf-8")
    for name, origin in _said(header, meta):
        if name in UNMARKED or (name != "utf-8" and not plain and _reads(body, name)):
            return Charset(name, origin)
    if plain or _almost_utf8(body):
        told = [origin for name, origin in _said(header, meta) if name == "utf-8"]
        return Charset("utf-8", told[0] if told else "content")
    return Charset(detect(body) or header or meta or WESTERN, "content")


def _said(header: str | None, meta: str | None) -> list[tuple[str, Origin]]:
    """What is declared, the likelier first."""
    said: list[tuple[str | None, Origin]] = [(header, "header"), (meta, "meta")]
    if header == WESTERN:
        said.reverse()
    return [(name, origin) for name, origin in said if name]


def text_of(body: bytes, declared: str | None) -> str:
    """A page as text; bytes that mean nothing in its encoding become U+FFFD."""
    return body.decode(charset_of(body, declared).name, errors="replace")


def known(name: str | None) -> str | None:
    """The name that Python has for an encoding of text, as browsers read it; None if none."""
    if not name:
        return None
    name = name.strip(" \t\"'").lower()
    try:
        found = codecs.lookup(NAMES.get(name, name))
        "a".encode(found.name)
    except (LookupError, ValueError):  # unknown, or not of text
        return None
    return WIDER.get(found.name, found.name)


def _meta(body: bytes) -> str | None:
    match = META.search(body[:BEGINNING])
    name = match[1].decode("ascii") if match else None
    return None if known(name) in MULTIBYTE else name  # it could not be read if it were


def _reads(body: bytes, name: str) -> bool:
    try:
        body.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _almost_utf8(body: bytes) -> bool:
    text = body.decode("utf-8", errors="replace")
    odd = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count("\ufffd") <= FEW * odd
