"""JSON that is no receipt is refused with the place that is wrong."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from rag.errors import InputError
from rag.receipt_form import parse_receipt, read_receipt
from rag.receipts import digest_of

HASH = "0" * 64
CITED = {
    "n": 1, "article_id": "a", "version": 1, "title": "Cup", "outlet": None, "url": None,
    "published_at": None, "published_origin": None, "start": 0, "end": 11,
    "quote": "Rovers won.", "quote_sha256": HASH, "text_sha256": HASH, "article_digest": "d",
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "format": 1, "created_at": "2026-11-23T06:00:00+00:00", "question": "Who won?",
    "as_of": "2026-11-23", "window": None, "abstained": False, "reason": None,
    "text": "Rovers won [1].", "removed": [], "notice": None,
    "sentences": [
        {"text": "Rovers won [1].", "status": "supported", "why": None, "citations": [1]}
    ],
    "citations": [CITED], "made_with": {"model": "quotes", "gate": "1"}, "digest": HASH,
}  # fmt: skip


def test_a_receipt_is_read_with_the_digest_that_it_should_have() -> None:
    form, digest = read_receipt(WHOLE, "r.json")
    assert form.citations[0].quote == "Rovers won."
    assert digest == digest_of(WHOLE)


Edit = Callable[[dict[str, Any]], object]

WRONG: list[tuple[Edit, str]] = [
    (lambda r: r.pop("digest"), "digest"),
    (lambda r: r.pop("citations"), "citations"),
    (lambda r: r.update(citations={}), "citations"),
    (lambda r: r.update(text=7), "text"),
    (lambda r: r.update(text="\ud800"), r"\ud800"),
    (lambda r: r.update(abstained="no"), "abstained"),
    (lambda r: r.update(reason="bored"), "reason"),
    (lambda r: r.update(seconds=float("inf")), "JSON"),
    (lambda r: r["citations"][0].update(article_id="a\x00"), "citations.0.article_id"),
    (lambda r: r["citations"][0].update(start=-1), "citations.0.start"),
    (lambda r: r["citations"][0].update(start=1.5), "citations.0.start"),
    (lambda r: r["citations"][0].update(version=2**80), "citations.0.version"),
    (lambda r: r["citations"][0].update(version=True), "citations.0.version"),
    (lambda r: r["citations"][0].update(quote=""), "citations.0.quote"),
    (lambda r: r["citations"][0].update(quote_sha256="abc"), "citations.0.quote_sha256"),
    (lambda r: r["sentences"][0].update(text=" "), "sentences.0.text"),
    (lambda r: r["sentences"][0].update(status="true"), "sentences.0.status"),
    (lambda r: r["sentences"].append("Rovers won."), "sentences.1"),
]


@pytest.mark.parametrize(("edit", "named"), WRONG)
def test_what_is_no_receipt_is_refused_with_the_place_that_is_wrong(edit: Edit, named: str) -> None:
    edited = copy.deepcopy(WHOLE)
    edit(edited)
    with pytest.raises(InputError, match="dateline ask --receipt") as refused:
        read_receipt(edited, "r.json")
    assert named in str(refused.value)
    assert str(refused.value).startswith("r.json is no receipt")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("value", [None, [], "text", 1, {}, {"question": "Who won?"}])
def test_json_of_another_kind_is_no_receipt(value: object) -> None:
    with pytest.raises(InputError, match=r"r\.json is no receipt"):
        read_receipt(value, "r.json")


def test_a_receipt_of_a_later_format_names_it() -> None:
    with pytest.raises(InputError, match="has format 2, and only 1 is known"):
        read_receipt(WHOLE | {"format": 2}, "r.json")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
        (b'{"version": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
    ids=["empty", "half", "bytes", "deep", "digits"],
)
def test_a_file_that_is_no_json_is_named(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        parse_receipt(data, "r.json")
