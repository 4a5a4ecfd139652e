"""What happens while a question is answered, in the order in which a reader sees it."""

from __future__ import annotations

from dataclasses import dataclass

from rag.domain import Answer, Found, Sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was found, long before an answer is written."""

    found: Found


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text as the model writes it, not checked yet, without markers."""

    text: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that was written and checked; its number of citations will not change."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer; it replaces all that came before."""

    answer: Answer


Event = Evidence | Token | Checked | Finished
