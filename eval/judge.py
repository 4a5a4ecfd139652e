"""An optional judge: a language model that says whether an answer is right."""

from __future__ import annotations

import re
from collections.abc import Callable

from eval.gold.question import GoldQuestion
from rag.errors import SettingsError
from rag.models.chat import open_chat_model
from rag.prompts import judge_prompt
from rag.settings import Settings

_VERDICT = re.compile(r"\W*(right|wrong)\b", re.IGNORECASE)

Say = Callable[[str, str, str], str]
"""Question, accepted answers and given answer to what the model writes."""


class Judge:
    """Asks a model; what it writes counts only if it begins with one of the two words asked for.

    Args:
        name: Of the model.
        say: Asks it.
    """

    def __init__(self, name: str, say: Say) -> None:
        self.name, self._say = name, say

    def right(self, question: GoldQuestion, answer: str) -> bool | None:
        """Whether an answer is right; None, which is unscored, where the verdict is no verdict.

        Raises:
            LLMError: If the model does not answer.
        """
        return verdict(self._say(question.question, " / ".join(question.answers), answer))


def verdict(said: str) -> bool | None:
    """What a judge's words mean: they must begin with RIGHT or WRONG, or they mean nothing."""
    found = _VERDICT.match(said)
    return found.group(1).lower() == "right" if found else None


def open_judge(settings: Settings, name: str) -> Judge:
    """The judge of this name, in the words of DATELINE_LLM.

    Raises:
        SettingsError: If the name makes no sense.
    """
    model = open_chat_model(settings.model_copy(update={"llm": name}))
    if model is None:
        raise SettingsError(f"--judge {name!r} names no model: use `local` or PROVIDER:MODEL")

    def say(question: str, accepted: str, answer: str) -> str:
        asked = {"question": question, "accepted": accepted, "answer": answer}
        return model.text(judge_prompt().invoke(asked))

    return Judge(name, say)
