"""A passage as a model is shown it: nothing in it looks like a part of the prompt. Pure."""

from __future__ import annotations

import re

from rag.hostile.reading import orders
from rag.hostile.unseen import without_unseen

LEFT_OUT = "(words addressed to a model, left out)"

_UNSHOWN = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|template|noscript)\b[^>]{0,400}>.*?(?:</\1\s*>|$)",
    re.IGNORECASE | re.DOTALL,
)
_TEMPLATE = re.compile(
    r"<\|[^|<>\n]{1,40}\|>|<</?SYS>>|\[/?(?:INST|SYSTEM|SYS|USER|ASSISTANT)\]|</?s>"
    r"|<(?:start|end)_of_turn>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-z!?][^<>]{0,400}>", re.IGNORECASE)
_IMAGE = re.compile(r"!\[([^\]\n]{0,200})\]\([^)\s]{0,2000}[^)\n]{0,200}\)")
_LINK = re.compile(r"\[([^\]\n]{1,200})\]\((?:https?:)?[^)\s]{1,2000}\)")
_MARKER = re.compile(
    r"\[\s*(?:(?:passages?|sources?|citations?|articles?)\s*)?(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*\]"
    r"|【\s*(\d{1,3})[^】\n]{0,40}】",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^([^\w\n]{0,6}(?:system|assistant|user|human|developer|tool|model|question|answer|passages?"
    r"|instructions?|context|output|response|final answer|rewritten question)(?: \d{1,3})?"
    r"[^\w\s:]{0,3})\s*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_RULER = re.compile(r"^[ \t]*(?:`{3,}\w*|[-=#*_~]{3,})[ \t]*$|^[ \t]*#{1,6}[ \t]+", re.MULTILINE)


def cleaned(text: str) -> str:
    """A passage for the prompt; what is stored and quoted stays as it is.

    Left out are unseen characters, markup, addresses behind words, tokens of chat templates, and
    orders to a model that the passage reports; numbers in brackets become `(1)`, and names of
    roles at the beginning of a line lose their colon.
    """
    text = without_unseen(text)
    for order in reversed(orders(text)):
        text = f"{text[: order.start]}{LEFT_OUT}{text[order.end :]}"
    text = _UNSHOWN.sub(" ", text)
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(r"\1", text)
    text = _TEMPLATE.sub(" ", text)
    text = _TAG.sub(" ", text)
    text = _MARKER.sub(lambda match: f"({match[1] or match[2]})", text)
    text = _ROLE.sub(r"\1 –", text)
    return _RULER.sub("", text)


def quotable(sentence: str) -> bool:
    """Whether a sentence can be said to a reader, and to what reads the answer, as it stands."""
    return cleaned(sentence) == without_unseen(sentence)
