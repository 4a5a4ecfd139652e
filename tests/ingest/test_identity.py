from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identity import article_id, canonical, digest
from rag.domain import Draft, Moment

DRAFT = Draft(source="a.txt", text="The river rose.", title="Flood", url="https://x.org/a")


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("HTTPS://WWW.Example.ORG/News/A", "https://www.example.org/News/A"),
        ("https://x.org:443/a", "https://x.org/a"),
        ("http://x.org:80/a", "http://x.org/a"),
        ("http://x.org:8080/a", "http://x.org:8080/a"),
        ("https://x.org/a#comments", "https://x.org/a"),
        ("https://x.org/a?utm_source=t&UTM_Medium=m&id=3&fbclid=f", "https://x.org/a?id=3"),
        ("https://x.org/a?gclid=1&mc_cid=2&mc_eid=3&cmpid=4&ref=home", "https://x.org/a"),
        ("https://x.org/a?b=2&a=1", "https://x.org/a?a=1&b=2"),
        ("https://x.org/a?reference=7&refresh=no", "https://x.org/a?reference=7&refresh=no"),
        ("https://x.org/a/", "https://x.org/a/"),
        ("https://x.org/a?q=%C3%A9+b", "https://x.org/a?q=%C3%A9+b"),
        ("https://u@X.org/a", "https://u@x.org/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
        ("https://x.org/a?", "https://x.org/a"),
        ("http://[bad", "http://[bad"),
        ("http://x.org:99999/a", "http://x.org:99999/a"),
    ],
)
def test_an_address_is_folded_only_where_that_cannot_join_two_pages(url: str, known: str) -> None:
    assert canonical(url) == known


@given(st.text(), st.from_regex(r"https?://[A-Za-z.]{1,9}(:\d{1,5})?/[^\s]{0,30}", fullmatch=True))
def test_a_canonical_address_stays_as_it_is(anything: str, address: str) -> None:
    for url in (anything, address):
        assert canonical(canonical(url)) == canonical(url)


def test_a_given_id_is_kept() -> None:
    assert article_id(replace(DRAFT, id="wire-17")) == "wire-17"


def test_pages_reached_by_different_links_are_one_article() -> None:
    shared = replace(DRAFT, url="https://X.org/a?utm_source=mail#top", text="another text")
    assert article_id(shared) == article_id(DRAFT)
    assert article_id(DRAFT)[0] == "u"
    assert len(article_id(DRAFT)) == 16


def test_without_address_the_text_is_the_identity() -> None:
    bare = replace(DRAFT, url=None)
    assert article_id(bare) == article_id(replace(bare, title="Other", source="b.txt"))
    assert article_id(bare) != article_id(replace(bare, text="The river fell."))
    assert article_id(bare)[0] == "c"


@pytest.mark.parametrize(
    "changed",
    [
        replace(DRAFT, title="Floods"),
        replace(DRAFT, text="The river rose. "),
        replace(DRAFT, authors=("A",)),
        replace(DRAFT, outlet="Herald"),
        replace(DRAFT, language="en"),
        replace(DRAFT, url="https://x.org/b"),
        replace(DRAFT, published=Moment("2024-12-06", "meta")),
        replace(DRAFT, modified=Moment("2024-12-06", "meta")),
    ],
)
def test_what_a_reader_could_see_changes_the_digest(changed: Draft) -> None:
    assert digest(changed) != digest(DRAFT)


@pytest.mark.parametrize(
    "same",
    [
        replace(DRAFT, source="b.txt"),
        replace(DRAFT, id="x"),
        replace(DRAFT, fetched=Moment("2024-12-06", "fetch")),
        replace(DRAFT, url="https://x.org/a?utm_source=feed"),
    ],
)
def test_what_no_reader_sees_leaves_the_digest(same: Draft) -> None:
    assert digest(same) == digest(DRAFT)


def test_a_date_found_in_another_place_is_the_same_date() -> None:
    meta, tag = (replace(DRAFT, published=Moment("2024-12-06", o)) for o in ("meta", "time-tag"))
    assert digest(meta) == digest(tag)
