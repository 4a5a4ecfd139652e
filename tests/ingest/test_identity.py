from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.identity import article_id, digest
from rag.domain import Draft, Moment

DRAFT = Draft(source="a.txt", text="The river rose.", title="Flood", url="https://x.org/a")


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
        replace(DRAFT, section="Opinion"),
        replace(DRAFT, labels=("opinion",)),
        replace(DRAFT, labels=("opinion", "live")),
        replace(DRAFT, wire="opinion"),
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


def test_an_article_without_section_labels_and_wire_has_the_digest_it_had_before_these() -> None:
    before = "3654fd5a62247f3959c24f97f6d518c0175b5808f7bb8b523b31666c6ae30dc9"
    assert digest(DRAFT) == before


def test_the_order_of_labels_is_no_change() -> None:
    one, other = (
        replace(DRAFT, labels=told) for told in (("live", "opinion"), ("opinion", "live"))
    )
    assert digest(one) == digest(other)


def test_a_date_found_in_another_place_is_the_same_date() -> None:
    meta, tag = (replace(DRAFT, published=Moment("2024-12-06", o)) for o in ("meta", "time-tag"))
    assert digest(meta) == digest(tag)
