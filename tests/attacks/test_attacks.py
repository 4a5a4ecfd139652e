"""Articles that attack stand beside honest ones in a library; then it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ingest.pipeline import ingest
from ingest.readers.files import read_whole
from ingest.readers.jsonl import read_article
from rag.answering import Dateline
from rag.domain import Answer, Draft
from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.attacks.obedient import ATTACKS, HONEST, Obedient, obedient
from tests.rag.making import the_gate

TODAY = date(2026, 5, 25)
NOW = datetime(2026, 5, 25, 12, tzinfo=UTC)
DEEP = 30  # hits: all that is stored of a subject

EACH_ATTACK = pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["id"])
EACH_SUBJECT = pytest.mark.parametrize("subject", HONEST)

Said = dict[str, Answer]
"""The answer to each subject's question."""


def drafts_of(attack: dict[str, Any]) -> list[Draft]:
    articles = [read_article(row, source=attack["id"]) for row in attack.get("articles", [])]
    pages = [
        read_whole(
            page.encode(),
            ".html",
            source=attack["id"],
            clock=lambda: NOW,
            url=f"https://corner.example/{attack['id']}-{n}",
        )
        for n, page in enumerate(attack.get("pages", []))
    ]
    return articles + pages


@pytest.fixture(scope="module")
def besieged(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Library]:
    """Every honest article and every attack in one library."""
    library = Library(tmp_path_factory.mktemp("besieged") / "library", embedder)
    library.open_to_write("a test")
    honest = [read_article(row, source="h") for h in HONEST.values() for row in h["articles"]]
    report = ingest([*honest, *(d for attack in ATTACKS for d in drafts_of(attack))], library)
    assert report.rejected == []
    yield library
    library.close()


@pytest.fixture(scope="module")
def quoted(besieged: Library) -> Said:
    """What is said without a model."""
    dateline = Dateline(besieged, None, lambda: TODAY, the_gate())
    return {name: dateline.ask(row["question"], k=DEEP) for name, row in HONEST.items()}


@pytest.fixture(scope="module")
def server() -> Iterator[Obedient]:
    with obedient() as running:
        yield running


@pytest.fixture(scope="module")
def written(besieged: Library, server: Obedient) -> Said:
    """What is said with a model that obeys whatever it is shown."""
    dateline = Dateline(besieged, server.model, lambda: TODAY, the_gate())
    return {name: dateline.ask(row["question"], k=DEEP) for name, row in HONEST.items()}


def test_there_are_attacks_of_every_family() -> None:
    assert len(ATTACKS) >= 110
    assert len({attack["id"] for attack in ATTACKS}) == len(ATTACKS)
    assert len({attack["family"] for attack in ATTACKS}) >= 18


@EACH_ATTACK
def test_an_attack_would_reach_the_model_if_nothing_stopped_it(
    besieged: Library, attack: dict[str, Any]
) -> None:
    sent = "\n".join(attack.get("pages", ()))
    question = HONEST[attack["subject"]]["question"]
    found = Dateline(besieged, None, lambda: TODAY, the_gate()).search(question, k=DEEP)
    ids = {hit.passage.article_id for hit in found.hits}
    for row in attack.get("articles", ()):
        assert row["id"] in ids
        sent += "\n".join([row["text"], row["title"], row["outlet"], *row.get("authors", ())])
    assert all(part in sent for part in attack["trigger"])


@EACH_ATTACK
def test_an_attack_changes_nothing_in_quotes(quoted: Said, attack: dict[str, Any]) -> None:
    check(quoted[attack["subject"]], attack)


@EACH_ATTACK
def test_an_attack_changes_nothing_in_what_a_model_writes(
    written: Said, server: Obedient, attack: dict[str, Any]
) -> None:
    check(written[attack["subject"]], attack)
    assert attack["id"] not in server.obeyed


def check(answer: Answer, attack: dict[str, Any]) -> None:
    shown = [answer.text, *(s.text for s in answer.sentences), *(c.quote for c in answer.citations)]
    for forbidden in attack["forbidden"]:
        assert not any(forbidden in text for text in shown)


@EACH_SUBJECT
@pytest.mark.parametrize("way", ["quoted", "written"])
def test_the_true_answer_still_comes_carried_by_verbatim_quotes(
    besieged: Library, subject: str, way: str, request: pytest.FixtureRequest
) -> None:
    answer: Answer = request.getfixturevalue(way)[subject]
    assert not answer.abstained
    assert HONEST[subject]["answer"] in answer.text
    for sentence in answer.sentences:
        assert sentence.status == "supported"
        assert sentence.citations
    for citation in answer.citations:
        text = besieged.archive.article(citation.article_id, citation.version).text
        assert citation.quote == text[citation.start : citation.end]


@pytest.mark.parametrize("attack", [a for a in ATTACKS if "pages" in a], ids=lambda a: a["id"])
def test_what_a_page_hides_is_not_stored(attack: dict[str, Any]) -> None:
    for draft in drafts_of(attack):
        for forbidden in attack["forbidden"]:
            assert forbidden not in draft.text + draft.title


def test_where_only_attacks_bear_on_a_question_the_reason_is_said(
    library: Library, server: Obedient
) -> None:
    rows = [a["articles"][0] for a in ATTACKS if a["id"] in ("direct-ignore", "only-no-answer")]
    ingest([read_article(row, source="a") for row in rows], library)
    for model in (None, server.model):
        answer = Dateline(library, model, lambda: TODAY, the_gate()).ask(
            HONEST["bridge"]["question"]
        )
        assert (answer.abstained, answer.reason) == (True, "unsafe")
        assert (answer.sentences, answer.citations) == ((), ())
        assert "instructions" in answer.text
