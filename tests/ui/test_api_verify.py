"""Claims and receipts over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rag.receipts import digest_of

CLAIM = {"claim": "Seven panels fell.", "doc": "On Tuesday seven panels fell. Nobody was killed."}
QUESTION = {"question": "Who won the Harbour Cup?", "receipt": True}


def test_a_claim_is_answered_by_the_row_that_the_command_prints(client):
    row = client.post("/api/verify", json=CLAIM | {"id": 7}).json()
    assert list(row) == ["id", "supported", "score", "why", "quotes"]
    assert (row["id"], row["supported"], row["why"]) == (7, True, None)
    (quote,) = row["quotes"]
    assert CLAIM["doc"][quote["start"] : quote["end"]] == quote["text"]


def test_a_list_of_claims_is_answered_in_its_order(client):
    other = {"id": "b", "claim": "Nine panels fell.", "doc": CLAIM["doc"]}
    told = client.post("/api/verify", json={"claims": [CLAIM, other]}).json()
    assert [(row["id"], row["supported"]) for row in told["claims"]] == [(None, True), ("b", False)]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"claim": "x"},
        {"claim": " ", "doc": "x"},
        {"claim": 7, "doc": "x"},
        {"claims": []},
        {"claims": [{"claim": "x"}]},
        {"claims": [CLAIM] * 1001},
        CLAIM | {"published_at": "soon"},
        CLAIM | {"doc": "x" * 400_001},
        CLAIM | {"id": [1]},
    ],
    ids=range(10),
)
def test_what_is_no_claim_is_refused_in_json(client, body):
    answer = client.post("/api/verify", json=body)
    assert answer.status_code == 422
    assert set(answer.json()) == {"error"}


def _receipt(client) -> dict[str, Any]:
    return client.post("/api/ask", json=QUESTION).json()["receipt"]


def test_an_answer_brings_its_receipt_where_it_is_asked_for(client):
    answer = client.post("/api/ask", json=QUESTION).json()
    assert answer["receipt"]["text"] == answer["text"]
    assert answer["receipt"]["digest"] == digest_of(answer["receipt"])
    assert "receipt" not in client.post("/api/ask", json=QUESTION | {"receipt": False}).json()


def test_the_last_event_of_an_answer_brings_its_receipt_too(client):
    accept = {"Accept": "text/event-stream"}
    with client.stream("POST", "/api/ask", json=QUESTION, headers=accept) as stream:
        last = stream.read().decode().strip().split("\n\n")[-1]
    name, data = last.split("\n")
    assert name == "event: answer"
    assert json.loads(data.removeprefix("data: "))["receipt"]["format"] == 1


def test_a_receipt_is_checked(client):
    checks = client.post("/api/receipts/check", json=_receipt(client)).json()
    assert checks["stands"] is True
    assert {quote["state"] for quote in checks["quotes"]} == {"stands"}


def test_a_receipt_that_was_changed_is_found_out(client):
    edited = _receipt(client)
    edited["text"] += " The mayor fled."
    checks = client.post("/api/receipts/check", json=edited).json()
    assert checks["stands"] is False
    assert len(checks["faults"]) == 2


@pytest.mark.parametrize("body", [{}, [], "x", {"format": 2}, {"format": 1, "text": 7}])
def test_what_is_no_receipt_is_refused_in_json(client, body):
    answer = client.post("/api/receipts/check", json=body)
    assert answer.status_code == 422
    assert set(answer.json()) == {"error"}


def test_the_description_of_the_api_names_them(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/verify", "/api/receipts/check"} <= set(paths)
    assert "200" in paths["/api/verify"]["post"]["responses"]
