"""The real embedded language model answers questions about the sample articles."""

from __future__ import annotations

from datetime import date

import pytest

from rag.answering import Dateline
from rag.domain import Answer
from rag.events import Finished, Token
from rag.index.library import Library
from rag.models.chat import open_chat_model
from rag.models.packs import QWEN
from rag.settings import Settings
from tests.conftest import MODELS
from tests.rag.making import the_gate

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(
        not QWEN.present(MODELS),
        reason=f"the embedded model is not here: `dateline models pull {QWEN.name}`",
    ),
]


@pytest.fixture(scope="module")
def dateline(sample_library: Library) -> Dateline:
    settings = Settings(_env_file=None, llm="local", models=MODELS)
    return Dateline(
        sample_library, open_chat_model(settings), lambda: date(2026, 11, 20), the_gate()
    )


FUEL = ("How much did Halvane spend on fuel?", "sample-halvane-results-1", "46.8 million")
TOO_STRICT = (
    "the gate rejects the model's faithful sentence: Halvane is named in the article, but not in "
    "the sentence that carries it, so the article's own sentence answers"
)


@pytest.mark.parametrize(
    ("question", "article", "said"),
    [
        ("Who won the cup?", "sample-harbour-cup-1", "Rovers"),
        ("What is the key interest rate now?", "sample-bank-rate-3", "3.5 percent"),
        pytest.param(*FUEL, marks=pytest.mark.xfail(reason=TOO_STRICT)),
    ],
)
def test_a_question_is_answered_by_the_model_supported_and_cited(
    dateline: Dateline, question: str, article: str, said: str
) -> None:
    answer = answered(dateline, question, article, said)
    assert answer.model == QWEN.name


def test_a_reader_gets_a_supported_answer_where_the_gate_rejects_the_models(
    dateline: Dateline,
) -> None:
    answered(dateline, *FUEL)


def answered(dateline: Dateline, question: str, article: str, said: str) -> Answer:
    """The answer, which must be supported and cited whoever wrote its sentences."""
    events = list(dateline.stream(question))
    assert isinstance(events[-1], Finished)
    answer = events[-1].answer
    assert answer.notice is None
    assert not answer.abstained
    assert said in answer.text
    assert article in {citation.article_id for citation in answer.citations}
    assert all(s.status == "supported" for s in answer.sentences if s.text in answer.text)
    assert any(isinstance(event, Token) for event in events)
    return answer
