"""Characters that a reader does not see: zero-width, text direction, tags. Stdlib only."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f")
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_JOINERS = "\u200c\u200d"
_JOINED = re.compile(  # scripts in which a joiner changes how a word is spelled
    "[\u0600-\u07ff\u0840-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc]"
)
_TONES = range(0x1F3FB, 0x1F400)


def without_unseen(text: str) -> str:
    """The text without what nobody sees.

    Joiners stay where a script or an emoji needs them, and so do the flags of countries inside
    a country and the variants of symbols.
    """
    if not _UNSEEN.search(text):
        return text
    flags = [match.span() for match in _FLAG.finditer(text)]

    def kept(match: re.Match[str]) -> str:
        at = match.start()
        flagged = any(start <= at < end for start, end in flags)
        return match[0] if flagged or _needed(text, at) else ""

    return _UNSEEN.sub(kept, text)


def smuggled(text: str) -> str:
    """What tag characters, which mirror ASCII unseen, say in a text."""
    bare = _FLAG.sub("", text)
    return " ".join("".join(chr(ord(c) - 0xE0000) for c in run) for run in _TAGS.findall(bare))


def _needed(text: str, at: int) -> bool:
    """Whether an unseen character changes what is seen of its neighbours."""
    before = text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if text[at] in _JOINERS:
        if _JOINED.match(before):
            return True
        return text[at] == "\u200d" and _pictured(before) and _pictured(after)
    if "\ufe00" <= text[at] <= "\ufe0f":
        return (
            bool(before)
            and not before.isspace()
            and not _UNSEEN.match(before)
            and (not before.isalpha() or before > "\u2e7f")
        )
    return "\U000e0100" <= text[at] <= "\U000e01ef" and "\u3400" <= before <= "\ufaff"


def _pictured(char: str) -> bool:
    """Whether a character is (part of) an emoji."""
    if not char:
        return False
    return unicodedata.category(char) == "So" or char == "\ufe0f" or ord(char) in _TONES
