from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from ingest.readers.html import read_html
from ingest.readers.moments import lenient, strict
from rag.domain import Draft, Moment
from rag.errors import SourceRejected

NOW = datetime(2024, 12, 10, 12, tzinfo=UTC)
URL = "https://www.herald.example/2024/flood"
STORY = "".join(
    f"<p>Paragraph {n}: the river rose above the old bridge in the valley, the mayor said.</p>"
    for n in range(1, 6)
)


def page(head: str = "", story: str = STORY, lang: str = ' lang="en-GB"') -> bytes:
    return (
        f"<!doctype html><html{lang}><head><title>Flood | The Herald</title>{head}</head><body>"
        f"<nav><a href='/'>Home</a></nav><article><h1>Flood in the valley</h1>{story}</article>"
        f"<footer>All rights reserved</footer></body></html>"
    ).encode()


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def read(data: bytes, url: str | None = URL, charset: str | None = None) -> Draft:
    return read_html(data, source="given", url=url, clock=lambda: NOW, charset=charset)


def test_a_page_gives_its_story_and_what_it_says_of_itself() -> None:
    about = linked(
        **{"@type": "NewsArticle", "headline": "Flood in the valley"},
        author=[{"@type": "Person", "name": "By Ann Reed"}, "Bo Lind", {"name": "The Herald"}],
        publisher={"@type": "Organization", "name": "The Herald"},
        datePublished="2024-12-06T10:00:00+05:30",
        dateModified="2024-12-07T08:00:00Z",
    )
    draft = read(page(about))
    assert draft.source == "given"
    assert draft.title == "Flood in the valley"
    assert draft.text.count("Paragraph") == 5
    assert "All rights" not in draft.text
    assert draft.authors == ("Ann Reed", "Bo Lind")
    assert draft.outlet == "The Herald"
    assert draft.language == "en"
    assert draft.url == URL
    assert draft.published == Moment("2024-12-06T10:00:00+05:30", "json-ld")
    assert draft.modified == Moment("2024-12-07T08:00:00Z", "json-ld")
    assert draft.fetched is None


ARTICLE = {"@type": "NewsArticle", "datePublished": "2024-12-06"}
OTHER = {"@type": "NewsArticle", "datePublished": "2024-12-01"}
META = '<meta property="article:published_time" content="2024-12-05T09:00:00-05:00">'


@pytest.mark.parametrize(
    ("head", "story", "published"),
    [
        (linked(**{"@graph": [{"@type": "WebPage"}, ARTICLE]}), "", ("2024-12-06", "json-ld")),
        (linked(**{"@type": ["ReportageNewsArticle"], "datePublished": "Dec 6, 2024"}), "",
         ("2024-12-06", "json-ld")),
        (linked(**{"@type": "ItemList", "itemListElement": [OTHER]}) + META, "",
         ("2024-12-05T09:00:00-05:00", "meta")),
        ('<script type="application/ld+json">{"datePublished": "2024-12-04",}</script>', "",
         ("2024-12-04", "json-ld")),
        (linked(**{**ARTICLE, "datePublished": "2031-01-01"}) + META, "",
         ("2024-12-05T09:00:00-05:00", "meta")),
        (linked(**{**ARTICLE, "datePublished": "0001-01-01"}) + META, "",
         ("2024-12-05T09:00:00-05:00", "meta")),
        ('<meta itemprop="datePublished" content="2024-12-03">', "", ("2024-12-03", "meta")),
        ("", '<time datetime="2024-12-02T07:00Z">2 Dec</time>', ("2024-12-02T07:00Z", "time-tag")),
        ("", '<time class="updated" datetime="2024-12-08">8</time>'
         '<time class="entry-date published" datetime="2024-12-02">2</time>',
         ("2024-12-02", "time-tag")),
        ("", '<ul><li><time datetime="2024-12-01">1</time></li><li>'
         '<time datetime="2024-11-01">1</time></li></ul>', None),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_date_of_publication_is_taken_from_the_surest_place(
    head: str, story: str, published: tuple[str, str] | None
) -> None:
    found = read(page(head, story + STORY), url=None).published
    assert found == (Moment(*published) if published else None)


def test_the_crawl_is_never_a_date_of_the_article() -> None:
    draft = read(page(), url="https://www.herald.example/flood")
    assert (draft.published, draft.modified, draft.fetched) == (None, None, None)


def test_the_day_in_an_address_is_a_guess_and_says_so() -> None:
    draft = read(page(), url="https://www.herald.example/2024/12/06/flood.html")
    assert draft.published == Moment("2024-12-06", "trafilatura")


def test_the_day_of_the_last_change_is_not_guessed_to_be_that_of_publication() -> None:
    head = '<meta property="article:modified_time" content="2024-12-07T08:00:00Z">'
    draft = read(page(head), url=None)
    assert draft.modified == Moment("2024-12-07T08:00:00Z", "meta")
    assert draft.published is None


@pytest.mark.parametrize(
    ("link", "known"),
    [
        ("https://herald.example/flood", "https://herald.example/flood"),
        ("/flood?id=3", "https://www.herald.example/flood?id=3"),
        ("https://news.herald.example/flood", "https://news.herald.example/flood"),
        ("https://paper.example/flood", URL),  # another site cannot be spoken for
        ("https://evilherald.example/flood", URL),
        ("https://www.herald.example/", URL),  # or all its articles would be one
        ("https://www.herald.example/home.html", URL),
        ("javascript:alert(1)", URL),
        ("http://[bad", URL),
    ],
)
def test_a_canonical_address_counts_where_the_page_can_speak_for_it(link: str, known: str) -> None:
    assert read(page(f'<link rel="canonical" href="{link}">')).url == known


def test_a_saved_page_tells_its_address() -> None:
    assert read(page(f'<link rel="canonical" href="{URL}">'), url=None).url == URL
    assert read(page(), url=None).url is None


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="Display: None">SECRET words for machines only, in a long sentence.</p>',
        "<div hidden><p>SECRET words for machines only, in a long sentence.</p></div>",
        '<p class="note sr-only">SECRET words for machines only, in a long sentence.</p>',
        "<template><p>SECRET words for machines only, in a long sentence.</p></template>",
        '<div style="font-size:0">SECRET words for machines only, in a long sentence.</div>',
        '<div style="opacity: 0;">SECRET words for machines only, in a long sentence.</div>',
        '<div style="position:absolute;left:-9999px">SECRET words for machines only.</div>',
        '<p>Seen <span style="visibility:hidden">SECRET</span> and read.</p>',
        "<!-- SECRET -->",
        "<script>var x = 'SECRET'</script>",
        "<noscript><p>SECRET words for machines only, in a long sentence.</p></noscript>",
    ],
)
def test_words_that_a_reader_of_the_page_does_not_see_are_not_stored(hidden: str) -> None:
    text = read(page(story=STORY + hidden + STORY)).text
    assert "SECRET" not in text
    assert text.count("Paragraph") == 10


@pytest.mark.parametrize(
    ("encoding", "declared", "charset"),
    [
        ("utf-8", "", None),
        ("utf-8", '<meta charset="iso-8859-1">', "iso-8859-1"),
        ("cp1252", '<meta charset="iso-8859-1">', None),
        ("cp1252", "", "windows-1252"),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">',
         None),
        ("utf-16", "", None),
        ("shift_jis", '<meta charset="nonsense">', "shift_jis"),
    ],
)  # fmt: skip
def test_a_page_is_read_in_its_encoding(encoding: str, declared: str, charset: str | None) -> None:
    words = {"cp1251": "Привет, мир", "shift_jis": "日本の首相"}.get(encoding, "“Préfet” à Köln")
    data = page(declared, f"<p>{words}</p>{STORY}").decode().encode(encoding)
    assert words in read(data, charset=charset).text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (page(story="<p>Please turn on JavaScript.</p>"), "no article text found"),
        (b"<html></html>", "no article text found"),
        (b"just words", "no article text found"),
        (b"\x00\x01\x02" * 100, "no article text found"),
        (b"<" * 5000, "no article text found"),
    ],
)
def test_a_page_without_an_article_is_rejected(data: bytes, said: str) -> None:
    with pytest.raises(SourceRejected, match=said):
        read(data)


def test_a_page_nested_deeply_does_not_stop_us() -> None:
    with suppress(SourceRejected):
        read(b"<html><body>" + b"<div>" * 20_000 + STORY.encode())


@pytest.mark.parametrize(
    ("title", "kept"),
    [("Flood rises - The Herald", "Flood rises"), ("Flood - or not", "Flood - or not")],
)
def test_the_name_of_the_outlet_is_no_part_of_the_headline(title: str, kept: str) -> None:
    head = (
        f'<meta property="og:title" content="{title}">'
        '<meta property="og:site_name" content="The Herald">'
    )
    assert read(page(head)).title == kept


@pytest.mark.parametrize(
    ("written", "exactly", "roughly"),
    [
        ("2024-12-06", "2024-12-06", "2024-12-06"),
        ("2024-12-06T10:00:00.000+0000", "2024-12-06T10:00:00+00:00", "2024-12-06T10:00:00+00:00"),
        ("Fri, 06 Dec 2024 10:00:00 GMT", None, "2024-12-06T10:00:00+00:00"),
        ("December 6, 2024", None, "2024-12-06"),
        ("6 Dec 2024", None, "2024-12-06"),
        ("12/06/2024", None, None),  # of two countries, two days
        ("2024", None, None),
        ("yesterday", None, None),
        ("", None, None),
        ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"),
    ],
)
def test_dates_are_read_where_they_can_mean_one_day_only(
    written: str, exactly: str | None, roughly: str | None
) -> None:
    assert (strict(written), lenient(written)) == (exactly, roughly)
