"""/api/jobs and /api/feeds: what is taken, what is refused, and who may ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from rag.index.library import Library
from rag.models.embedding import Embedder
from tests.ui.pages.add_making import application, until
from ui.adding.adding import Adding

RAW = {"Content-Type": "application/octet-stream"}
FERRY = b"The night ferry to Skerrel will not sail on Friday, the harbour office said."


@pytest.fixture(scope="module")
def whole(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder
) -> Iterator[tuple[FastAPI, Adding]]:
    library = Library(tmp_path_factory.mktemp("adding") / "library", embedder)
    library.open_to_write("a test")
    with application(library) as made:
        yield made
    library.close()


@pytest.fixture(scope="module")
def client(whole: tuple[FastAPI, Adding]) -> Iterator[TestClient]:
    with TestClient(whole[0], raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture
def adding(whole: tuple[FastAPI, Adding]) -> Adding:
    return whole[1]


def sent(client: TestClient, name: str, body: bytes = FERRY, **headers: str) -> Any:
    return client.post(
        "/api/jobs/files", params={"name": name}, content=body, headers=RAW | headers
    )


def ended(client: TestClient, job: dict[str, Any]) -> dict[str, Any]:
    def told() -> dict[str, Any]:
        return dict(client.get(f"/api/jobs/{job['id']}").json())

    assert until(lambda: told()["state"] in ("done", "stopped", "failed"))
    return told()


def test_a_file_is_sent_up_read_and_reported(client: TestClient) -> None:
    file = sent(client, "../../notes/ferry.txt").json()
    assert (file["name"], file["size"]) == ("ferry.txt", len(FERRY))
    answer = client.post("/api/jobs", json={"files": [file["file"]]})
    assert answer.status_code == 202
    report = ended(client, answer.json())
    assert (report["added"], report["state"]) == (1, "done")
    assert report["sources"][0]["source"] == "ferry.txt"
    assert client.get("/api/jobs").json()["jobs"][0]["id"] == report["id"]
    again = client.post("/api/jobs", json={"files": [file["file"]]})
    assert again.status_code == 422
    assert "send it up again" in again.json()["error"]


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("setup.exe", b"MZ", "'.exe' are not understood"),
        ("noending", b"x", "without an ending"),
        ("empty.txt", b"", "the file is empty"),
        ("/etc/passwd", b"x", "not understood"),
    ],
)
def test_a_file_that_nothing_reads_is_refused_at_once(
    client: TestClient, name: str, body: bytes, said: str
) -> None:
    answer = sent(client, name, body)
    assert answer.status_code == 422
    assert said in answer.json()["error"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({}, "name at least one address"),
        ({"addresses": "/etc/passwd"}, "line 1, '/etc/passwd', is no address"),
        ({"addresses": "https://a.example\nfile:///etc/passwd"}, "line 2"),
        ({"files": ["../../etc/passwd"]}, "not here any more"),
        ({"addresses": "https://a.example", "limit": 0}, "limit"),
        ({"addresses": "https://a.example", "since": "soon"}, "since"),
        ({"paths": ["/etc"]}, "paths"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(client: TestClient, body: Any, said: str) -> None:
    answer = client.post("/api/jobs", json=body)
    assert answer.status_code == 422
    assert said in answer.json()["error"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_other_site_acts_in_the_name_of_a_reader(client: TestClient, site: str) -> None:
    other = {"Sec-Fetch-Site": site}
    asked = [
        sent(client, "a.txt", **other),
        client.post("/api/jobs", json={"addresses": "https://a.example"}, headers=other),
        client.post("/api/feeds", json={"url": "https://a.example"}, headers=other),
        client.put("/api/feeds/watching", json={"on": True}, headers=other),
    ]
    assert {answer.status_code for answer in asked} == {422}
    form = client.post(
        "/api/jobs/files",
        params={"name": "a.txt"},
        content=FERRY,
        headers={"Content-Type": "text/plain"},
    )
    assert "Content-Type: application/octet-stream" in form.json()["error"]


def test_a_job_nobody_knows_is_said_to_be_unknown(client: TestClient) -> None:
    assert "no job" in client.delete("/api/jobs/nope").json()["error"]


def test_a_feed_is_named_listed_and_removed(client: TestClient) -> None:
    url = "https://news.example/feed.xml"
    assert client.post("/api/feeds", json={"url": " news.example/feed.xml "}).json() == {
        "url": url, "added": True, "watching": False,
    }  # fmt: skip
    assert client.post("/api/feeds", json={"url": url}).json()["added"] is False
    listed = client.get("/api/feeds").json()
    assert [(feed["url"], feed["status"]) for feed in listed["feeds"]] == [(url, "new")]
    assert client.delete("/api/feeds", params={"url": url}).json() == {"removed": url}
    assert client.delete("/api/feeds", params={"url": url}).status_code == 422
    assert client.get("/api/feeds").json()["feeds"] == []


@pytest.mark.parametrize("url", ["/etc", "https://a.example\nhttps://b.example", "feed"])
def test_what_is_no_feed_is_not_watched(client: TestClient, url: str) -> None:
    assert client.post("/api/feeds", json={"url": url}).status_code == 422


def test_watching_is_turned_on_and_off(client: TestClient, adding: Adding) -> None:
    assert client.put("/api/feeds/watching", json={"on": True}).json() == {"watching": True}
    assert client.get("/api/feeds").json()["watching"] is True
    assert client.put("/api/feeds/watching", json={"on": False}).json() == {"watching": False}
    assert not adding.watching.on
