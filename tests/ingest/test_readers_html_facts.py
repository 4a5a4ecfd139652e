from __future__ import annotations

import pytest

from rag.domain import Moment
from tests.ingest.test_readers_html import STORY, linked, page, read

PERSON = {"@type": "Person", "@id": "#ann", "name": "Ann Reed"}
HOUSE = {"@type": "Organization", "@id": "#house", "name": "The Herald"}
GRAPH = linked(
    **{
        "@graph": [
            {"@type": "WebSite", "name": "A site"},
            {"@type": "NewsArticle", "headline": "Flood", "author": {"@id": "#ann"},
             "publisher": {"@id": "#house"}, "articleSection": ["Local", "Weather"]},
            PERSON,
            HOUSE,
        ]
    }
)  # fmt: skip
BROKEN = (
    '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "A "quoted" flood",'
    ' "articleSection": "Local", "author": {"@type": "Person", "name": "Ann Reed"},'
    ' "datePublished": "2024-12-06T10:00:00Z"</script>'
)
COMMENTED = (
    '<script type="application/ld+json">//<![CDATA[\n{"@type": "NewsArticle", "articleSection": '
    '"Local", "author": [{"@type": "Person", "name": "Ann Reed"},],}\n//]]></script>'
)


def hints(head: str = "", story: str = STORY, url: str | None = None) -> dict[str, tuple[str, str]]:
    draft = read(page(head, story), url=url)
    return {hint.name: (hint.value, hint.origin) for hint in draft.hints}


@pytest.mark.parametrize(
    ("head", "story", "name", "found"),
    [
        (GRAPH, "", "author", ("Ann Reed", "json-ld")),
        (GRAPH, "", "outlet", ("The Herald", "json-ld")),
        (GRAPH, "", "section", ("Local", "json-ld")),
        (BROKEN, "", "author", ("Ann Reed", "json-ld")),
        (BROKEN, "", "section", ("Local", "json-ld")),
        (COMMENTED, "", "author", ("Ann Reed", "json-ld")),
        (COMMENTED, "", "section", ("Local", "json-ld")),
        ('<meta name="author" content="Ann Reed and Bo Lind">', "", "author", ("Bo Lind", "meta")),
        ("", '<p itemprop="author"><span itemprop="name">Ann Reed</span></p>', "author",
         ("Ann Reed", "microdata")),
        ("", '<p>by <a rel="author" href="/ann">Ann Reed</a></p>', "author",
         ("Ann Reed", "microdata")),
        ('<meta property="article:section" content="World">', "", "section", ("World", "og")),
        ('<meta name="section" content="World,Asia">', "", "section", ("World", "meta")),
        ('<meta property="og:site_name" content="The Herald">', "", "outlet",
         ("The Herald", "og")),
        ("", "", "language", ("en", "html-lang")),
        ("", "", "title", ("Flood in the valley", "h1")),
    ],
)  # fmt: skip
def test_each_fact_has_its_origin(head: str, story: str, name: str, found: tuple[str, str]) -> None:
    assert hints(head, story + STORY)[name] == found


def test_the_section_is_that_of_the_article() -> None:
    assert read(page(GRAPH)).section == "Local"
    assert read(page()).section is None


def test_names_without_meaning_are_no_section() -> None:
    for name in ("All", "Home", "herald.example", "/world/asia", "Front Page"):
        assert "section" not in hints(f'<meta property="article:section" content="{name}">')


def test_a_date_in_microdata_counts() -> None:
    story = '<p>on <span itemprop="datePublished" content="2024-12-05">Thursday</span></p>'
    assert read(page(story=story + STORY), url=None).published == Moment("2024-12-05", "microdata")


@pytest.mark.parametrize(
    ("head", "kicker", "url", "label"),
    [
        (linked(**{"@type": "OpinionNewsArticle"}), "", None, ("opinion", "json-ld")),
        ('<meta property="article:section" content="Opinion">', "", None, ("opinion", "meta")),
        (linked(**{"@type": "NewsArticle", "articleSection": "Editorials"}), "", None,
         ("opinion", "section")),
        ("", "<p>Opinion</p>", None, ("opinion", "page")),
        ("", "<p>Kommentar</p>", None, ("opinion", "page")),
        ("", "", "https://x.example/opinion/flood", ("opinion", "url")),
        (linked(**{"@type": "AdvertiserContentArticle"}), "", None, ("sponsored", "json-ld")),
        ("", "<p>Sponsored content</p>", None, ("sponsored", "page")),
        ("", "<p>Paid post</p>", None, ("sponsored", "page")),
        ("", "<p>Anzeige</p>", None, ("sponsored", "page")),
        ("", "<p>Presented by Boats &amp; Co.</p>", None, ("sponsored", "page")),
        (linked(**{"@type": "LiveBlogPosting"}), "", None, ("live", "json-ld")),
        ("", "<p>Live updates</p>", None, ("live", "page")),
        ("", "", "https://x.example/news/live/flood", ("live", "url")),
    ],
)  # fmt: skip
def test_what_a_page_calls_itself_is_its_label(
    head: str, kicker: str, url: str | None, label: tuple[str, str]
) -> None:
    body = f"<header>{kicker}<h1>Flood</h1></header>{STORY}"
    data = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    draft = read(data.encode(), url=url)
    found = [(h.value, h.origin) for h in draft.hints if h.name == "label"]
    assert found == [label]
    assert draft.labels == (label[0],)


@pytest.mark.parametrize(
    ("head", "story"),
    [
        ("", "<p>The mayor gave her opinion on Friday.</p>"),
        ("", "<p>Opinion polls say that the mayor will win.</p>"),
        ('<meta property="article:section" content="World">', "<p>They live by the river.</p>"),
    ],
)
def test_news_has_no_label(head: str, story: str) -> None:
    assert "label" not in hints(head, story + STORY)


@pytest.mark.parametrize(
    ("head", "first", "last", "agency"),
    [
        ("", "VALLEY TOWN (AP) — The river rose.", "", ("AP", "page")),
        ("", "VALLEY TOWN (Reuters) - The river rose.", "", ("Reuters", "page")),
        ("", "", "© 2024 AFP", ("AFP", "page")),
        ('<meta name="author" content="The Associated Press">', "", "", ("AP", "page")),
        (linked(**{"@type": "NewsArticle", "author": "ANN REED, AP Science Writer"}), "", "",
         ("AP", "byline")),
        ("", "", "", None),
    ],
)  # fmt: skip
def test_wire_copy_is_known_by_what_the_page_says(
    head: str, first: str, last: str, agency: tuple[str, str] | None
) -> None:
    story = f"<p>{first}</p>{STORY}<p>{last}</p>"
    assert hints(head, story).get("wire") == agency
    assert read(page(head, story)).wire == (agency and agency[0])


def test_the_office_of_a_writer_is_no_part_of_her_name() -> None:
    head = linked(**{"@type": "NewsArticle", "author": "Ann Reed, AP Science Writer"})
    assert read(page(head)).authors == ("Ann Reed",)


def test_a_date_that_no_article_can_have_is_told_with_its_reason() -> None:
    head = linked(**{"@type": "NewsArticle", "datePublished": "2031-01-01"})
    meta = '<meta property="article:published_time" content="2024-12-05">'
    draft = read(page(head + meta), url=None)
    assert draft.published == Moment("2024-12-05", "meta")
    assert [(date.text, date.origin) for date in draft.refused] == [("2031-01-01", "json-ld")]
    assert "after 2024-12-10" in draft.refused[0].reason
