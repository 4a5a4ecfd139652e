"""Feedback over HTTP: what is stored, and what is refused."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from rag.answering import Dateline
from rag.domain import Window
from rag.index.archive import Archive
from rag.index.library import Library
from rag.spent import Tokens
from rag.wire import answer_json
from tests.rag.making import the_gate
from tests.ui.conftest import TODAY, answer, built, citation, removed

QUESTION = {"question": "Why did the ceiling of the Sollan Harbour Tunnel come down?"}
WHOLE = replace(
    answer(),
    window=Window(TODAY, None, "since Monday"),
    citations=(
        citation(live_url="https://paper.example/#:~:text=won", url="https://paper.example/"),
    ),
    removed=(removed("They lost."),),
    notice="Keywords only.",
    confidence=0.75,
    tokens=Tokens(900, 40),
)
WHOLE_JSON = answer_json(WHOLE)


@pytest.fixture
def archive(library: Library) -> Archive:
    return library.archive


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    app = built(Dateline(library, None, lambda: TODAY, the_gate()))
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def body(**said: Any) -> dict[str, Any]:
    return {"answer": WHOLE_JSON, "rating": "up"} | said


def test_every_field_of_an_answer_is_stored_as_it_was_given(client, archive):
    answer = client.post("/api/feedback", json=body(history=[{"question": "a", "answer": "b"}]))
    assert answer.status_code == 201
    (said,) = archive.feedback.all()
    assert answer.json() == {"id": said["id"]}
    assert said["answer"] == WHOLE_JSON
    assert said["history"] == [{"question": "a", "answer": "b"}]
    assert (said["rating"], said["comment"], said["correction"]) == ("up", None, None)
    assert datetime.fromisoformat(said["at"]).utcoffset() == UTC.utcoffset(None)


def test_what_the_server_answered_can_be_sent_back_to_it(sample_copy: Path, embedder):
    library = Library(sample_copy, embedder)
    library.open_to_read()
    client = TestClient(built(Dateline(library, None, lambda: TODAY, the_gate())))
    for asked in (QUESTION, {"question": "Who is the king of Zamunda?"}):
        answer = client.post("/api/ask", json=asked).json()
        sent = {"answer": answer, "rating": "down", "correction": " A bolt. ", "comment": " "}
        assert client.post("/api/feedback", json=sent).status_code == 201
        said = library.archive.feedback.all()[-1]
        assert said["answer"] == answer
        assert (said["correction"], said["comment"]) == ("A bolt.", None)
    library.close()


def test_the_id_of_an_earlier_request_replaces_what_it_stored(client, archive):
    first = client.post("/api/feedback", json=body(rating="down")).json()
    other = client.post("/api/feedback", json=body()).json()
    again = client.post("/api/feedback", json=body(correction="United won.", **first)).json()
    assert again == first != other
    said = {record["id"]: record for record in archive.feedback.all()}
    assert set(said) == {first["id"], other["id"]}
    assert said[first["id"]]["correction"] == "United won."


def test_what_no_answer_has_is_not_stored(client, archive):
    citations = [WHOLE_JSON["citations"][0] | {"owned": 1}]
    padded = WHOLE_JSON | {"citations": citations, "owned": {"a": "x" * 9000}}
    assert client.post("/api/feedback", json=body(answer=padded)).status_code == 201
    assert archive.feedback.all()[0]["answer"] == WHOLE_JSON


def test_an_answer_of_an_older_page_is_stored_without_what_it_lacks(client, archive):
    older = {name: WHOLE_JSON[name] for name in WHOLE_JSON if name not in ("confidence", "tokens")}
    assert client.post("/api/feedback", json=body(answer=older)).status_code == 201
    assert archive.feedback.all()[0]["answer"] == older | {"confidence": 0.0, "tokens": None}


def _without(name: str) -> dict[str, Any]:
    return {key: value for key, value in WHOLE_JSON.items() if key != name}


@pytest.mark.parametrize(
    ("sent", "named"),
    [
        ({}, "answer"),
        (body(answer="Rovers won."), "answer"),
        (body(answer=WHOLE_JSON | {"question": " "}), "question"),
        (body(answer=WHOLE_JSON | {"question": 7}), "question"),
        (body(answer=WHOLE_JSON | {"as_of": "soon"}), "as_of"),
        (body(answer=WHOLE_JSON | {"reason": "bored"}), "reason"),
        (body(answer=WHOLE_JSON | {"citations": [{"n": 1}]}), "article_id"),
        (body(answer=WHOLE_JSON | {"sentences": "none"}), "sentences"),
        *((body(answer=_without(name)), name) for name in ("text", "citations", "abstained")),
        (body(rating="meh"), "rating"),
        (body(comment="x" * 2001), "comment"),
        (body(correction=["x"]), "correction"),
        (body(history=[{"question": "a"}]), "history"),
        (body(history=[{"question": "a", "answer": "b"}] * 51), "history"),
        (body(id="../../etc/passwd"), "id"),
        (body(id="a" * 33), "id"),
        (body(stars=5), "stars"),
        (body(answer=WHOLE_JSON | {"text": "x" * 64_000}), "64,000"),
        (body(history=[{"question": "a", "answer": "ö" * 32_000}]), "64,000"),
    ],
)
def test_what_is_wrong_is_named_and_nothing_is_stored(client, archive, sent, named):
    answer = client.post("/api/feedback", json=sent)
    assert answer.status_code == 422
    assert set(answer.json()) == {"error"}
    assert named in answer.json()["error"]
    assert archive.feedback.all() == []


@pytest.mark.parametrize("words", ["\\ud800", "\\u0000", "<script>"])
def test_odd_characters_break_nothing(client, archive, words):
    sent = json.dumps(body(comment="WORDS")).replace("WORDS", words)
    headers = {"Content-Type": "application/json"}
    answer = client.post("/api/feedback", content=sent, headers=headers)
    assert answer.status_code == (422 if words == "\\ud800" else 201)


def test_a_form_of_another_site_stores_nothing(client, archive):
    sent = json.dumps(body())
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = client.post("/api/feedback", content=sent, headers={"Content-Type": kind})
        assert answer.status_code == 422
    assert archive.feedback.all() == []


def test_a_password_guards_feedback_too(library: Library):
    app = built(Dateline(library, None, lambda: TODAY, the_gate()), auth="anna:s3cret")
    guarded = TestClient(app)
    assert guarded.post("/api/feedback", json=body()).status_code == 401
    allowed = guarded.post("/api/feedback", json=body(), auth=("anna", "s3cret"))
    assert allowed.status_code == 201


def test_feedback_is_stored_by_a_server_that_may_not_write_the_indexes(sample_copy: Path, embedder):
    ingesting, over = threading.Event(), threading.Event()

    def hold() -> None:
        writer = Library(sample_copy, embedder)
        writer.open_to_write("dateline ingest")
        ingesting.set()
        over.wait(60)
        writer.close()

    thread = threading.Thread(target=hold)
    thread.start()
    ingesting.wait(60)
    library = Library(sample_copy, embedder)
    library.open_to_read()
    client = TestClient(built(Dateline(library, None, lambda: TODAY, the_gate())))
    stored = client.post("/api/feedback", json=body())
    said = library.archive.feedback.all()
    library.close()
    over.set()
    thread.join()
    assert stored.status_code == 201
    assert len(said) == 1


def test_the_description_of_the_api_names_it(client):
    described = client.get("/openapi.json").json()["paths"]["/api/feedback"]["post"]
    assert "201" in described["responses"]


def test_quotes_that_carry_nothing_are_stored_by_their_numbers(client, archive):
    client.post("/api/feedback", json=body(rating="down", wrong=[2, 1, 2]))
    (said,) = archive.feedback.all()
    assert said["wrong"] == [1, 2]
    assert client.post("/api/feedback", json=body(wrong=[0])).status_code == 422
