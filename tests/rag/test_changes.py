"""What a reader is told of two versions of an article."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import Article, Moment
from rag.versions.changes import Change, Edit, changes, edits

OLD = "The river rose on Tuesday. Two people died. Schools stay closed."


def article(text: str, **known: object) -> Article:
    return Article("a", 1, str(known.pop("title", "Flood")), text, "d", **known)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (OLD, []),
        ("The  river rose on Tuesday.\nTwo people died. Schools stay closed.", []),
        (OLD.replace("Two", "Three"), [("Two people died.", "Three people died.")]),
        (OLD.replace(" Two people died.", ""), [("Two people died.", None)]),
        (OLD + " The dam holds.", [(None, "The dam holds.")]),
        ("Police warn of fog. " + OLD, [(None, "Police warn of fog.")]),
        (
            "The river rose on Monday. A bridge fell. Two people died.",
            [
                ("The river rose on Tuesday.", "The river rose on Monday."),
                (None, "A bridge fell."),
                ("Schools stay closed.", None),
            ],
        ),
        (
            "Rain fell all night long. Two people died. Schools stay closed.",
            [("The river rose on Tuesday.", None), (None, "Rain fell all night long.")],
        ),
    ],
)
def test_each_sentence_is_told_that_changed_and_no_other(
    new: str, told: list[tuple[str | None, str | None]]
) -> None:
    found = changes(article(OLD), article(new))
    assert [(change.before, change.after) for change in found] == told


def test_the_words_that_changed_are_marked() -> None:
    before, after = Change("Two people died there.", "Three people were hurt there.").parts
    assert before == [("Two", True), (" people", False), (" died", True), (" there.", False)]
    assert after == [("Three", True), (" people", False), (" were hurt", True), (" there.", False)]


def test_what_is_new_or_gone_is_marked_as_a_whole() -> None:
    assert Change(None, "New.").parts == ([], [("New.", True)])
    assert Change("Old.", None).parts == ([("Old.", True)], [])


@given(st.text(), st.text())
def test_the_parts_of_a_change_are_the_sentence(before: str, after: str) -> None:
    ours, theirs = Change(before, after).parts
    assert "".join(text for text, _ in ours) == before
    assert "".join(text for text, _ in theirs) == after


lines = st.lists(st.sampled_from([f"Sentence {n} is here." for n in range(9)]), max_size=20)


@given(lines, lines)
def test_the_changes_lead_from_one_version_to_the_other(old: list[str], new: list[str]) -> None:
    found = changes(article(" ".join(old)), article(" ".join(new)))
    out = [change.before for change in found if change.before]
    put_in = [change.after for change in found if change.after]
    assert sorted(old + put_in) == sorted(new + out)


def test_very_long_texts_are_compared_quickly() -> None:
    long = [f"Sentence number {n} is here." for n in range(4500)]
    found = changes(article(" ".join(long)), article(" ".join([*long[:-1], "The end."])))
    assert [(c.before, c.after) for c in found] == [(long[-1], None), (None, "The end.")]


def test_what_changed_around_the_text_is_told() -> None:
    before = article(OLD, outlet="Echo", authors=("Ann Reed",), published=Moment("2026-05-03", "m"))
    after = article(OLD, title="Three die", outlet="Echo", modified=Moment("2026-05-04", "m"))
    assert edits(before, after) == [
        Edit("headline", "Flood", "Three die"),
        Edit("published", "2026-05-03", None),
        Edit("modified", None, "2026-05-04"),
        Edit("authors", "Ann Reed", None),
    ]
    assert edits(before, before) == []


def test_a_section_labels_and_an_agency_that_changed_are_told() -> None:
    before = article(OLD, section="Local", labels=("live",))
    after = article(OLD, section="Local", labels=("live", "sponsored"), wire="AP")
    assert edits(before, after) == [
        Edit("labels", "live", "live, sponsored"),
        Edit("wire", None, "AP"),
    ]
