"""The claims are what `eval/claims/README.md` says of them."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from eval.claims.articles import (
    HELD_OUT,
    TRAINING,
    ClaimArticle,
    held_out_articles,
    training_articles,
)
from tests.conftest import ROOT

FOLDER = ROOT / "eval" / "claims"
README = (FOLDER / "README.md").read_text(encoding="utf-8")
FILES = [*(FOLDER / "train" / f"{name}.jsonl" for name in TRAINING), FOLDER / f"{HELD_OUT}.jsonl"]
FIELDS = {"id", "title", "outlet", "published_at", "paragraphs", "sister", "claims"}
BY_CODE = "wrong_article"  # of which the files hold none
LEAST_OF_A_KIND = 25

EACH_FILE = pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
EACH_SET = pytest.mark.parametrize("read", [training_articles, held_out_articles])


@cache
def rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def kinds(label: str) -> set[str]:
    """Those that README names, in its list of one label."""
    said = re.search(rf"\* {label} kinds: (.+?)(?:\n\*|\n\n)", README, re.DOTALL)
    assert said is not None
    return set(re.findall(r"\b[a-z]+(?:_[a-z]+)*\b", said[1].split(";")[0]))


def words(text: str) -> str:
    """A text as it is compared: without regard to case, marks and spaces."""
    return " ".join(re.findall(r"\w+", text.lower()))


def claims(articles: list[ClaimArticle]) -> list[tuple[str, str]]:
    return [(article.id, claim.text) for article in articles for claim in article.claims]


@EACH_FILE
def test_every_line_is_an_article_with_its_claims(file: Path) -> None:
    for row in rows(file):
        assert set(row) == FIELDS, row["id"]
        assert all(isinstance(row[name], str) for name in FIELDS - {"paragraphs", "claims"})
        assert all(row[name].strip() == row[name] != "" for name in ("id", "title", "outlet"))
        date.fromisoformat(row["published_at"])
        sentences = [sentence for paragraph in row["paragraphs"] for sentence in paragraph]
        assert all(row["paragraphs"]), row["id"]
        assert all(sentence.strip() == sentence != "" for sentence in sentences)
        for claim in row["claims"]:
            assert set(claim) == {"claim", "label", "kind", "at"}
            assert claim["claim"].strip() == claim["claim"] != ""
            assert claim["at"], claim
            assert all(type(i) is int and 0 <= i < len(sentences) for i in claim["at"]), claim
            assert len(set(claim["at"])) == len(claim["at"])


@EACH_FILE
def test_every_kind_is_one_that_readme_names_for_its_label(file: Path) -> None:
    known = {"faithful": kinds("Faithful"), "altered": kinds("Altered")}
    assert BY_CODE not in known["altered"]
    for row in rows(file):
        for claim in row["claims"]:
            assert claim["kind"] in known[claim["label"]], claim


@EACH_SET
def test_every_kind_is_there_in_number(read: Any) -> None:
    found = Counter(claim.kind for article in read() for claim in article.claims)
    assert set(found) == kinds("Faithful") | kinds("Altered")
    assert min(found.values()) >= LEAST_OF_A_KIND


def test_there_are_as_many_as_the_table_says() -> None:
    counted = []
    for articles in (training_articles(), held_out_articles()):
        every = [claim for article in articles for claim in article.claims]
        faithful = sum(claim.faithful for claim in every)
        counted.append((len(articles), faithful, len(every) - faithful))
    told = re.findall(r"^\| `.*?\| ([\d,]+) \| ([\d,]+) \| ([\d,]+) \|$", README, re.MULTILINE)
    assert [tuple(int(n.replace(",", "")) for n in row) for row in told] == counted


@EACH_SET
def test_faithful_and_altered_claims_of_an_article_are_balanced(read: Any) -> None:
    for article in read():
        share = len(article.faithful()) / len(article.claims)
        assert 0.4 <= share <= 0.6, article.id


def test_ids_are_distinct_and_sisters_name_each_other() -> None:
    every = [*training_articles(), *held_out_articles()]
    by_id = {article.id: article for article in every}
    assert len(by_id) == len(every)
    for article in every:
        assert article.sister != article.id
        assert by_id[article.sister].sister == article.id
        assert article.id.rsplit("-", 1)[0] == article.sister.rsplit("-", 1)[0]


@EACH_SET
def test_no_claim_comes_twice_in_an_article(read: Any) -> None:
    for article in read():
        texts = [words(claim.text) for claim in article.claims]
        assert len(set(texts)) == len(texts), article.id


@EACH_SET
def test_no_claim_comes_in_two_articles(read: Any) -> None:
    often = Counter(words(text) for _, text in claims(read()))
    assert [text for text, count in often.items() if count > 1] == []


@EACH_SET
def test_no_altered_claim_is_a_sentence_of_its_article_or_one_of_its_faithful_claims(
    read: Any,
) -> None:
    for article in read():
        true = {words(text) for text in article.sentences}
        true |= {words(claim.text) for claim in article.faithful()}
        for claim in article.claims:
            assert claim.faithful or words(claim.text) not in true, (article.id, claim.text)


@EACH_SET
def test_invented_quotes_quote_what_the_article_does_not_say(read: Any) -> None:
    for article in read():
        for claim in article.claims:
            if claim.kind == "invented_quote":
                quotes = re.findall(r"[\"“]([^\"“”]+)[\"”]", claim.text)
                assert quotes, (article.id, claim.text)
                assert any(words(q) not in words(article.text) for q in quotes), claim.text


@EACH_SET
def test_an_article_is_cut_into_its_sentences_as_they_were_written(read: Any) -> None:
    same = [article.material.texts == article.sentences for article in read()]
    assert sum(same) / len(same) > 0.8  # the cutter may join or split a few
    for article in read():
        assert all(sentence in article.text for sentence in article.sentences)
        assert article.material.published == article.published


def test_what_is_trained_on_and_what_tests_share_no_article_and_no_claim() -> None:
    one, other = training_articles(), held_out_articles()
    assert not {words(a.title) for a in one} & {words(a.title) for a in other}
    assert not {words(text) for _, text in claims(one)} & {words(text) for _, text in claims(other)}
    sentences = [{words(s) for a in some for s in a.sentences} for some in (one, other)]
    assert not sentences[0] & sentences[1]
