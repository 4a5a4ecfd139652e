"""What an answer claims and what carries it, judged by the gate whatever system wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from rag.citations import without_markers
from rag.domain import Hit, Passage, Status
from rag.gate import check, quotes_of

LONGEST = 12  # sentences of several quotes that may carry one sentence together


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that a reader saw, the quotes that it names, and what the gate says of it.

    Attributes:
        text: Without markers.
        quotes: What its markers stand for.
        status: By all the passages that were found, not only by its quotes.
    """

    text: str
    quotes: tuple[str, ...]
    status: Status


def claims(answer: Mapping[str, Any], hits: Sequence[Hit]) -> list[Claim]:
    """The sentences of an answer that claim something."""
    quotes = {citation["n"]: citation["quote"] for citation in answer["citations"]}
    kept_back = {removed["text"] for removed in answer["removed"]}
    spans = quotes_of([hit.passage for hit in hits])
    found = []
    for sentence in answer["sentences"]:
        if sentence["status"] == "unsupported" and sentence["text"] in kept_back:
            continue
        text = without_markers(sentence["text"])
        status = check(text, spans).status
        if status != "not_a_claim":
            named = tuple(quotes[n] for n in sentence["citations"] if n in quotes)
            found.append(Claim(text, named, status))
    return found


def carries(sentence: str, quotes: Sequence[str]) -> bool:
    """Whether these quotes together carry a sentence."""
    together = "\n".join(quotes)
    passage = partial(Passage, article_id="", version=0, start=0)
    whole = passage(id="all", end=len(together), text=together)
    return check(sentence, quotes_of([whole], LONGEST)).status == "supported"
