"""`dateline ingest` of a site on loopback: pages held back, gone, changed and the same."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.cli import Run, here, rows
from tests.ingest.site import Site, serving


@pytest.fixture
def news() -> Iterator[Site]:
    with serving() as site:
        yield site


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("DATELINE_FETCH_HOSTS", "127.0.0.1")
    monkeypatch.setenv("COLUMNS", "200")
    return here(monkeypatch, capsys)


def test_a_wall_is_rejected_kept_to_be_looked_at_and_not_answered_from(
    run: Run, news: Site
) -> None:
    done = run("ingest", news.url("/walls/consent"))
    assert done.code == 1
    assert "a question about cookies or consent stands where the article should" in done.out
    assert "1 page is kept to be looked at: dateline articles list --quarantined" in done.out
    [held] = rows(run("articles", "list", "--quarantined", "--json").out)
    assert held["url"] == news.url("/walls/consent")
    assert "842 partners" in held["text"]
    assert rows(run("search", "cookies partners", "--json").out)[0]["results"] == []


def test_a_page_that_is_gone_stays_and_says_so(run: Run, news: Site) -> None:
    assert run("ingest", news.url("/articles/withdrawn")).code == 0
    done = run("ingest", news.url("/articles/withdrawn"), "--json")
    [rejected] = json.loads(done.out)["rejected"]
    assert "the article that was stored of it stays, marked as gone" in rejected["reason"]
    [article] = rows(run("articles", "list", "--gone", "--json").out)
    assert (article["title"], article["gone"]["status"]) == ("Withdrawn", 410)
    assert "gone (410)" in run("articles", "list").out


def test_a_correction_is_a_version_with_a_readable_difference(run: Run, news: Site) -> None:
    for count in ("added", "updated"):
        done = run("ingest", news.url("/articles/corrected"), "--json")
        assert json.loads(done.out)[count] == 1
    [article] = rows(run("articles", "list", "--json").out)
    told = run("articles", "history", article["id"]).out
    assert "version 2: Eleven hurt as ferry hits quay" in told
    assert "-Four people were hurt." in told
    assert "+Eleven people were hurt." in told


def test_an_address_in_another_dress_is_the_same_article(run: Run, news: Site) -> None:
    both = [news.url("/articles/flood"), news.url("/amp/flood")]
    done = json.loads(run("ingest", *both, "--json").out)
    assert (done["added"], done["duplicates"], done["rejected"]) == (1, 1, [])
