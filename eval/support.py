"""What an answer claims and what carries it, judged by the gate whatever system wrote it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.citations import without_markers
from rag.domain import Hit, Passage, Status
from rag.gate import Gate
from rag.spans import materials
from rag.telling import quoted_of


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


def claims(answer: Mapping[str, Any], hits: Sequence[Hit], gate: Gate) -> list[Claim]:
    """The sentences of an answer that claim something."""
    quotes = {citation["n"]: citation["quote"] for citation in answer["citations"]}
    kept_back = {removed["text"] for removed in answer["removed"]}
    found = materials(hit.passage for hit in hits)
    said = []
    for sentence in answer["sentences"]:
        if sentence["status"] == "unsupported" and sentence["text"] in kept_back:
            continue
        text = quoted_of(without_markers(sentence["text"]))
        status = gate.holds(text, found).status
        if status != "not_a_claim":
            named = tuple(quotes[n] for n in sentence["citations"] if n in quotes)
            said.append(Claim(text, named, status))
    return said


def carries(sentence: str, quotes: Sequence[str], gate: Gate) -> bool:
    """Whether these quotes together carry a sentence."""
    together = "\n".join(quotes)
    whole = Passage("all", "", 0, 0, len(together), together)
    return gate.holds(sentence, materials([whole])).status == "supported"
