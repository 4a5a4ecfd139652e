"""A sentence taken apart where it joins two statements, each said in full. Pure."""

from __future__ import annotations

import re

LEAST = 3  # words of a statement
_RELATIVE = re.compile(
    r"\b(?P<who>(?:the|a|an|its|their|his|her)\s+(?:[\w’'-]+\s+){0,2}?[\w’'-]+|[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)"
    r",\s+(?:which|who)\s+",
)
_JOINED = re.compile(r";\s+|,\s+(?:while|whereas)\s+")


def clauses(sentence: str) -> list[str]:
    """The statements of a sentence; the sentence itself where it makes one.

    "It voted for the cut, which took effect in July." states that it voted for the cut and that
    the cut took effect in July.
    """
    text = " ".join(sentence.split())
    if any(mark in text for mark in '“”"'):
        return [text]
    found = _RELATIVE.search(text)
    if found is not None:
        rest = text[found.end() :].rstrip(".")
        if "," not in rest:
            who = found["who"]
            return _whole([text[: found.end("who")], f"{who[0].upper()}{who[1:]} {rest}"], text)
    return _whole([part.strip(" ,.") for part in _JOINED.split(text)], text)


def _whole(parts: list[str], text: str) -> list[str]:
    if len(parts) < 2 or any(len(part.split()) < LEAST for part in parts):
        return [text]
    return [f"{part[0].upper()}{part[1:]}." for part in parts]
