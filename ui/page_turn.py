"""A question on its way to its answer, as far as a reader can see it. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rag.citations import without_markers
from rag.domain import Answer, Exchange, Found, Scope, Sentence
from rag.events import Checked, Event, Evidence, Finished, Token
from rag.receipts import Receipt

EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Turn:
    """What is known of one question.

    Attributes:
        question: As it was asked.
        found: The evidence, once it is there.
        checked: Sentences that were checked.
        pending: What was written after them.
        answer: The whole answer, which replaces `checked` and `pending`.
        failure: Why there will be none, in plain words.
        stopped: Whether the reader stopped it.
        history: The exchanges that it may refer to.
        receipt: The answer's receipt, to be saved.
        asked: What the answer may draw on.
    """

    question: str
    found: Found | None = None
    checked: tuple[Sentence, ...] = ()
    pending: str = ""
    answer: Answer | None = None
    failure: str | None = None
    stopped: bool = False
    history: tuple[Exchange, ...] = ()
    receipt: Receipt | None = None
    asked: Scope = EVERYTHING

    def after(self, event: Event) -> Turn:
        """The turn once this has happened."""
        match event:
            case Evidence(found):
                return replace(self, found=found)
            case Token(text):
                return replace(self, pending=self.pending + text)
            case Checked(sentence):
                rest = beyond(self.pending, sentence)
                return replace(self, checked=(*self.checked, sentence), pending=rest)
            case Finished(answer):
                return replace(self, answer=answer, pending="")

    @property
    def searched(self) -> str | None:
        """What was searched for, where that is not what was asked."""
        query = self.found.query if self.found else self.question
        return query if query != self.question else None

    @property
    def exchange(self) -> Exchange | None:
        """What later questions may refer to."""
        return Exchange(self.question, self.answer.text) if self.answer else None


def beyond(pending: str, sentence: Sentence) -> str:
    """What was written after a sentence that has been checked."""
    words = " ".join(pending.split())
    said = " ".join((sentence.written or without_markers(sentence.text)).split())
    at = words.find(said)
    return words[at + len(said) :].lstrip() if at >= 0 else words
