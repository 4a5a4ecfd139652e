"""What a receipt holds, and its seal."""

from __future__ import annotations

import hashlib
import json
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering import Dateline
from rag.errors import ArticleNotFound
from rag.index.library import Library
from rag.receipts import GATE_VERSION, digest_of, receipt, sha256
from tests.rag.making import draft, put, the_gate
from tests.ui.conftest import answer

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=timezone(timedelta(hours=2)))
QUESTION = "Why was the harbour tunnel closed?"


def test_a_receipt_names_the_article_the_version_and_the_hashes_of_each_quote(
    library: Library,
) -> None:
    put(library, draft(title="Tunnel", outlet="Courier", published="2026-04-14"))
    given = Dateline(library, None, lambda: date(2026, 11, 23), the_gate()).ask(QUESTION)
    made = receipt(given, library.archive, embedder="minilm", prompt="7", created_at=NOW)
    stored = library.archive.article("a")
    assert given.citations
    for cited in made["citations"]:
        assert stored.text[cited["start"] : cited["end"]] == cited["quote"]
        assert cited["quote_sha256"] == sha256(cited["quote"])
        assert cited["text_sha256"] == hashlib.sha256(stored.text.encode()).hexdigest()
        assert (cited["version"], cited["article_digest"]) == (1, stored.digest)
        assert (cited["outlet"], cited["title"]) == ("Courier", "Tunnel")
        assert (cited["published_at"], cited["published_origin"]) == ("2026-04-14", "test")
    assert made["question"] == QUESTION
    assert made["text"] == given.text
    assert made["as_of"] == "2026-11-23"
    assert made["created_at"] == "2026-11-23T06:00:00+00:00"
    assert made["made_with"] == {
        "model": "quotes",
        "prompt": "7",
        "gate": GATE_VERSION,
        "embedder": "minilm",
    }
    assert json.loads(json.dumps(made)) == made


def test_no_receipt_is_made_of_an_article_that_is_not_there(library: Library) -> None:
    with pytest.raises(ArticleNotFound):
        receipt(answer(), library.archive, embedder="x", prompt="1", created_at=NOW)


def test_the_digest_is_of_canonical_json_without_itself() -> None:
    written = '{"a":[1,null,"ü\\n"],"b":{"c":true,"d":"x"}}'
    made = {"b": {"d": "x", "c": True}, "digest": "old", "a": [1, None, "ü\n"]}
    assert digest_of(made) == hashlib.sha256(written.encode()).hexdigest()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


@given(made=st.dictionaries(st.text(), values))
def test_a_digest_survives_being_written_and_read(made: dict[str, object]) -> None:
    again = dict(reversed(list(json.loads(json.dumps(made, indent=2)).items())))
    assert digest_of(again) == digest_of(made)


def test_a_number_that_json_has_not_has_no_digest() -> None:
    with pytest.raises(ValueError, match="JSON"):
        digest_of({"a": float("nan")})
