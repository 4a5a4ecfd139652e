from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.guards.limits import LINE
from ingest.readers import jsonl
from ingest.readers.jsonl import lines_of, read_article, read_jsonl
from ingest.readers.several import read_several
from rag.domain import Draft, Moment
from rag.errors import SourceRejected

WHOLE = {
    "id": "wire-17",
    "url": "https://example.org/flood",
    "title": "Flood",
    "text": "  The river rose.\r\n\tTwice. ",
    "authors": ["Ann Reed", "Bo Lind"],
    "outlet": "The Herald",
    "published_at": "2024-12-06T10:00:00Z",
    "modified_at": "2024-12-07",
    "language": "en",
    "section": "Local",
    "labels": ["opinion", "live"],
    "wire": "AP",
}


def test_a_whole_article_is_read_with_its_text_to_the_letter() -> None:
    assert read_article(WHOLE, source="a.jsonl:1") == Draft(
        source="a.jsonl:1",
        id="wire-17",
        url="https://example.org/flood",
        title="Flood",
        text="  The river rose.\r\n\tTwice. ",
        authors=("Ann Reed", "Bo Lind"),
        outlet="The Herald",
        language="en",
        published=Moment("2024-12-06T10:00:00Z", "file"),
        modified=Moment("2024-12-07", "file"),
        section="Local",
        labels=("opinion", "live"),
        wire="AP",
    )


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_that_is_not_blank_comes_back_unchanged(text: str) -> None:
    [found] = read_jsonl([json.dumps({"text": text}).encode()], source="a")
    if text.strip():
        assert isinstance(found, Draft)
        assert found.text == text
    else:
        assert isinstance(found, SourceRejected)


def test_null_is_the_same_as_absent() -> None:
    nulls = {**dict.fromkeys(WHOLE), "text": "Words."}
    assert read_article(nulls, source="s") == Draft(source="s", text="Words.")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("2024-12-06", "2024-12-06"),
        ("2024-12-06T10:00:00+05:30", "2024-12-06T10:00:00+05:30"),
        ("2024-12-06 10:00", "2024-12-06T10:00:00"),
        ("2024-12-06 10:00:00 -0500", "2024-12-06T10:00:00-05:00"),
        ("20241206", "2024-12-06"),
    ],
)
def test_iso_dates_keep_their_zone(written: str, kept: str) -> None:
    draft = read_article({"text": "W.", "published_at": written}, source="s")
    assert draft.published == Moment(kept, "file")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{'text': 1}", "not JSON"),
        (b"[1]", "not a JSON object but [1]"),
        (b'"word"', 'not a JSON object but "word"'),
        (b"{}", "there is no text"),
        (b'{"text": " \\n"}', "the text is blank"),
        (b'{"text": 7}', "text is not a string but 7"),
        (b'{"text": "a\\u0000b"}', r"text has a character that cannot be stored, '\x00'"),
        (b'{"text": "a\\ud800"}', r"text has a character that cannot be stored, '\ud800'"),
        (b'{"text": "a", "id": ""}', "id is empty"),
        (b'{"text": "a", "id": 7}', "id is not a string but 7"),
        (b'{"text": "a", "id": "a\\nb"}', r'id has a control character: "a\nb"'),
        (b'{"text": "a", "id": "%s"}' % (b"x" * 201), "id has 201 characters, at most 200"),
        (b'{"text": "a", "authors": "Ann"}', 'authors is not a list of strings but "Ann"'),
        (b'{"text": "a", "authors": [1]}', "not a string: 1"),
        (b'{"text": "a", "title": ["%s"]}' % (b"x" * 99), "…"),
        (b'{"text": "a", "url": "javascript:alert(1)"}', "url is not an http or https address"),
        (b'{"text": "a", "url": "http://[x"}', "url is not an http or https address"),
        (b'{"text": "a", "published_at": "June"}', 'published_at "June" is not an ISO date'),
        (b'{"text": "a", "published_at": 2024}', "published_at is not a string but 2024"),
        (b'{"text": "a", "modified_at": "2024-13-01"}', "modified_at"),
        (b'{"text": "caf\xe9"}', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": ' + b"1" * 5000 + b"}", "not JSON"),
    ],
)
def test_a_malformed_line_says_where_and_what(line: bytes, said: str) -> None:
    found = list(read_jsonl([b'{"text": "Fine."}\n', b"\n", line], source="a.jsonl"))
    assert isinstance(found[0], Draft)
    assert isinstance(found[1], SourceRejected)
    assert found[1].source == "a.jsonl:3"
    assert said in found[1].reason
    assert len(found[1].reason) < 200


def test_a_byte_order_mark_is_no_mistake() -> None:
    [found] = read_jsonl([b'\xef\xbb\xbf{"text": "a"}'], source="a")
    assert isinstance(found, Draft)


def test_an_endless_line_is_rejected_without_being_held_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jsonl, "LINE", replace(LINE, most=50))
    file = io.BytesIO(b'{"text": "' + b"x" * 500 + b'"}\n{"text": "Fine."}\n')
    lines = list(lines_of(file))
    assert max(map(len, lines)) == 51
    first, second = read_jsonl(lines, source="a")
    assert isinstance(first, SourceRejected)
    assert "longer than" in first.reason
    assert isinstance(second, Draft)
    assert second.source == "a:2"


def of_json(data: bytes) -> list[Any]:
    return list(read_several(data, ".json", source="a.json", clock=lambda: datetime.now(UTC)))


def test_a_json_file_is_a_list_or_a_single_article() -> None:
    listed = of_json(b'[{"text": "A."}, 5, {"text": "B."}]')
    assert [type(found) for found in listed] == [Draft, SourceRejected, Draft]
    assert [found.source for found in listed] == ["a.json#1", "a.json#2", "a.json#3"]
    [single] = of_json(b'{"text": "A."}')
    assert single.source == "a.json"


@pytest.mark.parametrize("data", [b"[]", b"{", b"\xff"])
def test_a_json_file_without_articles_is_rejected(data: bytes) -> None:
    [found] = of_json(data)
    assert isinstance(found, SourceRejected)
