from __future__ import annotations

import pytest

from ingest.readers.html import read_html, read_page
from ingest.readers.page.lines import story_lines
from rag.domain import Draft
from rag.errors import PageHeldBack
from tests.ingest.test_readers_html import NOW, STORY, URL, linked, page, read

LINES = [f"Sentence {n} of the story tells how the river rose in the valley." for n in range(12)]


@pytest.mark.parametrize(
    "above",
    [
        ["Flood in the valley"],
        ["FLOOD IN THE VALLEY!"],
        ["Flood in the valley", "By Ann Reed"],
        ["Flood in the valley", "Ann Reed", "Nov. 19, 2019 5:45 AM PST"],
        ["https://herald.example/flood", "Flood in the valley"],
        ["Published: Tue., Nov. 19, 2019"],
        ["Last updated on 3 March 2024 at 10:12"],
        ["5 min read"],
        ["Tempo de leitura: 1 minuto"],
        ["segunda-feira, 22 de janeiro de 2018 às 0:13"],
        ["Veröffentlicht am 3. März 2024"],
        ["Von Ann Reed"],
    ],
)
def test_headline_byline_and_date_above_a_story_are_not_its_first_words(above: list[str]) -> None:
    assert (
        story_lines([*above, *LINES], ["Flood in the valley | The Herald"], ["Ann Reed"]) == LINES
    )


@pytest.mark.parametrize(
    "below",
    [
        [
            "Subscribe to the Morning Review newsletter",
            "Get the day's news delivered to your inbox",
        ],
        ["Click here to subscribe to The Herald", "Comments"],
        ["SOURCE: Herald news", ""],
        ["Follow us on Twitter and Facebook"],
        ["You may also like"],
        ["Tags: flood, valley, mayor"],
        ["Related stories", "The bridge that held", "A mayor and her boats"],
        ["© 2024 The Herald. All rights reserved."],
        ["Facebook", "Twitter", "Share"],
        ["Photo: Ann Reed"],
        ["Follow The Herald's full coverage of the flood at https://herald.example/flood"],
        ["Last updated: 6 December 2024"],
        ["Leave a comment", "Bo: I was there.", "Cy: So was I."],
    ],
)
def test_what_stands_below_a_story_is_not_its_last_words(below: list[str]) -> None:
    assert story_lines([*LINES, *below]) == LINES


@pytest.mark.parametrize(
    "between",
    [
        "Related: The bridge that held",
        "READ MORE: The bridge that held",
        "Read also: The bridge that held",
        "Lea también: El puente",
        "Lesen Sie auch: Die Brücke",
        "Читайте также: Мост",
    ],
)
def test_links_to_other_stories_between_paragraphs_are_left_out(between: str) -> None:
    assert story_lines([*LINES[:6], between, *LINES[6:]]) == LINES


@pytest.mark.parametrize(
    "line",
    [
        "The mayor asked people to follow the news on the radio.",
        "By Friday the water had reached the old bridge, and by Sunday it was over it.",
        "Register to vote by Friday, the council says.",
        "May 6, 1962, was the day of the last flood.",
        "The source: a spring above the town that nobody had mapped until the last drought came.",
        "Recommended: nothing, said the report.",
        "1962",
        "Ann Reed",
    ],
)
def test_sentences_of_a_story_stay_where_they_only_look_like_calls(line: str) -> None:
    lines = [*LINES[:3], line, *LINES[3:]]
    kept = story_lines(lines, ["Flood"], ["Ann Reed"])
    assert line in kept or line.startswith("Recommended")
    assert story_lines([line, *LINES], ["Flood"])[0] in (line, LINES[0])


@pytest.mark.parametrize(
    "box",
    [
        "<figure><img src='a.jpg'><figcaption>CLUTTER: the old bridge.</figcaption></figure>",
        "<div class='newsletter-signup'><p>CLUTTER every morning in your mail.</p></div>",
        "<aside><p>CLUTTER of another story stands here.</p></aside>",
        "<div class='related-posts'><h3>CLUTTER</h3><p>Another story of the town.</p></div>",
        "<div id='article-share-tools'><p>CLUTTER: tell your friends.</p></div>",
        "<p class='wp-caption-text'>CLUTTER seen from the air.</p>",
        "<div class='author-bio'><p>CLUTTER writes about rivers.</p></div>",
        "<ul><li><h4><a href='/a'>CLUTTER one</a></h4></li>"
        "<li><h4><a href='/b'>CLUTTER two</a></h4></li></ul>",
        "<div role='complementary'><p>CLUTTER of the side.</p></div>",
    ],
)
def test_boxes_beside_a_story_are_not_part_of_it(box: str) -> None:
    text = read(page(story=STORY + box + STORY)).text
    assert "CLUTTER" not in text
    assert text.count("Paragraph") == 10


@pytest.mark.parametrize(
    "name", ["related-content", "newsletter", "promo", "comments share", "no-sidebar social"]
)
def test_a_box_that_holds_the_story_stays_however_it_is_named(name: str) -> None:
    assert read(page(story=f"<div class='{name}'>{STORY}</div>")).text.count("Paragraph") == 5


def test_the_words_around_a_headline_are_no_part_of_the_story() -> None:
    head = (
        "<header class='article-header'><h1>Flood in the valley</h1><h2>STANDFIRST tells what "
        "comes.</h2><p>By Ann Reed</p><p>December 6, 2024</p></header>"
    )
    text = read(f"<html><body><article>{head}<div>{STORY}</div></article></body></html>".encode())
    assert text.text.startswith("Paragraph 1")


def test_paragraphs_that_are_parted_by_line_breaks_are_all_kept() -> None:
    said = [f"Part {n}: the river rose above the old bridge, <b>the mayor</b> said, and fell "
            "again after two days of rain in the valley." for n in range(6)]  # fmt: skip
    text = read(f"<html><body><div>{'<br><br>'.join(said)}</div></body></html>".encode()).text
    assert [line[:6] for line in text.splitlines()] == [f"Part {n}" for n in range(6)]


def test_a_story_that_only_the_json_ld_tells_is_read_there() -> None:
    body = " ".join(f"Sentence {n} tells of the river that rose." for n in range(40))
    about = linked(**{"@type": "NewsArticle", "articleBody": body})
    data = f"<html><head>{about}</head><body><div id='app'><p>Flood</p></div></body></html>"
    assert read(data.encode()).text.count("Sentence") == 40


def test_the_json_ld_of_a_page_that_is_not_free_is_not_read_for_its_story() -> None:
    body = " ".join(f"Sentence {n} tells of the river that rose." for n in range(40))
    about = linked(**{"@type": "NewsArticle", "articleBody": body, "isAccessibleForFree": "False"})
    data = f"<html><head>{about}</head><body>{STORY[:300]}</body></html>".encode()
    with pytest.raises(PageHeldBack, match="paywall") as held:
        read(data)
    assert "Sentence" not in held.value.text


def test_a_page_that_is_held_back_tells_what_stood_on_it() -> None:
    wall = "<p>We and our partners use cookies.</p><p>Accept all</p><p>Manage preferences</p>" * 3
    data = f"<html><head><title>Before you continue</title></head><body>{wall}</body></html>"
    with pytest.raises(PageHeldBack) as held:
        read_html(data.encode(), source="feed#3", url=URL, clock=lambda: NOW)
    assert (held.value.source, held.value.url) == ("feed#3", URL)
    assert "cookies or consent" in held.value.reason
    assert held.value.title == "Before you continue"
    looked = read_page(data.encode(), source="feed#3", url=URL, clock=lambda: NOW)
    assert looked.refused == held.value.reason
    assert isinstance(looked.draft, Draft)
