"""Conversations over HTTP: list, read, rename, delete, export, share; each to its owner alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient

from rag.answering import Dateline
from rag.conversations import ConversationTurn
from rag.index.archive import Archive
from rag.index.library import Library
from rag.receipts import receipt
from rag.wire import answer_json
from tests.rag.making import draft, store, the_gate
from tests.ui.conftest import TODAY, answer, built, citation
from tests.ui.conversing import Page
from tests.ui.test_render import PAYLOADS

ANNA, BEN = ("anna", "s3cret"), ("ben", "hidden")


@pytest.fixture
def archive(library: Library) -> Archive:
    store(library.archive, draft("Rovers won.", "a", title="Cup", outlet="Courier"))
    return library.archive


@pytest.fixture
def client(library: Library) -> Iterator[TestClient]:
    app = built(Dateline(library, None, lambda: TODAY, the_gate()))
    with TestClient(app, raise_server_exceptions=False) as opened:
        yield opened


def turn(archive: Archive, question: str = "Who won?") -> ConversationTurn:
    given = answer(citations=(citation(),))
    now = datetime(2026, 11, 23, tzinfo=UTC)
    made = receipt(given, archive, embedder="e", prompt="1", created_at=now)
    return ConversationTurn(question, answer=answer_json(given), receipt=made)


def begin(archive: Archive, question: str = "Who won?", owner: str = "") -> str:
    return archive.conversations.create(owner, turn(archive, question)).id


def test_conversations_are_listed_searched_and_paged(client, archive):
    names = [begin(archive, f"Question {n} about the cup?") for n in range(3)]
    told = client.get("/api/conversations").json()
    assert [c["id"] for c in told["conversations"]] == names[::-1]
    assert (told["total"], told["limit"], told["offset"]) == (3, 50, 0)
    page = client.get("/api/conversations?limit=1&offset=1&q=CUP rovers").json()
    assert (page["total"], [c["id"] for c in page["conversations"]]) == (3, [names[1]])
    assert client.get("/api/conversations?q=zebra").json()["total"] == 0
    assert set(page["conversations"][0]) == {"id", "title", "created_at", "changed_at", "turns"}


def test_a_conversation_is_read_with_answers_receipts_and_links(client, archive):
    name = begin(archive)
    archive.conversations.append("", name, ConversationTurn("Why?", "stopped", pending="Bec"))
    token = client.post(f"/api/conversations/{name}/turns/1/share").json()["token"]
    told = client.get(f"/api/conversations/{name}").json()
    assert told["title"] == "Who won?"
    first, second = told["turns"]
    assert first["answer"]["citations"][0]["quote"] == "Rovers won."
    assert first["receipt"]["digest"]
    assert (first["shared"], second["shared"]) == (token, None)
    assert (second["state"], second["pending"], second["answer"]) == ("stopped", "Bec", None)


def test_a_conversation_is_renamed_and_deleted(client, archive):
    name = begin(archive)
    at = f"/api/conversations/{name}"
    assert client.patch(at, json={"title": "The cup"}).json()["title"] == "The cup"
    assert client.patch(at, json={"title": ""}).json()["title"] == "Who won?"
    assert client.delete(at).status_code == 204
    gone = client.get(at)
    assert (gone.status_code, set(gone.json())) == (404, {"error"})


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/conversations?limit=0", 422),
        ("get", "/api/conversations?limit=1001", 422),
        ("get", "/api/conversations?offset=-1", 422),
        ("get", "/api/conversations?q=" + "x" * 1001, 422),
        ("get", "/api/conversations/none", 404),
        ("get", "/api/conversations/%00", 404),
        ("get", "/api/conversations/none/export", 404),
        ("get", "/api/conversations/{id}/export?format=exe", 422),
        ("patch", "/api/conversations/{id}", 422),
        ("delete", "/api/conversations/none", 404),
        ("post", "/api/conversations/{id}/turns/9/share", 404),
        ("post", "/api/conversations/{id}/turns/0/share", 422),
        ("post", "/api/conversations/{id}/turns/99999999999/share", 422),
        ("post", "/api/conversations/{id}/turns/2/share", 422),
        ("delete", "/api/shares/none", 404),
    ],
)
def test_what_cannot_be_done_is_said_in_json(client, archive, method, path, status):
    name = begin(archive)
    archive.conversations.append("", name, ConversationTurn("Why?", "failed", failure="No."))
    said = getattr(client, method)(path.replace("{id}", name))
    assert (said.status_code, set(said.json())) == (status, {"error"})
    assert client.get(f"/api/conversations/{name}").status_code == 200


def test_nobody_sees_or_changes_what_is_anothers(library: Library, archive: Archive):
    dateline = Dateline(library, None, lambda: TODAY, the_gate())
    name = begin(archive, "A secret?", "anna")
    token = archive.shares.share("anna", name, 1).token
    guarded = {who: TestClient(built(dateline, auth=":".join(who))) for who in (ANNA, BEN)}
    assert guarded[BEN].get("/api/conversations").status_code == 401
    assert guarded[BEN].get("/api/conversations", auth=BEN).json()["total"] == 0
    assert guarded[BEN].get("/api/conversations?q=secret", auth=BEN).json()["total"] == 0
    at = f"/api/conversations/{name}"
    for method, path in (
        ("get", at), ("patch", at), ("delete", at), ("get", f"{at}/export"),
        ("post", f"{at}/turns/1/share"), ("delete", f"/api/shares/{token}"),
    ):  # fmt: skip
        body = {"json": {"title": "Mine"}} if method == "patch" else {}
        said = getattr(guarded[BEN], method)(path, auth=BEN, **body)
        assert (method, path, said.status_code) == (method, path, 404)
    assert guarded[ANNA].get(at, auth=ANNA).json()["title"] == "A secret?"
    bearer = {"Authorization": "Bearer s3cret"}
    assert guarded[ANNA].get("/api/conversations", headers=bearer).json()["total"] == 1


@pytest.mark.parametrize(
    ("wanted", "media"),
    [("md", "text/markdown"), ("html", "text/html"), ("json", "application/json")],
)
def test_a_conversation_is_taken_away_as_a_file(client, archive, wanted, media):
    name = begin(archive)
    client.patch(f"/api/conversations/{name}", json={"title": '../Кто "won"?\r\nX: 1'})
    file = client.get(f"/api/conversations/{name}/export?format={wanted}")
    assert file.headers["content-type"].startswith(media)
    said = file.headers["content-disposition"]
    assert said.startswith('attachment; filename="dateline-')
    assert said.endswith(f"won-X-1.{wanted}")
    assert "sandbox" in file.headers["content-security-policy"]
    assert "Rovers won." in file.text
    made = archive.conversations.read("", name).turns[0].receipt
    assert made is not None
    assert made["digest"] in file.text


def test_a_shared_answer_is_a_page_without_script_until_it_is_taken_back(client, archive):
    name = begin(archive)
    shared = client.post(f"/api/conversations/{name}/turns/1/share")
    assert shared.status_code == 201
    link = shared.json()
    assert link["url"] == f"/s/{link['token']}"
    assert client.post(f"/api/conversations/{name}/turns/1/share").json() == link
    page = client.get(link["url"])
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    assert "script-src" not in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert "noindex" in page.headers["x-robots-tag"]
    assert "It stands in the library" in page.text
    reading = next(at for at in Page(page.text).links if at.startswith("/read/"))
    assert '<mark id="quote">Rovers won.</mark>' in client.get(reading).text
    for sheet in ("paper", "read", "shared"):
        assert client.get(f"/paper/{sheet}.css").status_code == 200
    assert client.delete(f"/api/shares/{link['token']}").status_code == 204
    gone = client.get(link["url"])
    assert gone.status_code == 404
    assert "leads nowhere" in gone.text


@pytest.mark.parametrize("token", ["none", "%00", "%3Cscript%3E", "x" * 500])
def test_a_link_that_leads_nowhere_is_a_readable_404(client, token):
    page = client.get(f"/s/{token}")
    assert page.status_code == 404
    assert Page(page.text).wrong == []
    assert "leads nowhere" in page.text


@pytest.mark.parametrize("words", [*PAYLOADS, "a\x00b"])
def test_hostile_titles_and_questions_come_back_as_json_and_run_nowhere(client, archive, words):
    name = begin(archive, words)
    at = f"/api/conversations/{name}"
    assert client.patch(at, json={"title": words}).status_code == 200
    listed = client.get("/api/conversations")
    assert listed.headers["content-type"] == "application/json"
    assert listed.json()["conversations"][0]["title"] == words.replace("\x00", "\ufffd")
    token = client.post(f"{at}/turns/1/share").json()["token"]
    assert Page(client.get(f"/s/{token}").text).wrong == []
    assert Page(client.get(f"{at}/export?format=html").text).wrong == []


def test_half_a_character_as_a_title_is_refused(client, archive):
    at, headers = f"/api/conversations/{begin(archive)}", {"Content-Type": "application/json"}
    assert client.patch(at, content='{"title": "\\ud800"}', headers=headers).status_code == 422


def test_the_description_of_the_api_names_each_of_them_once(client):
    described = client.get("/openapi.json").json()
    paths = described["paths"]
    at = "/api/conversations"
    assert set(paths[at]) == {"get"}
    assert set(paths[f"{at}/{{name}}"]) == {"get", "patch", "delete"}
    assert set(paths[f"{at}/{{name}}/export"]) == {"get"}
    assert set(paths[f"{at}/{{name}}/turns/{{n}}/share"]) == {"post"}
    assert set(paths["/api/shares/{token}"]) == {"delete"}
    ids = [one["operationId"] for path in paths.values() for one in path.values()]
    assert len(ids) == len(set(ids))
    named = {ref.split('"')[0] for ref in json.dumps(described).split("#/components/schemas/")[1:]}
    assert named <= set(described["components"]["schemas"])
