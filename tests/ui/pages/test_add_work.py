"""Jobs that bring real pages and files into a real library, and feeds that are watched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.watching.pace import FIRST
from rag.index.library import Library
from tests.ingest.site import Site, serving
from tests.ui.pages.add_making import slow_feed, until
from ui.adding.adding import Adding
from ui.adding.job import Job, Source

FERRY = "The night ferry to Skerrel will not sail on Friday, the harbour office said."


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("DATELINE_FETCH_HOSTS", "127.0.0.1")
    with serving() as site:
        yield site


@pytest.fixture
def adding(library: Library) -> Iterator[Adding]:
    made = Adding.of(library)
    yield made
    made.stop()


def done(adding: Adding, *sources: Source) -> Job:
    job = adding.jobs.add(sources)
    assert until(lambda: adding.jobs.get(job.id).over)
    return adding.jobs.get(job.id)


def test_feeds_pages_and_walls_are_told_source_by_source(adding: Adding, news: Site) -> None:
    named = ("/feeds/rss.xml", "/walls/consent", "/articles/corrected", "/nothing")
    job = done(adding, *(Source(news.url(path)) for path in named))
    feed, wall, page, nothing = job.sources
    assert job.state == "done"
    assert (feed.outcomes, feed.done, feed.total) == ({"added": 2}, 2, 2)
    assert [(one.reason[:10], one.held) for one in wall.rejected] == [("a question", True)]
    assert page.outcomes == {"added": 1}
    assert [one.reason for one in nothing.rejected] == ["the server answered 404 Not Found"]
    assert adding.library.archive.quarantine.count() == job.quarantined == 1


def test_what_is_known_is_not_fetched_again(adding: Adding, news: Site) -> None:
    address = Source(news.url("/feeds/rss.xml"))
    done(adding, address)
    assert done(adding, address).outcomes == {"unchanged": 2}


def test_a_file_is_called_as_its_sender_called_it_and_dropped(
    adding: Adding, tmp_path: Path
) -> None:
    good, broken = tmp_path / "4f2.txt", tmp_path / "77a.pdf"
    good.write_text(FERRY, "utf-8")
    broken.write_bytes(b"%PDF-nothing")
    job = done(adding, Source("ferry.txt", good), Source("a <b>.pdf", broken))
    assert job.sources[0].outcomes == {"added": 1}
    assert [one.source for one in job.rejected] == ["a <b>.pdf"]
    assert str(tmp_path) not in str(job)[str(job).index("rejected") :].replace(str(broken), "")
    (article,) = adding.library.archive.articles()
    assert article.text == FERRY
    assert not good.exists()
    assert not broken.exists()


def test_a_name_that_is_no_address_never_reaches_the_disk(adding: Adding, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(FERRY, "utf-8")
    job = done(adding, Source(str(secret)))
    assert job.outcomes == {}
    assert len(job.rejected) == 1
    assert secret.exists()


def test_a_job_that_is_stopped_finishes_what_is_in_hand(adding: Adding, news: Site) -> None:
    job = adding.jobs.add([Source(slow_feed(news, 40)), Source(news.url("/feeds/rss.xml"))])
    assert until(lambda: adding.jobs.get(job.id).sources[0].done >= 1)
    adding.jobs.cancel(job.id)
    assert until(lambda: adding.jobs.get(job.id).over, 10)
    stopped = adding.jobs.get(job.id)
    assert stopped.state == "stopped"
    first, second = stopped.sources
    assert 1 <= first.outcomes["added"] == first.done < (first.total or 0) == 40
    assert (second.step, second.began) == ("stopped", None)
    assert adding.library.archive.counts()["articles"] == first.done


def test_at_most_so_many_of_a_feed_are_taken(adding: Adding, news: Site) -> None:
    job = adding.jobs.add([Source(news.url("/feeds/rss.xml"))], limit=1)
    assert until(lambda: adding.jobs.get(job.id).over)
    assert adding.jobs.get(job.id).outcomes == {"added": 1}


def test_a_feed_is_watched_while_watching_is_on(adding: Adding, news: Site) -> None:
    feeds, url = adding.library.archive.feeds, news.url("/feeds/rss.xml")
    feeds.add(url, FIRST, datetime.now(UTC))
    adding.watching.start()
    assert adding.watching.on
    assert until(lambda: feeds.get(url).articles == 2)  # type: ignore[union-attr]
    assert until(lambda: feeds.get(url).status == "fresh")  # type: ignore[union-attr]
    adding.watching.stop()
    assert not adding.watching.on
    assert adding.library.archive.counts()["articles"] == 2


def test_a_server_that_drips_does_not_keep_a_job_from_stopping(adding: Adding, news: Site) -> None:
    job = adding.jobs.add(
        [Source(news.url(path)) for path in ("/articles/flood", "/hostile/dripping-body")]
    )
    assert until(lambda: adding.jobs.get(job.id).sources[1].step == "reading")
    adding.jobs.cancel(job.id)
    assert until(lambda: adding.jobs.get(job.id).over, 5)
    assert [source.step for source in adding.jobs.get(job.id).sources] == ["done", "stopped"]
