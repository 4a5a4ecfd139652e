"""The LangChain chain: a few steps, each adding the one key that it is named for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from langchain_core.messages import AIMessageChunk
from langchain_core.prompt_values import PromptValue
from langchain_core.runnables import Runnable, RunnableBranch, RunnableLambda, RunnablePassthrough

from rag.domain import Exchange, Hit
from rag.errors import LLMError
from rag.finding import Finding
from rag.focus import focus
from rag.models.chat import ChatModel
from rag.prompts import (
    CANNOT_ANSWER,
    answer_prompt,
    evidence_block,
    history_block,
    rewrite_prompt,
)
from rag.relevance import BEARS, relevance
from rag.retriever import NewsRetriever
from rag.words import asked, names, words

ALONE = 2  # words that carry meaning; a question with fewer cannot stand alone
LEANING = frozenset(
    """he she it they him her them his hers its their theirs this that these those there then one
    ones former latter same also else another other and but so""".split()
)

Chain = Runnable[dict[str, Any], dict[str, Any]]


def build_chain(retriever: NewsRetriever, model: ChatModel | None) -> Chain:
    """Question in, answer out, streaming.

    The state begins with `question`, `history`, `scope`, `today` and `k`, and each step adds a key:

    - `standalone`: the question as it can be understood without the history (str)
    - `within`: the scope, with the days that the question speaks of
    - `found`: the passages found (list of Hit)
    - `hits`: those of them that do not try to instruct a model
    - `weights`: how much each asked word tells
    - `unsafe`: whether those that do try bear on the question, and more than the others
    - `shown`: the passages that the model is shown; empty where nothing bears on the question
    - `answer`: chunks of the model's answer (only with a model)

    Args:
        retriever: Finds passages; what it does without, the chain does without, too.
        model: Writes the answer; None stops after `shown`.
    """
    steps = Finding(retriever)

    def choose(state: dict[str, Any]) -> list[Hit]:
        hits: list[Hit] = state["hits"]
        if "guard" not in retriever.without and relevance(state["weights"], hits) < BEARS:
            return []
        if model is None or not model.small or "focus" in retriever.without:
            return within(hits, model.evidence) if model else hits
        embedder = retriever.library.embedder
        return focus(state["standalone"], state["weights"], hits, embedder, model.evidence)

    found = (
        RunnablePassthrough.assign(
            standalone=_standalone(model, "rewrite" not in retriever.without)
        )
        | RunnablePassthrough.assign(within=RunnableLambda(steps.within))
        | RunnablePassthrough.assign(found=RunnableLambda(steps.found))
        | RunnablePassthrough.assign(hits=RunnableLambda(steps.hits))
        | RunnablePassthrough.assign(weights=RunnableLambda(steps.weights))
        | RunnablePassthrough.assign(unsafe=RunnableLambda(steps.unsafe))
        | RunnablePassthrough.assign(shown=RunnableLambda(choose))
    )
    if model is None:
        return found
    return found | RunnablePassthrough.assign(answer=_answer(model))


def instructions(today: date) -> PromptValue:
    """What every prompt for an answer begins with."""
    return answer_prompt().invoke({"today": _spoken(today), "evidence": "", "question": ""})


def within(hits: Sequence[Hit], budget: int) -> list[Hit]:
    """The first hits that fit into a number of characters, at least one."""
    kept: list[Hit] = []
    for hit in hits:
        budget -= len(hit.passage.text)
        if kept and budget < 0:
            break
        kept.append(hit)
    return kept


def _answer(model: ChatModel) -> Runnable[dict[str, Any], Any]:
    def inputs(state: dict[str, Any]) -> dict[str, Any]:
        return {
            "today": _spoken(state["today"]),
            "evidence": evidence_block(state["shown"]),
            "question": state["standalone"],
        }

    write = RunnableLambda(inputs) | answer_prompt() | model.runnable
    decline: Runnable[Any, Any] = RunnableLambda(_decline)
    return RunnableBranch((lambda state: bool(state["shown"]), write), decline)


def _decline(_state: dict[str, Any]) -> AIMessageChunk:
    return AIMessageChunk(content=CANNOT_ANSWER)


def _standalone(model: ChatModel | None, rewrites: bool) -> Runnable[dict[str, Any], str]:
    """The question itself on the first turn; else rewritten, by the model where there is one."""

    def rewrite(state: dict[str, Any]) -> str:
        question, history = state["question"], state["history"]
        if not history or not rewrites or not depends(question):
            return str(question)
        if model is not None and model.ready():
            try:
                said = (rewrite_prompt() | model.runnable).invoke(
                    {"history": history_block(history), "question": question}
                )
            except LLMError:
                return carried_over(question, history)  # the answer itself will say what failed
            line = said.text.strip().split("\n")[0].strip('"“” ')
            if line and len(line) < 4 * len(question) + 200:
                return line
        return carried_over(question, history)

    return RunnableLambda(rewrite)


def depends(question: str) -> bool:
    """Whether a question leans on what was said before: on a pronoun, or on too few words."""
    spoken = words(question)
    return len(asked(question)) < ALONE or any(word in LEANING for word in spoken)


def carried_over(question: str, history: Sequence[Exchange]) -> str:
    """A standalone question without a model: names and words of the last exchange are added."""
    last = history[-1]
    known = set(asked(question))
    named = [name for name in dict.fromkeys(names(last.answer)) if name not in known]
    return " ".join([question, last.question, *named[:6]])


def _spoken(day: date) -> str:
    return f"{day:%A}, {day.day} {day:%B %Y}"
