from __future__ import annotations

import pytest

from ingest.readers.markdown import front_matter, read_markdown
from ingest.readers.markup import visible
from rag.domain import Moment
from rag.errors import SourceRejected


def test_the_first_heading_is_the_title_and_the_rest_is_readable_text() -> None:
    page = b"""# Flood in the *valley*

The **river** [rose](https://x.org) on
Friday &amp; fell.

## Damage

- one `bridge`
- two ~~roads~~

| place | level |
|---|---|
| Homs | 4 m |

![A boat](b.png)

    code
"""
    draft = read_markdown(page, source="a.md")
    assert draft.title == "Flood in the valley"
    assert draft.text.split("\n\n") == [
        "The river rose on Friday & fell.",
        "Damage",
        "one bridge",
        "two roads",
        *("place", "level", "Homs", "4 m"),
        "A boat",
        "code",
    ]
    assert draft.published is None


def test_front_matter_tells_title_date_authors_outlet_and_url() -> None:
    page = b"""---
title: "Flood: the valley"
date: 2024-12-06 10:00:00 -0500
authors:
  - Ann Reed
  - 'Bo Lind'
outlet: The Herald
url: https://x.org/a
---
# Another heading

Words.
"""
    draft = read_markdown(page, source="a.md")
    assert draft.title == "Flood: the valley"
    assert draft.published == Moment("2024-12-06T10:00:00-05:00", "front-matter")
    assert draft.authors == ("Ann Reed", "Bo Lind")
    assert draft.outlet == "The Herald"
    assert draft.url == "https://x.org/a"
    assert draft.text == "Another heading\n\nWords."


def test_a_list_in_brackets_is_a_list() -> None:
    assert front_matter("---\nauthors: [Ann, 'Bo']\n---\nx") == ({"authors": ["Ann", "Bo"]}, "x")


@pytest.mark.parametrize(
    "text", ["---\n\nA line above and below.\n\n---\n", "---\ntitle: never ends", "no front matter"]
)
def test_lines_that_are_not_front_matter_stay_text(text: str) -> None:
    assert front_matter(text) == ({}, text)


def test_a_date_that_cannot_be_read_leaves_the_article_undated() -> None:
    assert read_markdown(b"---\ndate: soon\n---\nWords.", source="a").published is None


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>A <b>bold</b> claim</p>", "A bold claim"),
        ("<!-- secret --><p>A</p><script>secret</script>", "A"),
        ('<div style="Display : none">secret <p>secret</p></div>B', "B"),
        ("<div hidden><br>secret</div>C &amp; D", "C & D"),
        ("<![foo[ x ]]>", ""),
    ],
)
def test_of_html_in_markdown_only_the_words_that_are_seen_remain(html: str, words: str) -> None:
    assert visible(html) == words


def test_hidden_words_inside_a_line_do_not_get_in() -> None:
    page = b'Seen <span style="display:none">secret</span> a<sup>2</sup> &lt;b&gt; words.'
    assert read_markdown(page, source="a").text.split() == ["Seen", "a2", "<b>", "words."]


def test_a_file_with_nothing_but_a_title_is_rejected() -> None:
    with pytest.raises(SourceRejected, match="no text"):
        read_markdown(b"# Only a title\n", source="a.md")
