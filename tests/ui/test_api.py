"""The HTTP API over the sample articles, with quotes for answers."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from rag.answering import Dateline
from rag.errors import IndexBroken
from tests.ui.conftest import Scripted, built

QUESTION = {"question": "Why did the ceiling of the Sollan Harbour Tunnel come down?"}
CUP = "Who won the Harbour Cup?"


def test_an_answer_is_json_whose_quotes_are_spans_of_their_articles(client):
    answer = client.post("/api/ask", json=QUESTION).json()
    assert not answer["abstained"]
    for c in answer["citations"]:
        text = client.get(f"/api/articles/{c['article_id']}?version={c['version']}").json()["text"]
        assert text[c["start"] : c["end"]] == c["quote"]


def test_an_answer_can_be_followed_as_events(client):
    accept = {"Accept": "text/event-stream"}
    with client.stream("POST", "/api/ask", json=QUESTION, headers=accept) as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        blocks = stream.read().decode().strip().split("\n\n")
    events = [dict(line.split(": ", 1) for line in block.splitlines()) for block in blocks]
    assert [events[0]["event"], events[-1]["event"]] == ["evidence", "answer"]
    assert json.loads(events[0]["data"])["results"]
    assert json.loads(events[-1]["data"])["citations"]


def test_search_gives_passages_within_the_days_and_outlets_asked_for(client):
    query = {
        "q": "tunnel",
        "from": "2026-04-14",
        "to": "2026-04-14",
        "outlet": "Port Sollan Courier",
    }
    found = client.get("/api/search", params=query).json()
    assert {r["outlet"] for r in found["results"]} == {"Port Sollan Courier"}
    assert {r["published_at"][:10] for r in found["results"]} == {"2026-04-14"}


def test_nothing_published_after_the_clock_is_found(client):
    found = client.get("/api/search", params={"q": "tunnel", "as_of": "2026-05-01"}).json()
    assert found["results"]
    assert all(r["published_at"] < "2026-05-02" for r in found["results"])


def test_articles_come_in_pages(client):
    first = client.get("/api/articles?limit=20").json()
    rest = client.get("/api/articles?limit=20&offset=20").json()
    ids = [a["id"] for a in first["articles"] + rest["articles"]]
    assert len(ids) == len(set(ids)) == first["total"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/articles/none", 404),
        ("/api/articles/sample-harbour-cup-1?version=9", 404),
        ("/api/articles?limit=0", 422),
        ("/api/search?q=%20", 422),
        ("/api/search", 422),
        ("/api/search?q=x&from=yesterday", 422),
        ("/api/search?q=x&from=2026-02-02&to=2026-01-01", 422),
        ("/api/search?q=x&k=0", 422),
    ],
)
def test_what_cannot_be_done_is_said_in_json(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"question": ""},
        {"question": "   "},
        {"question": "x", "as_of": "soon"},
        {"question": "x", "from": "2026-02-02", "to": "2026-01-01"},
        {"question": "x", "history": "none"},
    ],
)
@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_a_malformed_question_is_refused_in_json(client, body, accept):
    answer = client.post("/api/ask", json=body, headers={"Accept": accept})
    assert answer.status_code == 422
    assert set(answer.json()) == {"error"}


@pytest.mark.parametrize("body", [{}, {"articles": []}, {"path": "/etc/passwd"}, {"urls": "x"}])
def test_a_request_to_store_nothing_is_refused_in_json(client, body):
    answer = client.post("/api/ingest", json=body)
    assert answer.status_code == 422
    assert set(answer.json()) == {"error"}


def test_what_cannot_be_stored_is_named_with_its_reason(client):
    before = client.get("/api/articles").json()["total"]
    body = {
        "articles": [{"title": "No text"}],
        "urls": ["http://127.0.0.1:1/", "file:///etc/passwd", "/etc/passwd"],
    }
    report = client.post("/api/ingest", json=body).json()
    assert [r["source"] for r in report["rejected"]] == ["articles:1", *body["urls"]]
    assert all(r["reason"] for r in report["rejected"])
    assert client.get("/api/articles").json()["total"] == before


def test_health_says_what_there_is(client):
    health = client.get("/healthz").json()
    assert health["status"] == "ok"
    assert health["articles"] == 26
    assert health["behind"] == 0
    assert health["model"] == "quotes"


def test_questions_are_counted(client):
    def answered() -> int:
        lines = client.get("/metrics").text.splitlines()
        wanted = 'dateline_questions_total{outcome="answered"} '
        return next((int(x.removeprefix(wanted)) for x in lines if x.startswith(wanted)), 0)

    before = answered()
    client.post("/api/ask", json={"question": CUP})
    assert answered() == before + 1


def test_an_article_can_be_read_without_any_script(client):
    page = client.get("/read/sample-harbour-cup-1?version=1&start=0&end=20")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "script-src" not in page.headers["content-security-policy"]
    assert '<mark id="quote">' in page.text


def test_an_article_that_is_not_there_is_a_readable_404(client):
    page = client.get("/read/%3Cscript%3E")
    assert page.status_code == 404
    assert "there is no article" in page.text
    assert "<script" not in page.text


def test_the_page_may_ask_nobody_but_its_server(client):
    page = client.get("/")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "fonts.googleapis" not in page.text


def test_the_description_of_the_api_is_there(client):
    paths = client.get("/openapi.json").json()["paths"]
    assert {"/api/ask", "/api/search", "/api/articles", "/healthz"} <= set(paths)


def test_an_error_in_the_middle_of_events_is_an_event(sample_library):
    from ui.api import sse

    broken = Scripted(IndexBroken("repair it"))
    assert list(sse(broken.stream("q"))) == ['event: error\ndata: {"error": "repair it"}\n\n']


def test_a_password_keeps_others_out(dateline: Dateline):
    guarded = TestClient(built(dateline, auth="anna:s3cret"))
    assert guarded.get("/api/articles").status_code == 401
    assert guarded.get("/").status_code == 401
    assert guarded.get("/api/articles", auth=("anna", "wrong")).status_code == 401
    assert guarded.get("/api/articles", auth=("anna", "s3cret")).status_code == 200
    assert guarded.get("/healthz").status_code == 200
