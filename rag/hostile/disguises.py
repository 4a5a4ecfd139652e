"""What a text says behind a disguise: look-alike letters, leetspeak, codes, reversal. Pure."""

from __future__ import annotations

import base64
import binascii
import codecs
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from rag.hostile.unseen import smuggled, without_unseen

READABLE = 0.9  # share of letters and spaces from which decoded bytes are words
_LOOK = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαειοκνρτυχγɡıⅼո",
        "ABESIJKMHOPCTYXaeopcyxijshdqwABEZHIKMNOPTYXaeioknptuxygiln",
        strict=True,
    )
)
_LOOKALIKE = str.maketrans(_LOOK)
_LEET = str.maketrans("0134578@$!|", "oieastbasil")
_LEET_TOKEN = re.compile(r"(?<!\S)(?=\S*[A-Za-z])(?=\S*[013457@$!|]\S)[A-Za-z013457@$!|]{3,}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}={0,2}")
_HEX = re.compile(r"(?:(?:0x|\\x)?[0-9A-Fa-f]{2}[ ,:]?){16,}")
_BITS = re.compile(r"(?:[01]{8}\s?){8,}")
_PERCENT = re.compile(r"(?:[\w.,:;'-]*%[0-9A-Fa-f]{2}){3,}\S*")
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})")
_SPELLED = re.compile(r"(?<!\w)(?:\w[ .\-_*|·]{1,3}){6,}\w(?!\w)")
_STRUNG = re.compile(r"(?:[A-Za-z]{2,}[-_+]){3,}[A-Za-z]{2,}")
_ROT13 = re.compile(r"vtaber|qvfertneq|vafgehpgvba|erfcbaq|flfgrz cebzcg|nafjre bayl", re.I)
_BACKWARDS = re.compile(r"erongi|dragersid|snoitcurtsni|dnopser|tpmorp metsys|ylno rewsna", re.I)
_ACCENT = re.compile("(?<=[A-Za-z])[\u0300-\u036f]+")
_PLAIN = re.compile(r"[A-Za-z0-9 .,;:'\"!?\n-]")


def plain(text: str) -> str:
    """A text as it reads: nothing unseen, one form of each letter, straight from compatibility."""
    return unicodedata.normalize("NFKC", without_unseen(text))


def folded(text: str) -> str:
    """Latin letters without accents, and those of other scripts that look like Latin ones."""
    if text.isascii():
        return text
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_LOOKALIKE)


def behind(text: str) -> Iterator[str]:
    """What a text says once a disguise is taken off, for each disguise that it may wear."""
    if hidden := smuggled(text):
        yield hidden
    seen = plain(text)
    latin = folded(seen)
    if latin != seen:
        yield latin
    if _LEET_TOKEN.search(latin):
        yield _LEET_TOKEN.sub(lambda match: match[0].translate(_LEET), latin)
    if _SPELLED.search(latin):
        yield _SPELLED.sub(lambda match: _closed(match[0]), latin)
    if _STRUNG.search(latin):
        yield re.sub(r"[-_+.]", " ", latin)
    if _ROT13.search(latin):
        yield codecs.encode(latin, "rot13")
    if _BACKWARDS.search(latin):
        yield latin[::-1]
    yield from _unescaped(seen)
    yield from _decoded(seen)


def _closed(spelled: str) -> str:
    """`i g n o r e   a l l` as words: the wider gaps part them."""
    wide = re.split(r"[ .\-_*|·]{2,3}", spelled)
    return " ".join(re.sub(r"[ .\-_*|·]", "", word) for word in wide)


def _unescaped(text: str) -> Iterator[str]:
    if "&" in text and (once := unescape(text)) != text:
        yield once
    if _PERCENT.search(text):
        yield _PERCENT.sub(lambda match: unquote(match[0].replace("+", " ")), text)
    if _ESCAPE.search(text):
        yield _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _decoded(text: str) -> Iterator[str]:
    for run in _BASE64.findall(text):
        yield from _words(_from_base64(run))
    for run in _HEX.findall(text):
        digits = re.sub(r"0x|\\x|[ ,:]", "", run)
        yield from _words(bytes.fromhex(digits[: len(digits) // 2 * 2]))
    for run in _BITS.findall(text):
        yield from _words(bytes(int(bits, 2) for bits in re.findall(r"[01]{8}", run)))


def _from_base64(run: str) -> bytes:
    bare = run.rstrip("=").replace("-", "+").replace("_", "/")
    bare = bare[: len(bare) - (len(bare) % 4 == 1)]
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        return b""


def _words(data: bytes) -> Iterator[str]:
    """The bytes as text, if they are words."""
    text = data.decode("utf-8", "replace")
    if " " in text and len(_PLAIN.findall(text)) >= READABLE * len(text):
        yield text
